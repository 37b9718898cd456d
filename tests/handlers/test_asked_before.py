"""What is asked again is answered from what was found before; what may be personal is not kept."""

import dataclasses
from typing import Any

import pytest

from bot.asking import Asking
from handlers.asked_before import AskedBefore
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation, Message, Reply
from handlers.ports import Remembered
from knowledge.safety import SafetyFinding
from knowledge.search.engine import Engine
from tests.conftest import MONDAY_MORNING


class Counted:
    """The engine of the library, which counts what it is asked."""

    def __init__(self, engine: Engine) -> None:
        self.corpus = engine.corpus
        self.asked = 0
        self._engine = engine

    def search(self, question: str, remembered: Remembered | None = None) -> Any:
        self.asked += 1
        return self._engine.search(question, remembered)


@pytest.fixture
def knowledge(bot: Asking) -> Knowledge:
    """The library as it is asked, with nothing asked before."""
    assert bot.knowledge is not None
    counted: Any = Counted(bot.knowledge.engine)
    return dataclasses.replace(bot.knowledge, engine=counted)


async def ask(knowledge: Knowledge, text: str, sender: str = "you", memory: Any = None) -> Reply:
    dispatcher = Dispatcher(lambda: knowledge, memory or InMemoryMemory(), NoQuestions())
    return await dispatcher.reply_to(Message(text, sender, Conversation("web"), MONDAY_MORNING))


def asked(knowledge: Knowledge) -> int:
    counted: Any = knowledge.engine
    return int(counted.asked)


async def test_what_someone_else_asks_again_is_not_searched_again(knowledge: Knowledge) -> None:
    first = await ask(knowledge, "what were the recs for health visitors")
    again = await ask(knowledge, "what were the recs for health visitors", "someone else")
    assert asked(knowledge) == 1
    assert again == first
    await ask(knowledge, "what were the recs for health visitors?")
    assert asked(knowledge) == 2


async def test_the_same_words_after_another_turn_are_another_question(knowledge: Knowledge) -> None:
    answers = []
    for before in ("rec 4 for midwives", "rec 1 for housing"):
        memory = InMemoryMemory()
        await ask(knowledge, before, memory=memory)
        answers.append(await ask(knowledge, "what did they do about it", memory=memory))
    assert [each.entries for each in answers] == [("child-p/midwifery/4",), ("child-p/housing/1",)]


@pytest.mark.parametrize(
    "text",
    [
        "what does it say about little Zaphodina",
        "recs for midwives, NHS number 943 476 5919",
        "missed appointments by Sarah Jones, born 3/4/2019",
    ],
)
async def test_what_may_be_personal_is_searched_each_time_and_not_kept(
    knowledge: Knowledge, text: str
) -> None:
    await ask(knowledge, text)
    await ask(knowledge, text)
    assert asked(knowledge) == 2


async def test_a_live_concern_is_looked_at_each_time(
    knowledge: Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    detect, texts = knowledge.detector.detect, list[str]()

    def counted(text: str) -> SafetyFinding:
        texts.append(text)
        return detect(text)

    monkeypatch.setattr(knowledge.detector, "detect", counted)
    for _ in range(2):
        assert (await ask(knowledge, "the baby is not breathing")).signpost == "emergency"
    assert len(texts) == 2


def test_what_was_not_asked_for_longest_makes_room() -> None:
    kept = AskedBefore[int](lambda word: True, most=2)
    for number, text in enumerate(("one", "two")):
        kept.keep(text, number)
    assert kept.get("one") == 0
    kept.keep("three", 2)
    assert [kept.get(text) for text in ("one", "two", "three")] == [0, None, 2]


def test_no_words_are_held_in_memory() -> None:
    kept = AskedBefore[int](lambda word: True)
    kept.keep("unborn protocol", 1)
    assert "unborn" not in repr(vars(kept))
