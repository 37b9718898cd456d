"""The running service: Slack, Teams, browser and terminal in; replies out."""
