"""What is new, what was missed, and what a team records after talking a briefing through."""

import datetime as dt

import pytest

from bot.asking import Asking
from handlers.plain import plain
from handlers.record_doubles import in_memory_records
from handlers.records import Discussion, Issued, Permission
from tests.handlers.commanding import BROWSER, CHANNEL, Talk, asks, knowledge

BRIEFING = "briefing/child-p"
TITLE = "Child P: recommendations and responses"
TODAY = dt.date(2026, 11, 23)


def issued(*, sent: bool) -> Issued:
    return Issued(BRIEFING, TITLE, dt.date(2026, 11, 2), sent)


def talk_after(bot: Asking, *out: Issued) -> Talk:
    return Talk(knowledge(bot), in_memory_records(out=out))


async def recorded(talk: Talk) -> tuple[Discussion, ...]:
    assert talk.records is not None
    return await talk.records.discussions.of(talk.place)


async def test_a_new_starter_sees_what_was_published_before(bot: Asking) -> None:
    talk = talk_after(bot, issued(sent=False))
    missed = await talk.say("I'm new here, what have I missed")
    label = f"{TITLE} (2 November 2026)"
    shown = await talk.press(missed, label)
    assert shown.entries == (BRIEFING,)


async def test_what_was_sent_here_was_not_missed(bot: Asking) -> None:
    talk = talk_after(bot, issued(sent=True))
    assert "You have been sent every briefing" in await talk.read("what have I missed")


async def test_before_anything_is_published_what_can_be_read_is_offered(bot: Asking) -> None:
    for text in ("what have I missed", "latest briefings"):
        said = await talk_after(bot).read(text)
        assert "No briefing has been published yet" in said
        assert TITLE in said


async def test_a_withdrawn_briefing_is_not_offered(bot: Asking) -> None:
    gone = Issued("briefing/no-longer-held", "Gone", TODAY)
    assert "Gone" not in await talk_after(bot, gone).read("latest briefings")


async def test_a_team_says_that_it_discussed_the_briefing_it_has_before_it(bot: Asking) -> None:
    talk = talk_after(bot)
    talk.place = CHANNEL
    shown = await talk.say("show briefing/child-p")
    said = await talk.press(shown, "We discussed this")
    assert await recorded(talk) == (Discussion(TODAY, BRIEFING),)
    assert "That was a mistake" in asks(said)
    assert "on record already" in await talk.read("we discussed this today")
    assert "Discussed here" in await talk.read("what have we discussed")
    await talk.press(said, "That was a mistake")
    assert await recorded(talk) == ()


@pytest.mark.parametrize(("answer", "why"), [("no", "whoever made the channel"), ("unknown", "did not say")])
async def test_what_a_team_has_on_record_is_taken_back_by_who_may_change_what_it_gets(
    bot: Asking, answer: Permission, why: str
) -> None:
    talk = Talk(knowledge(bot), in_memory_records(answer), CHANNEL)
    said = await talk.say("we discussed this")
    refused = await talk.press(said, "That was a mistake")
    assert why in plain(refused)
    assert refused.discreet
    assert await recorded(talk) == (Discussion(TODAY, BRIEFING),)


async def test_in_a_direct_chat_the_record_is_ones_own(bot: Asking) -> None:
    talk = Talk(knowledge(bot), in_memory_records("no"))
    await talk.press(await talk.say("we discussed this"), "That was a mistake")
    assert await recorded(talk) == ()


async def test_the_day_of_a_discussion_is_the_day_that_was_said(bot: Asking) -> None:
    talk = talk_after(bot)
    assert "discussed on 3 March 2026" in await talk.read("we discussed this on 3 March")
    assert await recorded(talk) == (Discussion(dt.date(2026, 3, 3), BRIEFING),)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("we discussed this on 31 February", "could not read that day"),
        ("we discussed this on 1/2/2031", "not come"),
    ],
)
async def test_a_day_that_cannot_be_is_told_and_nothing_is_recorded(bot: Asking, text: str, why: str) -> None:
    talk = talk_after(bot)
    assert why in await talk.read(text)
    assert await recorded(talk) == ()


async def test_days_are_days_in_london(bot: Asking) -> None:
    talk = talk_after(bot)
    talk.now = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    await talk.say("we discussed this")
    assert await recorded(talk) == (Discussion(dt.date(2026, 7, 1), BRIEFING),)


async def test_discussion_questions_are_the_curators_word_for_word(bot: Asking) -> None:
    talk = talk_after(bot)
    said = await talk.read("discussion questions briefing/child-p")
    [briefing] = talk.knowledge.library.briefings
    assert all(question in said for question in briefing.discussion_questions)


async def test_in_the_browser_nothing_is_recorded_and_that_is_said(bot: Asking) -> None:
    talk = talk_after(bot)
    talk.place = BROWSER
    for text in ("we discussed this", "what have we discussed", f"remove discussed {BRIEFING} 2026-03-03"):
        assert "can be recorded in Slack and Teams" in await talk.read(text)
    assert "We discussed this" not in asks(await talk.say("show briefing/child-p"))
