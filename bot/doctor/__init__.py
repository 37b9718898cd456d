"""`learning-bot doctor`: looks for what keeps the bot from working, each with its remedy."""
