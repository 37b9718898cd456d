"""Safety comes first, failures stay visible, and of a question only words on a list are kept."""

import asyncio
import dataclasses
import datetime as dt
import io
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import structlog

from bot import logs
from bot.asking import Asking
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation, Message, QuoteBlock, Reply
from handlers.plain import plain
from handlers.ports import QuestionRecord, Remembered
from tests.conftest import MONDAY_MORNING, Ask


class Records:
    """Keeps records in a list."""

    def __init__(self) -> None:
        self.kept: list[QuestionRecord] = []

    async def record(self, record: QuestionRecord) -> None:
        self.kept.append(record)


class Broken:
    """A memory and a record keeper whose database is gone."""

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        raise OSError("the database is gone")

    async def remember(self, key: str, remembered: Remembered) -> None:
        raise OSError("the database is gone")

    async def record(self, record: QuestionRecord) -> None:
        raise OSError("the database is gone")


class FailingEngine:
    """An engine that always fails, with the person's words in its message."""

    def search(self, question: str, *_: object) -> Any:
        raise RuntimeError(f"cannot find {question}")


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """What is logged, as the product logs it."""
    lines = io.StringIO()
    logs.configure(stream=lines)
    yield lines
    structlog.reset_defaults()


def message(text: str) -> Message:
    return Message(text, "U1", Conversation("web", channel="c"), MONDAY_MORNING)


def knowledge(bot: Asking) -> Knowledge:
    assert bot.knowledge is not None
    return bot.knowledge


def replies(dispatcher: Dispatcher, *texts: str) -> Sequence[Reply]:
    async def talk() -> list[Reply]:
        return [await dispatcher.reply_to(message(text)) for text in texts]

    return asyncio.run(talk())


LIVE = [
    ("baby is grey and floppy, I'm in the flat now", "emergency"),
    ("8 week old with a mark on the ear, parents say he rolled on a toy", "concern"),
    ("should I refer this family to social care?", "concern"),
    ("my colleague has been messaging a 15 year old patient on snapchat", "allegation"),
    (
        "what does Child P say about missed appointments because I've got a mum doing exactly this and"
        " baby's lost weight",
        "concern",
    ),
]


@pytest.mark.parametrize(("text", "level"), LIVE)
def test_a_live_concern_is_signposted_before_anything_else(ask: Ask, text: str, level: str) -> None:
    reply = ask(text)
    assert (reply.status, reply.signpost) == ("signposted", level)
    assert reply.private
    assert not [part for part in reply.parts if isinstance(part, QuoteBlock)]
    drawn = plain(reply)
    assert "999" in drawn
    assert text not in drawn


def test_a_live_concern_shows_every_area_with_its_numbers(ask: Ask) -> None:
    drawn = plain(ask("8 week old with a mark on the ear, parents say he rolled on a toy"))
    for needed in (
        "Hampshire",
        "Isle of Wight",
        "Portsmouth",
        "Southampton",
        "0300 555 1384",
        "0300 555 1373",
        "023 8023 3344",
    ):
        assert needed in drawn
    assert "0300 555 1386" not in drawn


@pytest.mark.parametrize(
    "text",
    [
        "what does child p say about bruising?",
        "is there training on disguised compliance",
        "what did the review say about babies at risk of head injury",
        "going to murder my manager if I can't find the policy",
    ],
)
def test_learning_questions_with_frightening_words_are_not_interrupted(ask: Ask, text: str) -> None:
    assert ask(text).signpost is None


def test_when_the_engine_fails_999_is_still_said_and_the_words_are_not_logged(
    bot: Asking, log: io.StringIO
) -> None:
    failing = dataclasses.replace(knowledge(bot), engine=FailingEngine())  # type: ignore[arg-type]
    dispatcher = Dispatcher(lambda: failing, InMemoryMemory(), NoQuestions())
    [reply] = replies(dispatcher, "rec 1 for the zebra family")
    assert "999" in plain(reply)
    assert "hipsprocedures.org.uk" in plain(reply)
    assert "reply_failed" in log.getvalue()
    assert "zebra" not in plain(reply) + log.getvalue()


def test_when_the_engine_fails_a_live_concern_is_still_signposted(bot: Asking) -> None:
    failing = dataclasses.replace(knowledge(bot), engine=FailingEngine())  # type: ignore[arg-type]
    dispatcher = Dispatcher(lambda: failing, InMemoryMemory(), NoQuestions())
    [reply] = replies(dispatcher, "baby is grey and floppy, I'm in the flat now")
    assert reply.signpost == "emergency"


def test_when_the_database_is_gone_answers_go_on(bot: Asking) -> None:
    dispatcher = Dispatcher(lambda: knowledge(bot), Broken(), Broken())
    [reply] = replies(dispatcher, "rec 4 for midwives")
    assert reply.entries == ("child-p/midwifery/4",)


def test_of_the_words_of_a_question_only_those_on_the_list_are_kept(bot: Asking) -> None:
    records = Records()
    dispatcher = Dispatcher(lambda: knowledge(bot), InMemoryMemory(), records)
    replies(
        dispatcher,
        "what does Child P say to zebra midwives about supervision",
        "baby is grey and floppy in zebra road",
    )
    asked, live = records.kept
    assert "zebra" not in repr(records.kept)
    assert asked.entries == ("child-p/midwifery/3",)
    assert asked.hour.minute == 0
    assert " ".join(asked.words) == "what does child _ say to _ midwives about supervision"
    assert live.words == ()
    assert (live.signpost, live.entries, live.facets) == ("emergency", (), ())


def test_words_are_kept_in_the_same_way_whether_something_was_found_or_not(bot: Asking) -> None:
    records = Records()
    dispatcher = Dispatcher(lambda: knowledge(bot), InMemoryMemory(), records)
    [reply] = replies(dispatcher, "what is the price of zebra fish today")
    [kept] = records.kept
    assert reply.status == "not_held"
    assert kept.words == ("what", "is", "the", "_", "of", "_", "fish", "today")
    assert "zebra" not in repr(records.kept)


def test_nothing_at_all_is_kept_of_a_message_with_identifying_details(bot: Asking) -> None:
    records, memory = Records(), InMemoryMemory()
    dispatcher = Dispatcher(lambda: knowledge(bot), memory, records)
    number = "07700 " + "900" + "123"
    [reply] = replies(dispatcher, f"what does Child P say about supervision, call me on {number}")
    assert reply.identifying
    assert reply.private
    assert reply.entries[0] == "child-p/midwifery/3"
    assert "delete" in plain(reply).lower()
    assert number not in plain(reply)
    assert records.kept == []
    key = message("").conversation.key
    assert asyncio.run(memory.recall(key, MONDAY_MORNING)) is None


def test_conversations_do_not_mix(bot: Asking) -> None:
    dispatcher = Dispatcher(lambda: knowledge(bot), InMemoryMemory(), NoQuestions())

    async def talk() -> Reply:
        await dispatcher.reply_to(message("midwifery rec 1"))
        other = Message("next one", "U2", Conversation("web", channel="d"), MONDAY_MORNING)
        return await dispatcher.reply_to(other)

    assert asyncio.run(talk()).entries != ("child-p/midwifery/2",)


def test_after_some_minutes_a_conversation_is_forgotten(bot: Asking) -> None:
    dispatcher = Dispatcher(lambda: knowledge(bot), InMemoryMemory(minutes=10), NoQuestions())

    async def talk(minutes: int) -> Reply:
        await dispatcher.reply_to(message("midwifery rec 1"))
        later = MONDAY_MORNING + dt.timedelta(minutes=minutes)
        return await dispatcher.reply_to(Message("next one", "U1", Conversation("web", channel="c"), later))

    assert asyncio.run(talk(9)).entries == ("child-p/midwifery/2",)
    assert asyncio.run(talk(11)).entries != ("child-p/midwifery/2",)
