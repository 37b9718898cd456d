"""Somebody who has just written about a child is led back to help, whatever they write next."""

import asyncio
import datetime as dt
from collections.abc import Sequence

import pytest

from bot.asking import Asking
from handlers import wording
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation, Message, Reply, Text
from handlers.plain import plain
from handlers.ports import Remembered
from tests.conftest import MONDAY_MORNING

LIVE = "toddler with what looks like cigarette burns, nursery just rang me"
NEXT = ["it's probably nothing", "ok but what should I write", "what is ICON", "thanks", "show me training"]


class Watched(InMemoryMemory):
    """A memory that shows what it was given."""

    given: tuple[object, ...] = ()

    async def remember(self, key: str, remembered: object) -> None:
        self.given = (*self.given, remembered)
        await super().remember(key, remembered)  # type: ignore[arg-type]


@pytest.fixture
def memory() -> Watched:
    return Watched()


@pytest.fixture
def dispatcher(bot: Asking, memory: Watched) -> Dispatcher:
    knowledge = bot.knowledge
    assert isinstance(knowledge, Knowledge)
    return Dispatcher(lambda: knowledge, memory, NoQuestions())


def talk(dispatcher: Dispatcher, *texts: str, minutes: float = 1, channel: str = "c") -> Sequence[Reply]:
    async def all_of_it() -> list[Reply]:
        found = []
        for turn, text in enumerate(texts):
            at = MONDAY_MORNING + dt.timedelta(minutes=minutes * turn)
            where = Conversation("web", channel=channel if turn == 0 else "c")
            found.append(await dispatcher.reply_to(Message(text, "U1", where, at)))
        return found

    return asyncio.run(all_of_it())


@pytest.mark.parametrize("text", NEXT)
def test_the_way_to_help_stands_above_whatever_comes_next(dispatcher: Dispatcher, text: str) -> None:
    first, second = talk(dispatcher, LIVE, text)
    assert first.signpost == "concern"
    assert second.parts[0] == Text(wording.AFTER_SIGNPOSTING["concern"], "urgent")
    assert second.private


def test_it_stands_there_for_the_turns_after_an_answer_too(dispatcher: Dispatcher) -> None:
    replies = talk(dispatcher, LIVE, "what is ICON", "what did midwives have to do", "it's nothing really")
    assert all("999" in getattr(each.parts[0], "text", "") for each in replies[1:])


def test_each_level_has_its_own_line(dispatcher: Dispatcher) -> None:
    said = {
        first.signpost: second.parts[0]
        for first, second in (
            talk(dispatcher, "baby is not breathing", "what is ICON"),
            talk(dispatcher, LIVE, "what is ICON"),
            talk(dispatcher, "I saw our consultant slap a child on the ward", "what is ICON"),
            talk(dispatcher, "I can't stop crying since the inquest, I can't cope", "what is ICON"),
        )
    }
    assert said == {level: Text(line, "urgent") for level, line in wording.AFTER_SIGNPOSTING.items()}


@pytest.mark.parametrize("line", wording.AFTER_SIGNPOSTING.values())
def test_it_points_to_no_message_that_other_turns_may_stand_before(line: str) -> None:
    assert "before this" not in line


def test_where_it_says_above_the_numbers_are_above_though_other_turns_came_between(
    dispatcher: Dispatcher,
) -> None:
    first, *_, last = talk(dispatcher, LIVE, "what is ICON", "rec 4 for midwives", "what is a LADO")
    assert "0300 555 1384" in plain(first)
    assert "above" in getattr(last.parts[0], "text", "")


def test_a_quarter_of_an_hour_later_it_is_another_conversation(dispatcher: Dispatcher) -> None:
    _, soon, later = talk(dispatcher, LIVE, "what is ICON", "what is a LADO", minutes=10)
    assert "999" in getattr(soon.parts[0], "text", "")
    assert getattr(later.parts[0], "text", "") != wording.AFTER_SIGNPOSTING["concern"]


def test_another_conversation_hears_nothing_of_it(dispatcher: Dispatcher) -> None:
    _, other = talk(dispatcher, LIVE, "what is ICON", channel="elsewhere")
    assert other.parts[0] != Text(wording.AFTER_SIGNPOSTING["concern"], "urgent")
    assert not other.private


def test_only_the_level_and_the_time_are_remembered(dispatcher: Dispatcher, memory: Watched) -> None:
    talk(dispatcher, LIVE)
    kept, conversation = memory.given
    assert conversation == Remembered()
    assert "'concern'" in repr(kept)
    assert not [word for word in ("toddler", "cigarette", "burns", "nursery") if word in repr(kept)]


def test_a_second_live_message_is_signposted_in_full_again(dispatcher: Dispatcher) -> None:
    _, second = talk(dispatcher, LIVE, "and now he has stopped breathing")
    assert second.signpost == "emergency"


ABOUT_A_WORKER = "a TA at the school hit a child today"


@pytest.mark.parametrize(
    ("place", "contact", "number"),
    [
        ("southampton", "contact/lado-southampton", "023 8091 5535"),
        ("and Portsmouth?", "contact/lado-portsmouth", "023 9268 8793"),
    ],
)
def test_a_place_after_a_worry_about_a_worker_is_where_the_adult_works(
    dispatcher: Dispatcher, place: str, contact: str, number: str
) -> None:
    first, second = talk(dispatcher, ABOUT_A_WORKER, place)
    assert first.signpost == "allegation"
    assert second.entries == (contact,)
    assert number in plain(second)
    assert wording.LADO_ANSWER in plain(second)
    assert "where the child lives that counts" not in plain(second)


@pytest.mark.parametrize(
    ("live", "first"), [(LIVE, "contact/hampshire-public"), (ABOUT_A_WORKER, "contact/lado-hampshire")]
)
def test_who_to_ring_then_says_the_same_numbers_again(dispatcher: Dispatcher, live: str, first: str) -> None:
    assert talk(dispatcher, live, "so who do i ring then")[1].entries[0] == first


def test_the_numbers_are_known_again_to_nobody_else_in_the_channel(dispatcher: Dispatcher) -> None:
    talk(dispatcher, ABOUT_A_WORKER)
    where = Conversation("web", channel="c")
    other = asyncio.run(dispatcher.reply_to(Message("southampton", "U2", where, MONDAY_MORNING)))
    assert "contact/lado-southampton" not in other.entries


def test_later_a_place_is_no_longer_about_the_worker(dispatcher: Dispatcher) -> None:
    turns = talk(dispatcher, ABOUT_A_WORKER, "southampton", minutes=30)
    assert "contact/lado-southampton" not in turns[1].entries
