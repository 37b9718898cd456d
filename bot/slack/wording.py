"""The words that are said in Slack only."""

SHARE = "Share with the channel"
SHARED_BY = "Shared by "
SHARED_ALREADY = "This button was pressed before. If the channel does not show the answer, ask again."
SHOW = "Show"
BUTTONS = "Buttons"
MORE = "The rest is in the message."

APP_NAME = "Safeguarding learning"
APP_DESCRIPTION = (
    "What safeguarding reviews recommended and what agencies said they did, word for word, with its source."
)
APP_LONG_DESCRIPTION = (
    "Ask in your own words what a safeguarding review recommended, what agencies said they did about it, and"
    " which protocol, training or contact goes with it. Every answer is a passage of the document, word for"
    " word, with the place where it stands, or says plainly that it is not held here. It is not a place to"
    " report a concern: nobody watches this chat. If a child is in danger now, call 999."
)
COMMAND_DESCRIPTION = "Ask what a safeguarding review said"
COMMAND_HINT = "missed appointments, or: help, protocol, training, subscribe, briefings"
SHORTCUT_NAME = "What does learning say?"
SHORTCUT_DESCRIPTION = "What does the learning say about this message? Only you see the answer."

YOUR_SUBSCRIPTIONS = "Your subscriptions"
NO_SUBSCRIPTIONS = "You get no briefings yet."
CHANGE_SUBSCRIPTIONS = "Change subscriptions"
NOT_READ_NOW = "This cannot be read now. Try again in a minute."
LATEST_BRIEFINGS = "Latest briefings"
EARLIER = "Earlier briefings"
NEWER = "Newer briefings"
BROWSE = "Browse"
BROWSE_BY = {"review": "By review", "audience": "By who it is for", "theme": "By theme"}
MORE_OF = "More to choose from"
YOU_COULD_ASK = "You could ask"
WINDOW_TITLE = "Safeguarding learning"
CLOSE = "Close"
REST_IN_MESSAGES = "This window has no room for all of it. The bot sends you all of it in a direct message."
FORM_TITLE = "Subscriptions"
FORM_INTRO = "Briefings come to you in a direct message. To get none, clear the list and save."
FORM_ABOUT = "What do you want briefings about?"
FORM_KINDS = {"everything": "Everything", "review": "Reviews", "audience": "Who it is for", "theme": "Themes"}
FORM_RHYTHM = "When?"
SAVE = "Save"
CANCEL = "Cancel"
FORM_AS_NOW = "Each as it is now"
SAVING = "Saving. If this stays for a minute, close it and open “Change subscriptions” again to see."
NOT_YOURS = "You did not write this message. Where it must be deleted, ask the person who wrote it."


def gets(subscription: str) -> str:
    """One line of a person's subscriptions."""
    return f"Briefings about {subscription}"


def and_more(many: int) -> str:
    """How many are not listed."""
    return f"And {many} more."
