"""Processes are killed while they send: nobody is lost, and who may have it twice is known."""

import asyncio
import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa
from pytest_aiohttp import AiohttpServer

from bot.delivery.publishing import Publisher
from bot.delivery.time import Time
from bot.store.briefing_tables import conversations, deliveries, subscriptions
from bot.store.deliveries import delivery_store
from bot.store.engine import Database, Where
from knowledge.library import Library
from knowledge.schema.answers import Briefing
from tests.bot.delivery.process import Given
from tests.bot.delivery.stub import CountingSlack

ROOT = Path(__file__).parents[3]
LANES, EACH, KILLS, IN_FLIGHT = 3, 100, 2, 2
LONGEST = 180.0


@contextmanager
def process(where: Where, api_url: str) -> Iterator[subprocess.Popen[bytes]]:
    clean = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    running = subprocess.Popen(Given(str(where), api_url).command(), cwd=ROOT, env=clean)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


async def subscribed(database: Database) -> None:
    """A hundred channels in each of three workspaces."""
    now = Time().now()
    places = [
        {"platform": "slack", "team": f"T{lane}", "channel": f"C{lane}-{n}", "room": "channel"}
        for lane in range(LANES)
        for n in range(EACH)
    ]
    rows = [{**each, "lane": f"slack/{each['team']}"} for each in places]
    async with database.write() as connection:
        await connection.execute(sa.insert(conversations), rows)
        known = list(await connection.scalars(sa.select(conversations.c.id)))
        wants = {"kind": "everything", "rhythm": "immediate", "since": now}
        await connection.execute(
            sa.insert(subscriptions), [{**wants, "conversation_id": place} for place in known]
        )


async def counted(database: Database, status: str) -> int:
    wanted = sa.select(sa.func.count()).where(deliveries.c.status == status)
    async with database.read() as connection:
        return await connection.scalar(wanted) or 0


async def until_sending(database: Database, taken: CountingSlack, least: int) -> None:
    """Some have arrived, and others are on their way at this moment."""
    while sum(taken.taken.values()) < least or not await counted(database, "sending"):  # noqa: ASYNC110
        await asyncio.sleep(0.005)


@pytest.fixture
async def slack(aiohttp_server: AiohttpServer) -> tuple[CountingSlack, str]:
    stub = CountingSlack()
    server = await aiohttp_server(stub.app())
    return stub, f"http://127.0.0.1:{server.port}/api/"


async def test_nobody_is_lost_and_who_has_it_twice_is_known(
    where: Where, slack: tuple[CountingSlack, str], library: Library, briefing: Briefing
) -> None:
    stub, api_url = slack
    database = Database(where)
    store = delivery_store(database)
    await subscribed(database)
    publisher = Publisher(store, lambda: library, Time().now)
    await publisher.publish_briefing(briefing, "terminal")
    workers = 3 if database.shared else 1
    left = 0
    async with asyncio.timeout(LONGEST):
        for kill in range(KILLS):
            with running(where, api_url, workers) as processes:
                await until_sending(database, stub, 60 + 90 * kill)
                for each in processes:  # all at once, as a machine that loses its power does it
                    each.send_signal(signal.SIGKILL)
            left += await counted(database, "sending")
        with running(where, api_url, workers):
            while await counted(database, "pending") or await counted(database, "sending"):  # noqa: ASYNC110
                await asyncio.sleep(0.2)
    report = await store.reports.of("child-z")
    await database.close()
    assert left, "no kill hit a process while it was sending"
    assert len(report) == LANES * EACH
    assert {each.status for each in report} == {"sent"}
    assert set(stub.taken) == {each.channel for each in report}
    assert sum(stub.twice.values()) <= KILLS * LANES * IN_FLIGHT
    assert set(stub.twice) <= {each.channel for each in report if each.possibly_twice}


@contextmanager
def running(where: Where, api_url: str, workers: int) -> Iterator[list[subprocess.Popen[bytes]]]:
    with ExitStack() as stack:
        yield [stack.enter_context(process(where, api_url)) for _ in range(workers)]
