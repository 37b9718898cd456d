"""Words that somebody else may have written are answered as a question: never done, and nothing is kept."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
import yaml

from bot.asking import Asking
from handlers.dispatch import Dispatcher
from handlers.doubles import InMemoryMemory
from handlers.messages import Message, Reply
from handlers.plain import plain
from handlers.ports import QuestionRecord
from handlers.record_doubles import in_memory_records
from handlers.records import Records
from knowledge.commands.sentences import Sentence, sentences
from tests.conftest import MONDAY_MORNING
from tests.handlers.commanding import CHANNEL, Talk, knowledge

FILE = resources.files("knowledge") / "content" / "words" / "commands.yaml"
RULES: dict[str, str] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["rules"]
PLACES = {
    "about": "safe sleep",
    "subject": "safe sleep",
    "contact": "hampshire mash",
    "day": "today",
    "id": "briefing/child-p",
    "ids": "briefing/child-p",
    "revision": "abcdef0123",
    "time": "10:00",
}
LIVE = "I have a mum here today whose 8 week old has a bruise on the ear"
_PIECE = re.compile(r"[\[\]()|]|<[a-z-]+>|\{[a-z_]+\}|[a-z0-9]+")


def said(sentence: str) -> str:
    """One way to say it: the first of every alternative, without what may be missing."""
    return " ".join(_first(iter(_PIECE.findall(sentence))))


def _first(pieces: Iterator[str]) -> list[str]:
    """The first alternative, up to the bracket that ends it."""
    alternatives: list[list[str]] = [[]]
    for each in pieces:
        if each in "])":
            break
        if each == "|":
            alternatives.append([])
        elif each in "[(":
            inner = _first(pieces)
            alternatives[-1] += inner if each == "(" else []
        elif each[0] in "<{":
            name = each[1:-1]
            alternatives[-1] += [PLACES[name] if name in PLACES else said(RULES[name])]
        else:
            alternatives[-1].append(each)
    return alternatives[0]


class Noted:
    """A Questions that shows what was recorded."""

    def __init__(self) -> None:
        self.records: list[QuestionRecord] = []

    async def record(self, record: QuestionRecord) -> None:
        self.records.append(record)


async def asked(talk: Talk, text: str, noted: Noted, *, question_only: bool = True) -> Reply:
    dispatcher = Dispatcher(lambda: talk.knowledge, talk.memory, noted, talk.records)
    given = (text, talk.sender, talk.place, talk.now)
    return await dispatcher.reply_to(Message(*given, question_only=question_only))


@pytest.fixture
def talk(bot: Asking) -> Talk:
    return Talk(knowledge(bot), place=CHANNEL)


async def kept(records: Records) -> tuple[object, ...]:
    return (await records.subscriptions.of(CHANNEL), await records.discussions.of(CHANNEL))


def _names(each: Sentence) -> str:
    return f"{each.command}: {said(each.written)}"


@pytest.mark.parametrize("sentence", sentences().all, ids=_names)
async def test_no_command_is_done(talk: Talk, sentence: Sentence) -> None:
    words = said(sentence.written)
    assert talk.knowledge.commands.read(words, MONDAY_MORNING) is not None, "it would be one if it were typed"
    records = talk.records = in_memory_records()
    await talk.say("subscribe to housing")
    await talk.say("we discussed briefing/child-p yesterday")
    before, noted = await kept(records), Noted()
    talk.memory = InMemoryMemory()
    reply = await asked(talk, words, noted)
    assert reply.status != "command"
    assert await kept(records) == before
    assert vars(records.feedback)["kept"] == []
    assert await talk.memory.recall(CHANNEL.key, MONDAY_MORNING) is None
    assert noted.records == []


@pytest.mark.parametrize(
    "text", [LIVE, "what is ICON", "show protocol/icon", "Baby Jane Smith, NHS 943 476 5919"]
)
async def test_what_is_answered_is_neither_remembered_nor_recorded(talk: Talk, text: str) -> None:
    noted = Noted()
    only = await asked(talk, text, noted)
    assert noted.records == []
    assert await talk.memory.recall(CHANNEL.key, MONDAY_MORNING) is None
    assert only == await asked(talk, text, noted, question_only=False)


async def test_safety_comes_first_also_minutes_after(talk: Talk) -> None:
    assert "999" in plain(await asked(talk, LIVE, Noted()))
    await talk.say(LIVE)
    later = await asked(talk, "what is ICON", Noted())
    assert later.private
    assert "999" in plain(later).splitlines()[0]


async def test_it_is_no_follow_up_of_what_the_reader_asked(talk: Talk) -> None:
    alone = await asked(talk, "and for midwives?", Noted())
    await talk.say("what are the recommendations for GPs?")
    assert await asked(talk, "and for midwives?", Noted()) == alone
