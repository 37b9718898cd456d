"""Every sentence that the bot says about subscriptions, briefings, feedback and what it holds."""

import datetime as dt

from handlers.messages import Conversation, Platform
from handlers.records import Held, KeptFor, Reason, Rhythm

# Feedback
DID_THIS_HELP = "Did this help?"
REASONS: dict[Reason, str] = {
    "helpful": "Helpful",
    "not_helpful": "Not helpful",
    "not_asked": "Not what I asked",
    "out_of_date": "Out of date",
    "wrong": "Something is wrong in it",
}
WHAT_WAS_WRONG = "Thank you. What was wrong with it?"
THANKS_FOR_FEEDBACK = "Thank you. Curators see which answer it was and the hour, not who said it."
FEEDBACK_ON_WHAT = "Which answer do you mean? Ask your question first, then say whether the answer helped."
FEEDBACK_NOT_KEPT = (
    "Nothing is kept here, so feedback cannot be passed on. Tell the people who run the bot. "
    "You can ask again in other words."
)
THIS_NUMBER_IS_WRONG = "This number is wrong"
A_NUMBER_IS_WRONG = "A number here is wrong"
WHICH_NUMBER = "Which number is wrong?"
UNTIL_THEN = "Until then use the official page. If a child is in danger now, call 999."

# Subscriptions
RHYTHMS: dict[Rhythm, str] = {"immediate": "as soon as one is published", "weekly": "in a weekly digest"}
WHAT_ABOUT = "What would you like briefings about?"
OR_A_THEME = "You can also name a theme or another audience, such as “subscribe to safe sleep”."
UNKNOWN_SUBJECT = "I have no briefings about that. These are some that I know:"
EVERYTHING = "Everything"
ALREADY_EVERYTHING = "You already get everything, so that is included."
NO_SUBSCRIPTIONS = "There are no subscriptions here."
NOTHING_TO_CHANGE = "There is no subscription here to change."
NOT_SUBSCRIBED_TO_THAT = "There was no subscription here to that."
SUBSCRIPTIONS_HERE = "What is sent here"
STOPPED_ALL = "Stopped. No more briefings come here."
PAUSED = "Paused. No briefings come here until you say “resume”."
RESUMED = "Briefings come here again. What came out while they were paused may not have been sent."
CANNOT_DELIVER = (
    "Briefings are sent in Slack and Teams, so nothing can be subscribed to or stopped here. "
    "You can read what is new here."
)
MY_SUBSCRIPTIONS = "My subscriptions"
ONCE_A_WEEK = "Once a week instead"
AT_ONCE = "As soon as published instead"
PAUSE = "Pause"
RESUME = "Resume"
STOP_ALL = "Stop all of it"
SUBSCRIBE = "Subscribe to briefings"
CAN_DO = "You can also"
OR_DID_YOU_WANT = "Or did you want one of these?"
AN_ANSWER_IS_WRONG = "Say what was wrong with an answer"
WHAT_HAVE_I_MISSED = "See what you have missed"
WHAT_IS_HELD = "See what is held about you"
CHANGE = "To change it"
MAYBE_KEPT = (
    "The database did not answer, so I do not know whether this was kept. Try again in a few minutes, or ask"
    " “my subscriptions” to see."
)
YOURS_INSTEAD = "To have briefings for yourself, send me the same in a direct message."
_MAY_NOT: dict[Platform, str] = {
    "slack": "Only an owner or admin of the workspace, or whoever made the channel, can change that.",
    "teams": "Only members who are no guests can change that.",
}
_NOT_SAID = (
    "{platform} did not say whether you may change that, so nothing was changed. Try again in a minute."
)
_PLATFORMS: dict[Platform, str] = {
    "slack": "Slack",
    "teams": "Teams",
    "web": "Browser",
    "terminal": "Terminal",
}
_ROOMS = {"direct": "you", "group": "this chat", "channel": "this channel"}

# Briefings
WHATS_NEW = "What’s new"
BRIEFINGS = "Briefings"
NO_BRIEFINGS = "No briefing has been published yet."
HELD_BRIEFINGS = "Briefings that you can read here"
MISSED = "Published, and not sent here"
NOTHING_MISSED = "You have been sent every briefing that is out."
DISCUSSION_QUESTIONS = "Discussion questions"
WE_DISCUSSED_THIS = "We discussed this"
FOR_YOUR_TEAM = "For your team"
WHICH_BRIEFING = "Which briefing?"
NO_SUCH_DAY = "I could not read that day. Write it like this: we discussed this on 3 March."
NOT_YET = "That day has not come yet. Say which day it was when it is over."
A_MISTAKE = "That was a mistake"
NOT_RECORDED_HERE = "What a team discussed can be recorded in Slack and Teams, not here."
NO_DISCUSSIONS = "No discussion is recorded here. After one, say “we discussed this”."
DISCUSSIONS = "Discussed here"
REMOVED_DISCUSSION = "Removed from the record."
NO_SUCH_DISCUSSION = "There was no such record here."

# Publishing
NOT_A_CURATOR = (
    "Only the curators whom the setting CURATORS lists can publish, correct or withdraw briefings."
)
NO_PUBLISHING_HERE = "Briefings are published in Slack and Teams, or with “learning-bot publish”."
PUBLISH_WHICH = "Which briefing do you want to see before you publish it?"
NO_SUCH_TIME = "I could not read that time. Write the day and the time: at 2027-06-03 09:00."
TIME_HAS_PASSED = "That time has passed. Without a time it is published at once."
PREVIEW = "Preview. Nothing has been sent."
UNCHANGED = "This is out, or set for that time, already. There is nothing to publish."
WIDER = "It is out already. Those who have it do not get it again."
TO_WHOM = "I do not know who that is. Name an audience, a theme or a review, such as: to midwives."
CONFIRM = "Is it right?"
PUBLISH_NOW = "Publish it now"
CANCELLED_BY_DOING_NOTHING = "To leave it, do nothing."
WITHDRAW_IT = "Withdraw it"

# What is held
NOTHING_HELD_HERE = "Nothing about you is held here. This window and its history are yours to clear."
ACCOUNT = "What is held about you"
IN_A_CHANNEL = (
    "In a channel the subscriptions and records are the team’s, not yours. For what is held about you, ask"
    " in a direct message."
)
NO_WORDS = (
    "Not held: your name, and your messages. Of a question the bot keeps what it was about, the hour, and"
    " those of its words that are on a list of everyday and safeguarding words; nothing of it when it may"
    " identify someone; and of a live concern only its level and hour. None of it leads back to you."
)
PLATFORM_KEEPS = "{platform} itself keeps this conversation. Delete your messages there."
ERASE_IT = "Erase it"
WHAT_ERASING_DOES = "Erasing removes all of the above, stops briefings, and cannot be undone."
ERASED = "Erased. The bot holds nothing about you now. What you delete in {platform} itself is up to you."
ERASING_HERE = "Erasing forgets at once what this conversation was about."
NOTHING_TO_ERASE = "What this conversation was about is forgotten. Nothing else was held about you."


def day(date: dt.date) -> str:
    """A day as it is said."""
    return f"{date.day} {date:%B %Y}"


def place(conversation: Conversation) -> str:
    """Whom a subscription is for."""
    return _ROOMS[conversation.room]


def number_reported(name: str) -> str:
    """Thanks for the report of a wrong number."""
    return f"Thank you. Curators are told that the number of {name} is wrong."


def subscribed(what: str, rhythm: Rhythm, where: Conversation) -> str:
    """What comes from now on, how, and to whom."""
    whom = {"direct": "You get", "group": "This chat gets", "channel": "This channel gets"}[where.room]
    return f"{whom} briefings about {what}, {RHYTHMS[rhythm]}."


def stopped(what: str) -> str:
    """What no longer comes."""
    return f"Stopped: {what}."


def changed(rhythm: Rhythm) -> str:
    """How briefings come from now on."""
    return f"Briefings now come {RHYTHMS[rhythm]}."


def subscription(what: str, rhythm: Rhythm, paused: bool) -> str:
    """One line of the list."""
    return f"{what}, {RHYTHMS[rhythm]}{' (paused)' if paused else ''}"


def may_not(platform: Platform) -> str:
    """Who can change what a channel is sent, or has on record."""
    return _MAY_NOT.get(platform, "")


def not_said(platform: Platform) -> str:
    """That the platform could not be asked."""
    return _NOT_SAID.format(platform=_PLATFORMS[platform])


def discussed(title: str, on: dt.date) -> str:
    """What was recorded."""
    return f"Recorded: “{title}” was discussed on {day(on)}."


def already_discussed(title: str, on: dt.date) -> str:
    """What was recorded before."""
    return f"It is on record already that “{title}” was discussed on {day(on)}."


def goes_to(recipients: int, digests: int, corrected: int) -> str:
    """Whom publishing reaches."""
    said = f"It goes to {_conversations(recipients)} at once and to {digests} in a weekly digest."
    delivered = "1 delivered message is" if corrected == 1 else f"{corrected} delivered messages are"
    return f"{said} {delivered} corrected." if corrected else said


def only_to(names: str) -> str:
    """Whom a curator chose."""
    return f"Only for those who subscribed to {names}."


def also_at(at: dt.datetime) -> str:
    """What else is set, in London's time."""
    return f"It also stays set for {day(at.date())} at {at:%H:%M}, for those it was set for."


def published(title: str, recipients: int) -> str:
    """What was done."""
    return f"“{title}” is published. It is on its way to {_conversations(recipients)}."


def scheduled(title: str, at: dt.datetime) -> str:
    """What will be done, in London's time."""
    return f"“{title}” is set to be published on {day(at.date())} at {at:%H:%M}, London time."


def publish_at(at: dt.datetime) -> str:
    """The button that sets a time."""
    return f"Publish it on {day(at.date())} at {at:%H:%M}"


def withdrawn(title: str, many: int) -> str:
    """What was done."""
    return f"“{title}” is withdrawn. A notice takes its place in {_conversations(many)}."


def sure_to_withdraw(title: str) -> str:
    """What withdrawing does."""
    return f"Withdraw “{title}”? Where it was delivered a notice takes its place."


def _conversations(many: int) -> str:
    return "1 conversation" if many == 1 else f"{many} conversations"


def held(account: Held, periods: KeptFor) -> tuple[str, ...]:
    """What is held about a conversation that can be written to, and for how long, one sentence each."""
    signed = (
        f"Briefings that you published or withdrew: {account.published}, with your id, until you erase it."
    )
    return (
        f"Subscriptions: {account.subscriptions}, kept until you stop them.",
        f"Records of “we discussed this”: {account.discussions}, kept until you erase them.",
        f"Briefings delivered here: {account.delivered}, kept so that a correction reaches you, until"
        f" {periods.delivery_days} days after the briefing was last published.",
        *((signed,) if account.published else ()),
        "That you are reachable here: the platform’s id of this conversation, while any of this is held.",
    )


def held_anywhere(periods: KeptFor) -> tuple[str, ...]:
    """What is held about every conversation, also one that nothing can be sent to."""
    return (
        f"What this conversation was last about: ids only, for {periods.memory_minutes} minutes.",
        f"Feedback (entry, reason, hour) for {periods.feedback_days} days and what questions were about for"
        f" {periods.records_days} days: without anything that leads back to you.",
    )


def platform_keeps(platform: Platform) -> str:
    """Where else the conversation is kept."""
    return PLATFORM_KEEPS.format(platform=_PLATFORMS[platform]) if platform in {"slack", "teams"} else ""


def erased(platform: Platform) -> str:
    """What was done."""
    return ERASED.format(platform=_PLATFORMS[platform])
