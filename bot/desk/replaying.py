"""Asks every curated question again, and says what no longer finds what it must and what changed."""

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import structlog

from handlers.dispatch import Dispatcher
from handlers.messages import Conversation, Message
from knowledge.check import FoundTurn, miss
from knowledge.load import load
from knowledge.schema.answers import Question, Turn


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one turn found. `missed` is what it should have found."""

    asked: str
    found: str
    missed: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A question that found something else the time before."""

    asked: str
    before: str
    now: str
    missed: str | None


@dataclass
class Replay:
    """One run through the questions."""

    revision: str
    started: dt.datetime
    total: int
    outcomes: dict[str, Outcome] = field(default_factory=dict)
    finished: bool = False

    @property
    def misses(self) -> list[Outcome]:
        """The turns that did not find what they must."""
        return [each for each in self.outcomes.values() if each.missed]


@dataclass
class Replays:
    """The last two runs, in this process only."""

    dispatcher: Dispatcher
    revision: Callable[[], str]
    folder: Path | None
    clock: Callable[[], dt.datetime]
    last: Replay | None = None
    before: Replay | None = None
    _running: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether questions are being asked now."""
        return self._running is not None and not self._running.done()

    def start(self) -> None:
        """Begins a run unless one is going on."""
        if not self.running:
            self._running = asyncio.create_task(self._run())

    async def end(self) -> None:
        """Waits until a run that is going on has ended."""
        if self._running is not None:
            await asyncio.wait([self._running])

    async def stop(self) -> None:
        """Ends a run that is going on."""
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)

    @property
    def changes(self) -> list[Change]:
        """What the last finished run found otherwise than the one before."""
        if self.last is None or self.before is None or not self.last.finished:
            return []
        earlier = self.before.outcomes
        return [
            Change(now.asked, earlier[key].found, now.found, now.missed)
            for key, now in self.last.outcomes.items()
            if key in earlier and earlier[key].found != now.found
        ]

    async def _run(self) -> None:
        try:
            if self.last is not None and self.last.finished:
                self.before = self.last
            library = await asyncio.to_thread(load, self.folder, questions=True)
            turns = list(_turns(library.questions))
            self.last = run = Replay(self.revision(), self.clock(), len(turns))
            for conversation, key, turn in turns:
                run.outcomes[key] = await self._ask(turn, f"{run.started.timestamp()}/{conversation}")
                await asyncio.sleep(0)  # a short question is answered without a pause, and others wait, too
            run.finished = True
        except Exception as error:  # a broken file, say: the page says that it ended early
            structlog.get_logger().error("replay_failed", exc_info=error)
            self.last = Replay(self.revision(), self.clock(), 0)

    async def _ask(self, turn: Turn, conversation: str) -> Outcome:
        where = Conversation("terminal", channel=conversation)
        reply = await self.dispatcher.reply_to(Message(turn.q, "desk", where, self.clock()))
        found = FoundTurn(reply.status, reply.entries, reply.signpost)
        return Outcome(turn.q, str(found), miss(turn, found))


def _turns(questions: tuple[Question, ...]) -> Iterator[tuple[int, str, Turn]]:
    """Each turn with its conversation and a name that stays the same between runs."""
    times = Counter[str]()
    for number, question in enumerate(questions):
        said: list[str] = []
        for turn in question.conversation:
            said.append(turn.q)
            name = "\n".join(said)
            times[name] += 1
            yield number, f"{times[name]} {name}", turn
