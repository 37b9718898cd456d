"""PostgreSQL is down for a while: people are answered, nothing is half written, and all goes on by itself."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Iterator

import pytest
import sqlalchemy as sa
import structlog

from bot.delivery.courier import Limits
from bot.delivery.tick import tick
from bot.postgres_jobs import jobs_of, work_on, working
from bot.store.engine import Database
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from bot.store.patience import Patience
from handlers.messages import Conversation
from handlers.ports import Remembered
from handlers.publishing import NotPublished
from handlers.records import NotKept
from knowledge.commands import Scope
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office
from tests.bot.delivery.process import FAST
from tests.bot.store.conftest import NOW, PERIODS
from tests.postgres import Postgres, postgres

LONGEST = 90.0
PLACE = Conversation("slack", "T0TEAM", "C1", "channel")


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A server of these tests' own, to be stopped and started."""
    with postgres() as server:
        yield server


@pytest.fixture
def where(server: Postgres) -> str:
    address = server.database()
    upgrade(address)
    return address


@pytest.fixture
async def store(where: str) -> AsyncIterator[Store]:
    """Where trouble is not waited for, and is tried again at once."""
    async with opened(where, PERIODS, lambda: NOW, Patience(wait=5, rest=0)) as store:
        yield store


@pytest.fixture
def down(server: Postgres) -> Iterator[Postgres]:
    """Up again afterwards, whatever a test does."""
    yield server
    if server.process is None:
        server.start()


async def test_people_are_answered_and_told_what_was_not_kept(store: Store, down: Postgres) -> None:
    await store.subscriptions.add(PLACE, [Scope("everything")], "immediate", NOW)
    await asyncio.to_thread(down.stop)
    with structlog.testing.capture_logs() as logs:
        assert await store.memory.recall("slack/T/C/", NOW) is None
        assert await store.events.first_time("Ev1")
        with pytest.raises(NotKept):
            await store.subscriptions.remove(PLACE)
    assert {line["event"] for line in logs} == {"database_trouble"}
    await asyncio.to_thread(down.start)
    assert len(await store.subscriptions.of(PLACE)) == 1
    await store.memory.remember("slack/T/C/", Remembered(case="child-p", at=NOW))
    assert await store.memory.recall("slack/T/C/", NOW) == Remembered(case="child-p", at=NOW)
    assert await store.subscriptions.remove(PLACE) == 1


async def test_a_curator_is_told_and_nothing_is_half_published(
    office: Office, down: Postgres, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await asyncio.to_thread(down.stop)
    with pytest.raises(NotPublished, match="Nothing was changed"):
        await office.publish(briefing)
    await asyncio.to_thread(down.start)
    assert await office.statuses() == {}
    await office.publish(briefing)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_workers_go_on_when_it_is_back(office: Office, down: Postgres, briefing: Briefing) -> None:
    """A briefing becomes due while the worker has lost its connections."""
    assert isinstance(office.where, str)
    await office.subscribe("C1", "C2", "C3")
    jobs, drains = jobs_of(office.where, FAST), office.drains()
    work_on(jobs, drains, lambda: tick(office.store, drains, office.clock.now()))
    async with asyncio.timeout(LONGEST), jobs.app.open_async(), working(jobs, drains):
        await office.publish(briefing, at=office.clock.at + dt.timedelta(hours=1))
        await asyncio.to_thread(down.stop)
        office.clock.passes(hours=2)
        await asyncio.sleep(4)
        assert office.slack.posts == []
        await asyncio.to_thread(down.start)
        while set((await office.statuses()).values()) != {"sent"}:  # noqa: ASYNC110
            await asyncio.sleep(0.2)
    assert sorted(post.channel for post in office.slack.posts) == ["C1", "C2", "C3"]


async def test_an_outcome_waits_for_the_database_so_that_nothing_is_sent_twice(
    office: Office, down: Postgres, briefing: Briefing
) -> None:
    """It goes down while Slack takes the message, and comes back seconds later."""
    await office.subscribe("C1")
    await office.publish(briefing)
    post = office.courier.post

    async def posts_and_then(*given: object) -> str:
        remote = await post(*given)  # type: ignore[arg-type]
        await asyncio.to_thread(down.stop)
        return remote

    async def it_comes_back(seconds: float) -> None:
        office.clock.passes(seconds=seconds)
        if down.process is None and seconds >= 4:
            await asyncio.to_thread(down.start)

    office.courier.post = posts_and_then  # type: ignore[method-assign, assignment]
    office.clock.sleep = it_comes_back  # type: ignore[method-assign]
    office.courier.limits = Limits(a_second=5, between=0, in_flight=1)
    await office.drains().drain("slack/T0TEAM")
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.possibly_twice, len(office.slack.posts)) == ("sent", False, 1)


async def test_a_pool_of_dead_connections_is_replaced(where: str, down: Postgres) -> None:
    database = Database(where)

    async def asked() -> None:
        async with database.read() as connection:
            await connection.execute(sa.select(1))

    await asyncio.gather(asked(), asked())
    await asyncio.to_thread(down.stop)
    await asyncio.to_thread(down.start)
    await asyncio.gather(asked(), asked())
    await database.close()
