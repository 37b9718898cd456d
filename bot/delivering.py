"""Joins deliveries with the platforms that are set up, and with whoever runs them on this database."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.connections import Connection
from bot.delivery.courier import Courier
from bot.delivery.drain import Drains
from bot.delivery.rendering import Rendering
from bot.delivery.tick import tick
from bot.delivery.time import Time
from bot.jobs import Loop, looping
from bot.settings import Settings
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database
from bot.store.installations import Installations
from handlers.ports import CurrentLibrary

if TYPE_CHECKING:
    from bot.postgres_jobs import Jobs

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Deliveries of one database. `jobs` are None where one process does everything."""

    store: DeliveryStore
    jobs: "Jobs | None"


@asynccontextmanager
async def deliveries_of(database: Database) -> AsyncIterator[Deliveries]:
    """What publishes and reports. On PostgreSQL publishing wakes the workers."""
    if not isinstance(database.where, str):
        yield Deliveries(delivery_store(database), None)
        return
    from bot.postgres_jobs import jobs_of  # noqa: PLC0415 - an extra that may not be installed

    jobs = jobs_of(database.where)
    async with jobs.app.open_async():
        yield Deliveries(delivery_store(database, jobs), jobs)


@asynccontextmanager
async def couriers(settings: Settings, installations: Installations) -> AsyncIterator[Mapping[str, Courier]]:
    """The platforms that are set up. Their SDKs are imported only then."""
    found: dict[str, Courier] = {}
    async with AsyncExitStack() as stack:
        if settings.slack_bot_token is not None or settings.slack_client_id is not None:
            from bot.slack.carrying import slack_courier  # noqa: PLC0415

            slack = await stack.enter_async_context(slack_courier(settings, installations))
            if slack is not None:
                found["slack"] = slack
        if settings.teams_app_id is not None or settings.teams_local:
            from bot.teams.connecting import teams_courier  # noqa: PLC0415

            found["teams"] = await stack.enter_async_context(teams_courier(settings))
        yield found


def drains_of(
    settings: Settings,
    deliveries: Deliveries,
    found: Mapping[str, Courier],
    library: CurrentLibrary,
    clock: Clock,
) -> Drains:
    """What sends, with these platforms."""
    store = deliveries.store
    rendering = Rendering(store.briefings, store.queue, library, settings.library_url)
    return Drains(store, found, rendering, Time(clock))


@asynccontextmanager
async def delivered_beside(
    settings: Settings,
    deliveries: Deliveries,
    installations: Installations,
    library: CurrentLibrary,
    clock: Clock,
) -> AsyncIterator[Connection]:
    """Delivers beside the block where one process does everything; elsewhere the workers do."""
    if deliveries.jobs is not None:
        how = "by worker processes. Start at least one: learning-bot worker"
        yield await _connection(deliveries, how)
        return
    async with couriers(settings, installations) as found:
        drains = drains_of(settings, deliveries, found, library, clock)
        connection = await _connection(deliveries, "by this process")
        async with looping(Loop(deliveries.store, drains, clock)):
            yield connection


@asynccontextmanager
async def working_on(
    settings: Settings,
    deliveries: Deliveries,
    installations: Installations,
    library: CurrentLibrary,
    clock: Clock,
) -> AsyncIterator[None]:
    """A worker beside the block."""
    from bot.postgres_jobs import work_on, working  # noqa: PLC0415 - as above

    assert deliveries.jobs is not None
    async with couriers(settings, installations) as found:
        drains = drains_of(settings, deliveries, found, library, clock)
        work_on(deliveries.jobs, drains, lambda: tick(deliveries.store, drains, clock()))
        async with working(deliveries.jobs, drains):
            yield


async def _connection(deliveries: Deliveries, how: str) -> Connection:
    """Says also which lanes are stopped: somebody has to mend them."""
    stopped = await deliveries.store.lanes.stopped()
    trouble = "".join(
        f". {lane} is stopped ({error}): install the app there again" for lane, error in stopped.items()
    )
    return Connection("Briefings", True, f"delivered {how}{trouble}")
