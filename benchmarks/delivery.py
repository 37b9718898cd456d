"""Delivers 10,000 briefings while everything that delivers is killed three times, on both databases."""

import asyncio
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import sqlalchemy as sa
from aiohttp.test_utils import TestServer

from benchmarks.results import table, write
from bot.delivery.publishing import Publisher
from bot.delivery.time import Time
from bot.slack.courier import LIMITS as SLACK
from bot.store.briefing_tables import conversations, deliveries, subscriptions
from bot.store.deliveries import delivery_store
from bot.store.engine import Database, Where
from bot.store.migrate import upgrade
from bot.teams.courier import LIMITS as TEAMS
from knowledge.load import load
from tests.bot.delivery.process import Given
from tests.bot.delivery.stub import CountingSlack
from tests.contents import CHILD_Z
from tests.postgres import postgres

ALL, KILLS = 10_000, 3
LANES = {"slack": 16, "teams": 4}
LIMITS = {"slack": SLACK, "teams": TEAMS}
LEASE = 60.0
Platform = Literal["slack", "teams"]


@dataclass
class Workers:
    """The processes that deliver, and what they cost."""

    given: Given
    count: int
    running: list[subprocess.Popen[bytes]] = field(default_factory=list)
    cpu: float = 0
    memory: float = 0
    starts: int = 0

    def start(self) -> None:
        """All of them."""
        clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
        command = self.given.command()
        self.running = [
            subprocess.Popen(command, env=clean)  # noqa: S603 - our own words
            for _ in range(self.count)
        ]
        self.starts += self.count

    def end(self, how: signal.Signals) -> None:
        """All of them at once."""
        for each in self.running:
            each.send_signal(how)
        together = 0.0
        for each in self.running:
            _, _, used = os.wait4(each.pid, 0)
            each.returncode = 0
            self.cpu += used.ru_utime + used.ru_stime
            together += used.ru_maxrss / 1024
        self.memory = max(self.memory, together)


@contextmanager
def databases() -> Iterator[dict[str, Where]]:
    """One of each kind, that keep their promises to the disk."""
    with tempfile.TemporaryDirectory() as folder, postgres(durable=True) as server:
        found: dict[str, Where] = {"SQLite": Path(folder) / "bot.db", "PostgreSQL": server.database()}
        for each in found.values():
            upgrade(each)
        yield found


async def subscribed(database: Database, platform: Platform, url: str) -> None:
    """Conversations of several workspaces or tenants, evenly."""
    lanes = LANES[platform]
    rows = [
        {
            "platform": platform,
            "team": f"T{number % lanes}",
            "channel": f"C{number}",
            "room": "channel",
            "lane": f"{platform}/T{number % lanes}",
            "service_url": url,
            "bot": "28:bot",
        }
        for number in range(ALL)
    ]
    async with database.write() as connection:
        await connection.execute(sa.insert(conversations), rows)
        known = list(await connection.scalars(sa.select(conversations.c.id)))
        wants = {"kind": "everything", "rhythm": "immediate", "since": Time().now()}
        await connection.execute(
            sa.insert(subscriptions), [{**wants, "conversation_id": each} for each in known]
        )


async def left(database: Database) -> int:
    """How many are not finished."""
    wanted = sa.select(sa.func.count()).where(deliveries.c.due.is_not(None))
    async with database.read() as connection:
        return await connection.scalar(wanted) or 0


async def size(database: Database) -> float:
    """Megabytes."""
    if isinstance(database.where, Path):
        return sum(each.stat().st_size for each in database.where.parent.iterdir()) / 1e6
    async with database.read() as connection:
        held = await connection.scalar(sa.text("SELECT pg_database_size(current_database())"))
    return float(held or 0) / 1e6


async def measured(name: str, where: Where, platform: Platform) -> tuple[object, ...]:
    """One line of the table."""
    library = load(CHILD_Z)
    stub = CountingSlack()
    async with TestServer(stub.app()) as server:
        url = str(server.make_url("/api/" if platform == "slack" else "/smba/"))
        database = Database(where)
        await subscribed(database, platform, url)
        store = delivery_store(database)
        limits = LIMITS[platform]
        given = Given(str(where), url, platform, limits.a_second, limits.in_flight, LEASE, fast=False)
        workers = Workers(given, 3 if database.shared else 1)
        idle = await started_cpu(workers)
        publisher = Publisher(store, lambda: library, Time().now)
        await publisher.publish_briefing(library.briefings[0], "benchmark")
        begun = time.perf_counter()
        workers.start()
        for kill in range(1, KILLS + 1):
            while sum(stub.taken.values()) < ALL * kill / (KILLS + 1):  # noqa: ASYNC110 - another process counts
                await asyncio.sleep(0.01)
            workers.end(signal.SIGKILL)
            workers.start()
        while await left(database):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.5)
        seconds = time.perf_counter() - begun
        workers.end(signal.SIGTERM)
        report = await store.reports.of("child-z")
        megabytes = await size(database)
        await database.close()
    twice = sum(stub.twice.values())
    known = {each.channel for each in report if each.possibly_twice}
    alone = ALL / LANES[platform] / limits.a_second
    return (
        f"{platform}, {LANES[platform]} lanes at {limits.a_second:g}/s, {name}",
        ALL - len(stub.taken),
        twice,
        f"{len(set(stub.twice) & known)} of {len(stub.twice)}",
        KILLS * LANES[platform] * limits.in_flight,
        f"{(workers.cpu - idle * workers.starts) / ALL * 1e3:.1f}",
        f"{workers.memory:.0f}",
        f"{megabytes:.1f}",
        f"{seconds:.0f}",
        f"{alone:.0f}",
    )


async def started_cpu(workers: Workers) -> float:
    """Seconds of processor time that starting one process takes, with nothing to deliver."""
    workers.start()
    await asyncio.sleep(8)
    workers.end(signal.SIGTERM)
    idle = workers.cpu / workers.count
    workers.cpu, workers.memory, workers.starts = 0, 0, 0
    return idle


def main() -> None:
    """Both platforms on both databases."""
    rows = []
    for platform in ("teams", "slack"):
        for name in ("SQLite", "PostgreSQL"):
            with databases() as found:
                rows.append(asyncio.run(measured(name, found[name], platform)))
                print(rows[-1], flush=True)
    headings = (
        "10,000 deliveries, three kills",
        "lost",
        "twice",
        "of these reported",
        "bound",
        "CPU ms each",
        "memory MB",
        "database MB",
        "seconds",
        "pacing alone",
    )
    said = (
        "Everything that delivers (one process on SQLite, three workers on PostgreSQL) is killed with"
        f" SIGKILL {KILLS} times and started again. The stand-in takes 20 ms for a message and answers 2 %"
        " with 429 and 1 % with 500. The real couriers, SDKs and pace; leases of 60 s. The bound of what"
        " arrives twice is kills × lanes × requests in flight. CPU is that of the bot's processes without"
        " their start; memory is that of all of them at their highest; PostgreSQL's own is not counted."
        " `pacing alone` is the time that the allowed messages a second take if nothing else did."
    )
    command = "python -m benchmarks.delivery"
    write("Delivery: 10,000 briefings, three kills", command, f"{said}\n\n{table(headings, rows)}")


if __name__ == "__main__":
    main()
