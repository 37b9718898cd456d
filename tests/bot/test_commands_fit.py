"""What commands answer fits into a message of Slack and into a card of Teams, also the longest lists."""

import json

import pytest

from bot.asking import Asking
from bot.slack.messages import messages as slack_messages
from bot.teams.fitting import messages as teams_messages
from handlers.messages import Conversation, Reply
from handlers.record_doubles import in_memory_records
from tests.bot.slack.refusals import refused
from tests.bot.teams.refusals import MESSAGE, card_problems
from tests.handlers.commanding import Talk, knowledge

SAID = (
    "subscribe",
    "subscribe to everything",
    "my subscriptions",
    "unsubscribe",
    "what have I missed",
    "show briefing/child-p",
    "discussion questions briefing/child-p",
    "we discussed briefing/child-p",
    "what have we discussed",
    "rec 4 for midwives",
    "feedback not helpful",
    "number for portsmouth mash",
    "baby is grey and floppy, I'm in the flat now",
    "wrong number",
    "what do you hold about me",
    "forget me",
    "yes erase it",
    "help",
    "stop it with the emails",
)


async def replies(bot: Asking, place: Conversation) -> list[Reply]:
    talk = Talk(knowledge(bot), in_memory_records(), place)
    await talk.say("subscribe to safe sleep and midwives and housing and GPs")
    return [await talk.say(text) for text in SAID]


@pytest.mark.parametrize("room", ["direct", "channel"])
async def test_slack_takes_every_reply(bot: Asking, room: str) -> None:
    place = Conversation("slack", "T", "C", "channel" if room == "channel" else "direct")
    for text, reply in zip(SAID, await replies(bot, place), strict=True):
        for message in slack_messages(reply):
            assert refused(message.text, list(message.blocks)) in ("", None), text


@pytest.mark.parametrize("room", ["direct", "channel"])
async def test_teams_takes_every_reply(bot: Asking, room: str) -> None:
    place = Conversation("teams", "T", "C", "channel" if room == "channel" else "direct")
    for text, reply in zip(SAID, await replies(bot, place), strict=True):
        for message in teams_messages(reply):
            assert message.card is not None
            assert list(card_problems(message.card)) == [], text
            assert len(json.dumps(message.card)) < MESSAGE, text
