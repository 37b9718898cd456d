""" "What do you hold about me" gets the whole account, and "forget me" erases all of it."""

import dataclasses

import pytest

from bot.asking import Asking
from handlers.messages import Conversation
from handlers.plain import plain
from handlers.record_doubles import InMemoryAccount, InMemoryDiscussions, InMemorySubscriptions
from handlers.records import Held
from handlers.wording import AFTER_SIGNPOSTING
from tests.handlers.commanding import BROWSER, CHANNEL, Talk, asks, knowledge


@pytest.fixture
def talk(bot: Asking) -> Talk:
    return Talk(knowledge(bot))


async def test_the_account_counts_what_is_held_and_says_how_long(talk: Talk) -> None:
    await talk.say("subscribe to safe sleep and housing")
    await talk.say("we discussed this yesterday")
    said = await talk.read("what do you hold about me?")
    assert "Subscriptions: 2" in said
    assert "“we discussed this”: 1" in said
    assert "10 minutes" in said
    assert "180 days" in said
    assert "Slack itself keeps this conversation" in said


async def test_forgetting_asks_once_and_then_erases_everything(talk: Talk) -> None:
    await talk.say("subscribe to everything")
    await talk.say("rec 4 for midwives")
    first = await talk.say("forget me")
    assert "cannot be undone" in plain(first)
    assert "Subscriptions: 1" in await talk.read("what do you hold about me")
    assert "Erased" in plain(await talk.press(first, "Erase it"))
    assert "Subscriptions: 0" in await talk.read("what do you hold about me")
    assert await talk.memory.recall(talk.place.key, talk.now) is None


async def test_what_was_written_of_a_live_concern_is_forgotten_too(talk: Talk) -> None:
    await talk.say("toddler with what looks like cigarette burns, nursery just rang me")
    assert AFTER_SIGNPOSTING["concern"] in await talk.read("forget me")
    assert AFTER_SIGNPOSTING["concern"] not in await talk.read("what is ICON")


async def test_a_curator_is_told_what_they_published_and_can_have_their_id_erased(talk: Talk) -> None:
    """An account that says of this person what it would of a curator."""
    erased: list[str] = []

    class Curator(InMemoryAccount):
        async def of(self, place: Conversation, person: str = "") -> Held:
            return Held(published=3 if person == "slack/U1" and not erased else 0)

        async def erase(self, place: Conversation, person: str = "") -> None:
            erased.append(person)

    assert talk.records is not None
    account = Curator(InMemorySubscriptions(), InMemoryDiscussions())
    talk.records = dataclasses.replace(talk.records, account=account)
    assert "published or withdrew: 3" in await talk.read("what do you hold about me")
    first = await talk.say("forget me")
    assert "cannot be undone" in plain(first)
    await talk.press(first, "Erase it")
    assert erased == ["slack/U1"]
    assert "published or withdrew" not in await talk.read("what do you hold about me")


async def test_with_nothing_held_there_is_nothing_to_ask(talk: Talk) -> None:
    assert "Nothing else was held" in await talk.read("delete my data")


async def test_a_channel_is_the_teams(talk: Talk) -> None:
    talk.place = CHANNEL
    await talk.say("subscribe to everything")
    for text in ("what do you hold about me", "forget me", "yes erase it"):
        reply = await talk.say(text)
        assert "ask in a direct message" in plain(reply)
        assert reply.discreet
    assert talk.records is not None
    assert len(await talk.records.subscriptions.of(CHANNEL)) == 1


async def test_the_browser_knows_nobody_but_this_page(talk: Talk) -> None:
    talk.place = BROWSER
    said = await talk.read("what do you hold about me")
    assert "itself keeps this conversation" not in said
    assert "Subscriptions" not in said
    assert "Erase it" in asks(await talk.say("what do you hold about me"))


async def test_on_the_command_line_nothing_is_held(bot: Asking) -> None:
    talk = Talk(knowledge(bot), records=None)
    for text in ("what do you hold about me", "forget me"):
        assert "Nothing about you is held here" in await talk.read(text)
