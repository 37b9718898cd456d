"""People subscribe, change their minds and stop: in words, by buttons, for themselves and for channels."""

import dataclasses

import pytest

from bot.asking import Asking
from handlers.messages import Conversation
from handlers.plain import plain
from handlers.record_doubles import EveryoneMay, in_memory_records
from handlers.records import NotKept, Permission, Subscription
from knowledge.commands import Scope
from tests.handlers.commanding import BROWSER, CHANNEL, DIRECT, Talk, asks, knowledge

ALL = Scope("everything")
HEALTH_VISITORS = Scope("audience", "health-visiting")
SLEEP = Scope("theme", "safe-sleep")


@pytest.fixture
def talk(bot: Asking) -> Talk:
    return Talk(knowledge(bot))


async def subscribed(talk: Talk) -> tuple[Subscription, ...]:
    assert talk.records is not None
    return await talk.records.subscriptions.of(talk.place)


async def test_a_health_visitor_signs_up_and_leaves_again(talk: Talk) -> None:
    said = await talk.read("sign me up for briefings about health visitors")
    assert "You get briefings about health visitors, as soon as one is published." in said
    assert await subscribed(talk) == (Subscription(HEALTH_VISITORS, "immediate"),)
    assert "weekly digest" in await talk.read("weekly please")
    assert await subscribed(talk) == (Subscription(HEALTH_VISITORS, "weekly"),)
    assert "health visitors, in a weekly digest" in await talk.read("what am I subscribed to?")
    assert "No more briefings come here" in await talk.read("stop the emails")
    assert await subscribed(talk) == ()


async def test_subscribe_alone_offers_what_there_is_and_each_button_works(talk: Talk) -> None:
    offered = await talk.say("subscribe")
    assert {"everything", "Child P", "health visitors", "housing"} <= set(asks(offered))
    for label in asks(offered):
        await talk.press(offered, label)
    assert await subscribed(talk) == (Subscription(ALL, "immediate"),)
    assert "You already get everything" in await talk.read("subscribe to safe sleep")


async def test_a_rhythm_said_before_the_subject_is_not_forgotten(talk: Talk) -> None:
    await talk.press(await talk.say("subscribe weekly"), "health visitors")
    assert await subscribed(talk) == (Subscription(HEALTH_VISITORS, "weekly"),)


async def test_what_there_are_no_briefings_about_is_said_without_repeating_it(talk: Talk) -> None:
    said = await talk.read("subscribe me to zebra keeping")
    assert "I have no briefings about that" in said
    assert "zebra" not in said
    assert await subscribed(talk) == ()


async def test_one_of_several_is_stopped_by_its_button(talk: Talk) -> None:
    await talk.say("subscribe to safe sleep")
    await talk.say("subscribe to health visitors")
    listed = await talk.say("my subscriptions")
    assert "Stop: health visitors" in asks(listed)
    left = await talk.press(listed, "Stop: health visitors")
    assert await subscribed(talk) == (Subscription(SLEEP, "immediate"),)
    assert "Stop all of it" in asks(left)


async def test_stopping_can_be_undone(talk: Talk) -> None:
    await talk.say("subscribe to everything")
    stopped = await talk.say("unsubscribe")
    await talk.press(stopped, "Subscribe again: everything")
    assert await subscribed(talk) == (Subscription(ALL, "immediate"),)


async def test_pausing_and_resuming(talk: Talk) -> None:
    await talk.say("subscribe to everything")
    paused = await talk.say("pause my briefings while I'm on leave")
    assert (await subscribed(talk))[0].paused
    resumed = await talk.press(paused, "Resume")
    assert not (await subscribed(talk))[0].paused
    assert "while they were paused may not have been sent" in plain(resumed)
    missed = await talk.press(resumed, "See what you have missed")
    assert "No briefing has been published yet." in plain(missed)


@pytest.mark.parametrize("text", ["pause", "resume", "weekly please"])
async def test_without_a_subscription_there_is_nothing_to_change(talk: Talk, text: str) -> None:
    assert "There is no subscription here to change" in await talk.read(text)


async def test_stopping_what_was_not_subscribed_to_is_said(talk: Talk) -> None:
    assert "There are no subscriptions here" in await talk.read("unsubscribe")
    await talk.say("subscribe to safe sleep")
    assert "There was no subscription here to that" in await talk.read("unsubscribe from housing")
    assert len(await subscribed(talk)) == 1


async def test_a_channel_is_subscribed_by_who_may(talk: Talk) -> None:
    talk.place = CHANNEL
    said = await talk.read("subscribe this channel to everything")
    assert "This channel gets briefings about everything" in said
    assert "direct message" in said


@pytest.mark.parametrize(("answer", "why"), [("no", "whoever made the channel"), ("unknown", "did not say")])
@pytest.mark.parametrize("text", ["subscribe to everything", "unsubscribe", "weekly please", "pause"])
async def test_nobody_else_changes_what_a_channel_is_sent(
    bot: Asking, answer: Permission, why: str, text: str
) -> None:
    talk = Talk(knowledge(bot), in_memory_records(), CHANNEL)
    assert talk.records is not None
    await talk.say("subscribe to safe sleep")
    talk.records = dataclasses.replace(talk.records, permissions=EveryoneMay(answer))
    reply = await talk.say(text)
    assert why in await talk.read(text)
    assert reply.discreet
    assert await subscribed(talk) == (Subscription(SLEEP, "immediate"),)
    assert "safe sleep" in (await talk.read("my subscriptions")).lower()


async def test_in_teams_a_guest_is_told_that_members_may(bot: Asking) -> None:
    talk = Talk(knowledge(bot), in_memory_records("no"), Conversation("teams", "19:t", "19:c", "channel"))
    assert "members who are no guests can change that" in await talk.read("subscribe to everything")
    assert await subscribed(talk) == ()


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("stop it with the emails", "My subscriptions"),
        ("no more digests in my inbox, kindly", "My subscriptions"),
        ("our discussion of the briefing was on 12 November", "We discussed this"),
        ("number's wrong", "A number here is wrong"),
        ("remove me from your database", "See what is held about you"),
        ("what's come out recently", "What’s new"),
    ],
)
async def test_what_was_nearly_understood_is_offered_and_nothing_is_done(
    talk: Talk, text: str, offered: str
) -> None:
    await talk.say("subscribe to safe sleep")
    reply = await talk.say(text)
    assert reply.status == "not_held"
    assert offered in asks(reply)
    assert await subscribed(talk) == (Subscription(SLEEP, "immediate"),)


async def test_nothing_is_offered_for_an_ordinary_question_that_is_not_held(talk: Talk) -> None:
    reply = await talk.say("what is the capital of France")
    assert reply.status == "not_held"
    assert not {"My subscriptions", "What’s new", "We discussed this"} & set(asks(reply))


async def test_help_says_what_the_bot_does_beside_answering(bot: Asking) -> None:
    assert {"Subscribe to briefings", "See what you have missed"} <= set(
        asks(await Talk(knowledge(bot)).say("help"))
    )
    assert "What’s new" in asks(await Talk(knowledge(bot), place=BROWSER).say("help"))
    assert "See what is held about you" not in asks(await Talk(knowledge(bot), records=None).say("help"))


@pytest.mark.parametrize("text", ["subscribe to everything", "unsubscribe", "my subscriptions", "pause"])
async def test_in_the_browser_nothing_can_be_delivered_and_what_is_new_is_offered(
    bot: Asking, text: str
) -> None:
    talk = Talk(knowledge(bot), place=BROWSER)
    reply = await talk.say(text)
    assert "sent in Slack and Teams" in await talk.read(text)
    assert "Child P: recommendations and responses" in await _pressed(talk, reply, "What’s new")


async def _pressed(talk: Talk, reply: object, label: str) -> str:
    return await talk.read(asks(reply)[label])  # type: ignore[arg-type]


class Gone:
    """Subscriptions whose database is gone."""

    async def of(self, *_: object, **__: object) -> tuple[Subscription, ...]:
        raise NotKept

    add = remove = change = of


async def test_when_the_database_is_gone_that_is_said_and_questions_are_answered(bot: Asking) -> None:
    records = dataclasses.replace(in_memory_records(), subscriptions=Gone())  # type: ignore[arg-type]
    talk = Talk(knowledge(bot), records, DIRECT)
    for text in ("subscribe to everything", "unsubscribe", "my subscriptions", "pause"):
        assert "do not know whether this was kept" in await talk.read(text)
    assert (await talk.say("rec 4 for midwives")).entries == ("child-p/midwifery/4",)


async def test_a_live_concern_comes_before_a_command(talk: Talk) -> None:
    reply = await talk.say("unsubscribe me, the baby is grey and floppy, I'm in the flat now")
    assert reply.signpost == "emergency"


async def test_a_command_that_names_someone_is_done_with_a_warning_in_private(talk: Talk) -> None:
    reply = await talk.say("we discussed this with Grace Smith's mum yesterday, dob 12/03/2024")
    assert reply.identifying
    assert reply.private
