"""Workers on PostgreSQL: a lane is woken with its rows, and never stays shut because a worker died."""

import asyncio
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from bot.delivery.publishing import Publisher
from bot.delivery.tick import tick
from bot.postgres_jobs import Jobs, Rhythm, jobs_of, work_on
from bot.store.deliveries import delivery_store
from bot.store.engine import Database, migration_engine
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office

LANE = "slack/T0TEAM"
NEVER = Rhythm(tick="0 0 1 1 *")
"""No tick while a test runs: it would see to everything."""


@pytest.fixture(params=["postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """These are about PostgreSQL only."""
    address: str = request.getfixturevalue("postgres_database")
    return address


@pytest.fixture
async def jobs(office: Office) -> AsyncIterator[Jobs]:
    """The office with its jobs: publishing wakes them."""
    assert isinstance(office.where, str)
    jobs = jobs_of(office.where, NEVER)
    async with jobs.app.open_async():
        office.store = delivery_store(office.database, jobs)
        yield jobs


async def waiting(office: Office) -> list[tuple[str, str, str]]:
    wanted = "SELECT task_name, lock, status::text FROM procrastinate_jobs ORDER BY id"
    async with office.database.read() as connection:
        return [tuple(row) for row in await connection.execute(sa.text(wanted))]


async def works(office: Office, jobs: Jobs) -> None:
    """A worker that does what there is to do and ends."""
    if "drain" not in jobs.app.tasks:
        drains = office.drains()
        work_on(jobs, drains, lambda: tick(office.store, drains, office.clock.now()))
    await jobs.app.run_worker_async(
        queues=["delivery"], wait=False, install_signal_handlers=False, delete_jobs="always"
    )


async def test_publishing_wakes_the_lanes_in_its_own_transaction(
    office: Office, jobs: Jobs, briefing: Briefing
) -> None:
    await office.subscribe("C1", team="T0ONE")
    await office.subscribe("C2", team="T0TWO")
    await office.publish(briefing)
    assert await waiting(office) == [("drain", "slack/T0ONE", "todo"), ("drain", "slack/T0TWO", "todo")]
    await works(office, jobs)
    assert sorted(post.channel for post in office.slack.posts) == ["C1", "C2"]
    assert await waiting(office) == []


async def test_what_is_rolled_back_wakes_nobody(office: Office, jobs: Jobs, briefing: Briefing) -> None:
    class ThenDies:
        async def wake(self, connection: object, lanes: object) -> None:
            await jobs.wake(connection, lanes)  # type: ignore[arg-type]
            raise KeyboardInterrupt

    await office.subscribe("C1")
    office.store = delivery_store(office.database, ThenDies())
    with pytest.raises(KeyboardInterrupt):
        await office.publish(briefing)
    assert await waiting(office) == []


async def test_a_lane_that_is_woken_already_does_not_spoil_the_transaction(
    office: Office, jobs: Jobs, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await jobs.wake_now([LANE])
    await office.publish(briefing)
    await office.publish(briefing.model_copy(update={"id": "briefing/other"}))
    assert await waiting(office) == [("drain", LANE, "todo")]
    await works(office, jobs)
    assert len(office.slack.posts) == 2


async def test_a_lost_wake_up_costs_a_minute(office: Office, jobs: Jobs, briefing: Briefing) -> None:
    await office.subscribe("C1")
    office.store = delivery_store(office.database)
    await office.publish(briefing)
    assert await waiting(office) == []
    await jobs.wake_now(await tick(office.store, office.drains(), office.clock.now()))
    await works(office, jobs)
    assert len(office.slack.posts) == 1


def kill(address: str) -> None:
    """A worker fetched the lane's job, died in the middle, and has shown no sign of life since."""
    with migration_engine(address).begin() as connection:
        for each in (
            "INSERT INTO procrastinate_workers (id, last_heartbeat) OVERRIDING SYSTEM VALUE"
            " VALUES (4711, now() - interval '2 minutes')",
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = 4711 WHERE task_name = 'drain'",
        ):
            connection.exec_driver_sql(each)


async def test_the_job_of_a_dead_worker_does_not_keep_its_lane_shut(
    office: Office, jobs: Jobs, briefing: Briefing
) -> None:
    """The trap: one job is `doing` by a dead worker, another waits. The first can neither be put back, as the
    second has its queueing lock, nor does its own lock ever open."""
    assert isinstance(office.where, str)
    await office.subscribe("C1")
    await office.publish(briefing)
    await asyncio.to_thread(kill, office.where)
    await jobs.wake_now([LANE])
    assert [status for _, _, status in await waiting(office)] == ["doing", "todo"]
    await works(office, jobs)
    assert office.slack.posts == []  # the lane is shut
    assert await jobs.reap() == 1
    await works(office, jobs)
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_a_worker_that_lives_keeps_its_job(office: Office, jobs: Jobs, briefing: Briefing) -> None:
    assert isinstance(office.where, str)
    await office.subscribe("C1")
    await office.publish(briefing)
    await asyncio.to_thread(kill, office.where)
    async with office.database.write() as connection:
        await connection.execute(sa.text("UPDATE procrastinate_workers SET last_heartbeat = now()"))
    assert await jobs.reap() == 0


async def test_two_drains_of_one_lane_send_each_message_once(
    office: Office, jobs: Jobs, briefing: Briefing
) -> None:
    """Nothing depends on the locks but the pace."""
    channels = [f"C{number}" for number in range(20)]
    await office.subscribe(*channels)
    await office.publish(briefing)
    databases = [Database(office.where) for _ in range(2)]
    drains = [office.drains(each) for each in databases]
    await asyncio.gather(*(each.drain(LANE) for each in drains))
    for each in databases:
        await each.close()
    assert sorted(post.channel for post in office.slack.posts) == sorted(channels)


async def test_publishing_needs_no_worker(office: Office, jobs: Jobs, briefing: Briefing) -> None:
    publisher = Publisher(office.store, lambda: office.library, office.clock.now)
    assert (await publisher.publish_briefing(briefing, "terminal")).now
