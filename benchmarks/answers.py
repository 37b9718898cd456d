"""Measures answers a second in one process, with its store, and how long an answer holds the event loop."""

import asyncio
import datetime as dt
import itertools
import sys
import tempfile
import time
from asyncio.events import Handle
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from benchmarks.events import AT_ONCE, ROOT, distinct, popular
from benchmarks.results import table, write
from bot.building import builder, load_encoder
from bot.resting import Resting
from bot.store.migrate import upgrade
from bot.store.opening import opened
from handlers.dispatch import Dispatcher
from handlers.messages import Conversation, Message
from handlers.records import KeptFor
from knowledge.hours import bank_holiday
from knowledge.load import load

ASKED, WARM = 600, 100
LONG = "the policy on training is here, and she was not seen again. " * 600
"""36,000 characters: a whole document, pasted."""


@dataclass
class Turns:
    """Every turn of the event loop: seconds on the clock, and seconds of this thread's processor time."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def watched(self) -> Iterator[None]:
        """While it lasts, each turn is measured."""
        run = Handle._run

        def measured(handle: Handle) -> None:
            begun, busy = time.perf_counter(), time.thread_time()
            run(handle)
            self.clock.append(time.perf_counter() - begun)
            self.processor.append(time.thread_time() - busy)

        Handle._run = measured  # type: ignore[assignment, method-assign]
        try:
            yield
        finally:
            Handle._run = run  # type: ignore[method-assign]


async def measured(name: str, encoder: Path, questions: Iterator[str]) -> tuple[object, ...]:
    """One row: answers a second, their times, and the longest turn of the loop. The calendar is read and the
    content spared the garbage collector first, as where the bot serves."""
    library = load()
    knowledge = builder(load_encoder(encoder)[0])(library)
    bank_holiday(now().date())
    await Resting(lambda: library.revision).look()
    times: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bot.db"
        await asyncio.to_thread(upgrade, file)
        async with opened(file, KeptFor(10, 180), now) as store:
            dispatcher = Dispatcher(lambda: knowledge, store.memory, store.questions)
            numbers = itertools.count()

            async def worker(left: Iterator[str]) -> None:
                for question in left:
                    begun = time.perf_counter()
                    key = f"D{next(numbers)}"
                    where = Conversation("slack", "T", key)
                    await dispatcher.reply_to(Message(question, "U", where, now()))
                    times.append(time.perf_counter() - begun)
                    await asyncio.sleep(0)  # as between two requests

            async def all_of(count: int) -> None:
                left = itertools.islice(questions, count)
                await asyncio.gather(*(worker(left) for _ in range(AT_ONCE)))

            await all_of(WARM)
            times.clear()
            turns, begun, busy = Turns(), time.perf_counter(), time.process_time()
            with turns.watched():
                await all_of(ASKED)
            took, busy = time.perf_counter() - begun, time.process_time() - busy
    cut = quantiles(times, n=100)
    return (
        name,
        f"{len(times) / took:.0f}",
        f"{busy / len(times) * 1000:.2f}",
        f"{cut[49] * 1000:.1f}",
        f"{cut[98] * 1000:.1f}",
        f"{max(turns.processor) * 1000:.1f}",
        f"{sorted(turns.clock)[-len(turns.clock) // 1000 - 1] * 1000:.1f}",
        f"{max(turns.clock) * 1000:.1f}",
    )


def now() -> dt.datetime:
    """The clock on the wall."""
    return dt.datetime.now(dt.UTC)


def with_long_ones() -> Iterator[str]:
    """No text twice, and every twentieth a whole document."""
    for number, question in enumerate(distinct()):
        yield f"{number} {LONG}" if number % 20 == 0 else question


def main() -> None:
    """Without the encoder and with it."""
    rows = []
    for how, encoder in (("words only", Path("none")), ("with the encoder", ROOT / ".encoder")):
        kinds = (("popular", popular()), ("no text twice", distinct()), ("some very long", with_long_ones()))
        for kind, questions in kinds:
            rows.append(asyncio.run(measured(f"{how}, {kind}", encoder, questions)))
            print(rows[-1], file=sys.stderr)
    headings = (
        f"{AT_ONCE} at once",
        "answers/s",
        "processor ms an answer",
        "p50 ms",
        "p99 ms",
        "longest turn of the loop, processor ms",
        "99.9 % of turns under, ms on the clock",
        "longest, ms on the clock",
    )
    said = (
        "From the message to the reply, with the store on a file, without a platform. A turn is what runs in"
        " the event loop without a break; where other work shares the cores, the clock counts that too."
    )
    write("Answers in one process", "python -m benchmarks.answers", f"{said}\n\n{table(headings, rows)}")


if __name__ == "__main__":
    main()
