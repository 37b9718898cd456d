"""The names that Slack's configuration and the bot's listeners share. Importing them costs nothing."""

COMMAND = "/learning"
SHORTCUT = "what_does_the_learning_say"
"""The callback id of the message shortcut."""
EVENTS_PATH = "/slack/events"
INSTALL_PATH = "/slack/install"
REDIRECT_PATH = "/slack/oauth_redirect"

EVENTS = ("app_home_opened", "app_mention", "app_uninstalled", "message.im", "tokens_revoked", "user_change")
"""What Slack sends without being asked. No event of a channel: the bot never reads along."""

SCOPES = {
    "app_mentions:read": "to be told when somebody mentions the bot in a channel",
    "assistant:write": "to suggest questions and to name threads where Slack has its view for agents",
    "channels:read": "to ask who made a channel: who may subscribe it",
    "chat:write": "to answer, in public and to one person alone",
    "commands": "for /learning and for the message shortcut",
    "groups:read": "to ask the same of a private channel",
    "im:history": "to read what people write to the bot in a direct message",
    "im:read": "to find the direct message of a person who left, which gets no more briefings",
    "im:write": "to begin a direct message: safety answers and briefings go there",
    "users:read": "to ask who runs the workspace, and to be told when a person has left it",
}
"""What the bot may do, each with its reason."""

OPTIONAL_SCOPES = frozenset({"assistant:write", "channels:read", "groups:read", "im:read", "users:read"})
"""Without these questions are answered, and people subscribe for themselves."""

NEEDED = frozenset(SCOPES) - OPTIONAL_SCOPES
