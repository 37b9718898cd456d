"""Somebody says that an answer did not help, or that a number is wrong: in words or with a button."""

import datetime as dt

import pytest

from bot.asking import Asking
from handlers.messages import Feedback
from handlers.record_doubles import InMemoryFeedback
from tests.handlers.commanding import BROWSER, Talk, asks, knowledge

HOUR = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
LONG_LIST = "what are all the recommendations of child p"


@pytest.fixture
def talk(bot: Asking) -> Talk:
    return Talk(knowledge(bot), place=BROWSER)


def kept(talk: Talk) -> list[tuple[str, str, str]]:
    assert talk.records is not None
    box = talk.records.feedback
    assert isinstance(box, InMemoryFeedback)
    assert {each.hour for each in box.kept} <= {HOUR}
    return [(each.entry, each.kind, each.reason) for each in box.kept]


async def test_a_button_below_an_answer_says_that_it_helped(talk: Talk) -> None:
    answer = await talk.say("rec 4 for midwives")
    thanks = await talk.press(answer, "Helpful")
    assert thanks.discreet
    assert "not who said it" in await talk.read("helpful")
    assert kept(talk) == [("child-p/midwifery/4", "answer", "helpful")] * 2


async def test_why_an_answer_did_not_help_is_asked_after(talk: Talk) -> None:
    why = await talk.press(await talk.say("rec 4 for midwives"), "Not helpful")
    assert list(asks(why)) == ["Not what I asked", "Out of date", "Something is wrong in it"]
    await talk.press(why, "Out of date")
    assert [reason for _, _, reason in kept(talk)] == ["not_helpful", "out_of_date"]


async def test_typed_words_are_about_the_last_answer(talk: Talk) -> None:
    await talk.say("rec 1 for housing")
    await talk.say("that's not what I asked")
    assert kept(talk) == [("child-p/housing/1", "answer", "not_asked")]


async def test_without_an_answer_before_nothing_is_kept(talk: Talk) -> None:
    assert "Which answer do you mean" in await talk.read("out of date")
    assert kept(talk) == []


async def test_of_a_long_list_the_first_ten_are_noted(talk: Talk) -> None:
    answer = await talk.say(LONG_LIST)
    assert len(answer.entries) == 19
    await talk.press(answer, "Something is wrong in it")
    assert [entry for entry, _, _ in kept(talk)] == list(answer.entries[:10])


async def test_only_answers_are_asked_about(talk: Talk) -> None:
    for text in ("help", "recommendation 2", "what is the capital of France", "baby is grey and floppy"):
        reply = await talk.say(text)
        assert not any(isinstance(part, Feedback) for part in reply.parts), text


async def test_a_wrong_number_is_reported_with_the_button_beside_it(talk: Talk) -> None:
    answer = await talk.say("number for portsmouth mash")
    which = await talk.press(answer, "A number here is wrong")
    assert len(asks(which)) == 2, "the daytime line and the one out of hours"
    said = await talk.say("wrong number contact/portsmouth-mash")
    assert kept(talk) == [("contact/portsmouth-mash", "number", "wrong_number")]
    assert said.discreet


async def test_where_one_number_is_shown_the_button_reports_it(talk: Talk) -> None:
    await talk.press(await talk.say("hampshire LADO number"), "This number is wrong")
    assert kept(talk) == [("contact/lado-hampshire", "number", "wrong_number")]


async def test_which_of_the_numbers_shown_is_wrong_is_asked_and_not_guessed(talk: Talk) -> None:
    await talk.say("number for portsmouth mash")
    assert "wrong number contact/hampshire-ooh" in asks(await talk.say("this number is wrong")).values()
    assert kept(talk) == []


async def test_a_wrong_number_is_reported_in_words(talk: Talk) -> None:
    await talk.say("the number for Portsmouth MASH is wrong")
    assert kept(talk) == [("contact/portsmouth-mash", "number", "wrong_number")]


async def test_below_signposting_one_button_asks_which_number(talk: Talk) -> None:
    urgent = await talk.say("baby is grey and floppy, I'm in the flat now")
    which = await talk.press(urgent, "A number here is wrong")
    assert len(asks(which)) > 10
    await talk.say(next(ask for ask in asks(which).values() if "portsmouth-mash" in ask))
    assert kept(talk) == [("contact/portsmouth-mash", "number", "wrong_number")]


async def test_where_nothing_is_kept_that_is_said_and_no_button_is_offered(bot: Asking) -> None:
    talk = Talk(knowledge(bot), records=None)
    assert "Helpful" not in asks(await talk.say("rec 4 for midwives"))
    assert "Nothing is kept here" in await talk.read("this is out of date")
    assert "Nothing is kept here" in await talk.read("this number is wrong")
