"""Who runs deliveries on PostgreSQL: procrastinate's workers, any number of them, by jobs in the database.

The deliveries themselves are the queue: a job only says that a lane has something due. Its locks keep two
workers from draining one lane at once, which matters for the pace and for nothing else.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import structlog
from procrastinate import App, PsycopgConnector
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import JobDeferrer, Status
from psycopg.conninfo import make_conninfo

from bot.delivery.drain import Drains
from bot.store.job_tables import Transaction, in_savepoint

QUEUE = "delivery"
DRAIN = "drain"
CONCURRENCY = 6
"""Jobs beside each other in a worker: as many lanes."""
LAST_SENDS = 25.0
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often a worker ticks (cron) and shows that it is alive, and after how long it counts as dead."""

    tick: str = "* * * * *"
    alive: float = 10.0
    dead: float = 30.0
    look: float = 5.0


RHYTHM = Rhythm()


@dataclass
class Jobs:
    """Jobs of one database (a Waker)."""

    app: App
    rhythm: Rhythm = RHYTHM

    async def wake(self, connection: Transaction, lanes: Iterable[str]) -> None:
        """In the transaction that made something due: a lane's job is there when its rows are."""
        for lane in lanes:
            try:
                async with in_savepoint(connection) as driver:
                    await self._job(lane, connection=driver).defer_async(lane=lane)
            except AlreadyEnqueued:
                continue  # a job that waits will find these rows too

    async def wake_now(self, lanes: Iterable[str]) -> None:
        """By itself. A lane whose job waits already needs no other."""
        for lane in lanes:
            try:
                await self._job(lane).defer_async(lane=lane)
            except AlreadyEnqueued:
                continue

    async def reap(self) -> int:
        """Ends the jobs of dead workers: how many.

        While another job for the same lane waits, such a job can neither be run again nor be put back, and
        its lock keeps the lane shut for ever. The rows it left are found by the next one.
        """
        stalled = list(await self.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=self.rhythm.dead))
        for job in stalled:
            log.warning("job_of_a_dead_worker", lane=job.lock, doing=job.task_name)
            await self.app.job_manager.finish_job(job, Status.FAILED, delete_job=True)
        return len(stalled)

    def _job(self, lane: str, connection: object = None) -> JobDeferrer:
        return self.app.configure_task(
            DRAIN, queue=QUEUE, lock=lane, queueing_lock=lane, connection=connection
        )


def jobs_of(address: str, rhythm: Rhythm = RHYTHM) -> Jobs:
    """The jobs of a database that is migrated. They have to be opened before use."""
    plain = address.replace("postgresql+psycopg://", "postgresql://")
    connector = PsycopgConnector(conninfo=make_conninfo(plain, connect_timeout=5), min_size=1, max_size=4)
    return Jobs(App(connector=connector), rhythm)


def work_on(jobs: Jobs, drains: Drains, tick: Callable[[], Awaitable[Iterable[str]]]) -> None:
    """Says what jobs do. `tick` gives the lanes with something due."""

    @jobs.app.task(name=DRAIN, queue=QUEUE)
    async def drain(lane: str) -> None:
        await drains.drain(lane)

    @jobs.app.periodic(cron=jobs.rhythm.tick)
    @jobs.app.task(name="tick", queue=QUEUE, queueing_lock="tick")
    async def each_minute(timestamp: int) -> None:
        try:
            await jobs.reap()
        except Exception as error:  # what is due is due all the same
            log.error("regular_work_failed", doing="reap", exc_info=error)
        await jobs.wake_now([lane for lane in await tick() if drains.reaches(lane)])


@asynccontextmanager
async def working(jobs: Jobs, drains: Drains) -> AsyncIterator[None]:
    """A worker beside the block. Afterwards what was being sent has been sent, and written down.

    While the database is down a worker ends; another is started until the block ends.
    """
    stopping = asyncio.Event()
    task = asyncio.create_task(_again_and_again(jobs, stopping))
    try:
        yield
    finally:
        stopping.set()
        drains.stop()
        task.cancel()
        await asyncio.wait({task}, timeout=LAST_SENDS)


async def _again_and_again(jobs: Jobs, stopping: asyncio.Event) -> None:
    while not stopping.is_set():
        try:
            await jobs.app.run_worker_async(
                queues=[QUEUE],
                concurrency=CONCURRENCY,
                install_signal_handlers=False,
                delete_jobs="always",
                fetch_job_polling_interval=jobs.rhythm.look,
                update_heartbeat_interval=jobs.rhythm.alive,
                stalled_worker_timeout=jobs.rhythm.dead,
                shutdown_graceful_timeout=LAST_SENDS,
            )
        except (ConnectorException, OSError) as error:
            log.error("regular_work_failed", doing="worker", exc_info=error)
            await asyncio.sleep(2)
