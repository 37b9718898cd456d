"""What both benchmarks of a platform's events share: bots in processes of their own, asked in turn."""

import asyncio
import itertools
import os
import socket
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Protocol

import yaml
from aiohttp import web

ROOT = Path(__file__).parents[1]
AT_ONCE = 16
WARM, COUNTED, ROUNDS = 200, 500, 5
POPULAR = (
    "what does Child P say about missed appointments",
    "rec 4 for midwives",
    "what were the recs for health visitors",
    "what is ICON",
    "unborn baby protocol link",
    "has the missed appointment policy been reviewed",
    "what about routine enquiry",
    "recs for paediatrics",
)
_WAYS = ("{}", "hello, {}", "{} please", "{} - thanks", "can I ask: {}", "{} (asking for my team)")


def popular() -> Iterator[str]:
    """The same eight questions for ever, as buttons and the topic of the week bring them."""
    return itertools.cycle(POPULAR)


def distinct() -> Iterator[str]:
    """No text twice: the questions kept for measuring, each as it is and with a few polite words."""
    kept = yaml.safe_load((ROOT / "tests/measuring/kept-questions.yaml").read_text(encoding="utf-8"))
    asked = list(dict.fromkeys(each["q"] for each in kept["questions"] if "q" in each))
    return (way.format(question) for way in _WAYS for question in asked)


class Load(Protocol):
    """Asks one bot on its platform."""

    async def one(self, question: str) -> float:
        """Seconds from the signed question to its posted answer."""
        ...


async def many(load: Load, questions: Sequence[str]) -> list[float]:
    """Asks some at once."""
    left = iter(questions)

    async def worker() -> list[float]:
        return [await load.one(each) for each in left]

    done = await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    return [seconds for some in done for seconds in some]


@dataclass
class Measured:
    """One bot, with what each round of it gave."""

    name: str
    load: Load
    pid: int
    rates: list[float] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    busy: float = 0.0
    """Seconds of processor time."""

    async def round(self, questions: Sequence[str]) -> None:
        """Answers the questions and counts."""
        busy, begun = processor_seconds(self.pid), time.perf_counter()
        self.times += await many(self.load, questions)
        self.rates.append(len(questions) / (time.perf_counter() - begun))
        self.busy += processor_seconds(self.pid) - busy

    @property
    def processor(self) -> float:
        """Milliseconds of processor time an event."""
        return self.busy / len(self.times) * 1000

    @property
    def row(self) -> tuple[str, ...]:
        """Its figures in a table."""
        cut = quantiles(self.times, n=100)
        return (
            self.name,
            f"{median(self.rates):.0f}",
            f"{cut[49] * 1000:.1f}",
            f"{cut[98] * 1000:.1f}",
            f"{self.processor:.2f}",
        )


async def in_turn(bots: Sequence[Measured], questions: Iterator[str]) -> None:
    """All bots beside each other, round by round in turn, so that all see the same machine."""
    warm = list(itertools.islice(questions, WARM))
    for each in bots:
        await many(each.load, warm)
    for _ in range(ROUNDS):
        asked = list(itertools.islice(questions, COUNTED))
        for each in bots:
            await each.round(asked)


def ratio(bot: Measured, echo: Measured) -> str:
    """How many events a second the bot answers for each one of the echo, with the range over the rounds."""
    shares = [ours / theirs for ours, theirs in zip(bot.rates, echo.rates, strict=True)]
    return (
        f"{median(shares):.0%} of the rate of {echo.name} (rounds {min(shares):.0%} to {max(shares):.0%};"
        f" by processor time {echo.processor / bot.processor:.0%})"
    )


HEADINGS = ("", "events/s", "p50 ms", "p99 ms", "processor ms an event")


def processor_seconds(pid: int) -> float:
    """What a process has used so far in all its threads, where the system tells (Linux)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@asynccontextmanager
async def listening(app: web.Application) -> AsyncIterator[str]:
    """The stand-in for a platform, on a free loopback port."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@asynccontextmanager
async def started(command: Sequence[str], settings: Mapping[str, str]) -> AsyncIterator[tuple[int, int]]:
    """A bot in a process of its own, without the sentence encoder: its port and its process id."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        environment = {
            **{name: each for name, each in os.environ.items() if not _of_the_caller(name)},
            "PORT": str(port),
            "DATABASE_URL": f"sqlite:///{folder}/bot.db",
            "ENCODER_PATH": folder,
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        quiet = asyncio.subprocess.DEVNULL
        process = await asyncio.create_subprocess_exec(
            sys.executable, *command, env=environment, cwd=folder, stdout=quiet, stderr=quiet
        )
        try:
            await _listens(port)
            yield port, process.pid
        finally:
            process.terminate()
            await process.wait()


def _of_the_caller(name: str) -> bool:
    return name.startswith(("SLACK_", "TEAMS_")) or "proxy" in name.lower()


async def _listens(port: int) -> None:
    for _ in range(600):
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.1)
        else:
            writer.close()
            return
    raise SystemExit("A bot did not start.")
