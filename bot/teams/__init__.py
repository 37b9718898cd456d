"""The bot in Microsoft Teams: activities in, Adaptive Cards out."""
