"""Answers questions from the command line: one, a conversation, or a batch of JSON lines. No database."""

import asyncio
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.building import builder, load_encoder
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.fallback import fallback_reply
from handlers.messages import Conversation, Message, Reply
from handlers.plain import plain
from knowledge.library import ContentError
from knowledge.load import load

SENDER = "you"


@dataclass(frozen=True)
class Asking:
    """The whole path of a question, in one process and without a database."""

    dispatcher: Dispatcher | None
    knowledge: Knowledge | None
    problems: tuple[str, ...] = ()
    now: dt.datetime | None = None

    async def reply(self, question: str, conversation: str = "") -> Reply:
        """The reply to one question. When the content cannot be used: 999 and the fallback."""
        if self.dispatcher is None:
            return fallback_reply()
        at = self.now or dt.datetime.now(dt.UTC)
        place = Conversation("terminal", channel=conversation)
        return await self.dispatcher.reply_to(Message(question, SENDER, place, at))


def prepare(knowledge_path: Path | None, encoder_path: Path | None, now: dt.datetime | None = None) -> Asking:
    """Loads content and encoder (None: words only). Unusable content is told in `problems`, never raised."""
    try:
        library = load(knowledge_path)
    except ContentError as error:
        return Asking(None, None, tuple(str(problem) for problem in error.problems), now)
    encoder = load_encoder(encoder_path)[0] if encoder_path is not None else None
    knowledge = builder(encoder)(library)
    dispatcher = Dispatcher(lambda: knowledge, InMemoryMemory(), NoQuestions())
    return Asking(dispatcher, knowledge, (), now)


def as_json(question: str, reply: Reply) -> dict[str, Any]:
    """The answer as other programs read it."""
    return {
        "question": question,
        "status": reply.status,
        "entries": list(reply.entries),
        "related": list(reply.related),
        "signpost": reply.signpost,
        "identifying": reply.identifying,
        "confidence": reply.confidence,
        "revision": reply.revision,
        "text": plain(reply),
    }


def as_line(answer: object) -> str:
    """One JSON line. Characters that cannot be written as UTF-8 are replaced."""
    return json.dumps(answer, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def batch(lines: Iterable[str], asking: Asking) -> Iterator[str]:
    """One JSON line for each line that is not blank, in order. A line that cannot be read keeps its place."""
    with asyncio.Runner() as runner:
        for number, line in enumerate(lines, 1):
            if line.strip():
                yield as_line(runner.run(_answer_line(line, number, asking)))


async def _answer_line(line: str, number: int, asking: Asking) -> object:
    turns = _turns(line)
    if isinstance(turns, str):
        return {"error": f"line {number}: {turns}"}
    answers = [as_json(turn, await asking.reply(turn, f"line {number}")) for turn in turns[0]]
    return answers if turns[1] else answers[0]


def _turns(line: str) -> tuple[list[str], bool] | str:
    """The questions of a line and whether they are turns of one conversation; or what is wrong with it."""
    try:
        given = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        return 'not JSON; each line is {"q": "..."} or {"turns": [{"q": "..."}, ...]}'
    if not isinstance(given, dict):
        return 'not an object; each line is {"q": "..."} or {"turns": [{"q": "..."}, ...]}'
    if isinstance(given.get("q"), str):
        return [given["q"]], False
    turns = given.get("turns")
    if isinstance(turns, list) and turns and all(_is_turn(each) for each in turns):
        return [each["q"] for each in turns], True
    return 'needs "q" with a text, or "turns" with a list of {"q": "..."}'


def _is_turn(each: object) -> bool:
    return isinstance(each, dict) and isinstance(each.get("q"), str)
