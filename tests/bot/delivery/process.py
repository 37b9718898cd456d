"""A process that delivers and may be killed: python -m tests.bot.delivery.process DATABASE SLACK [SECONDS].

It is what `serve` (SQLite) and `worker` (PostgreSQL) run, with the waits cut short: a lease of seconds, and a
platform that takes as much as one likes.
"""

import asyncio
import datetime as dt
import sys
from pathlib import Path

from aiohttp import ClientSession

from bot import logs
from bot.delivery.courier import Limits
from bot.delivery.drain import Drains
from bot.delivery.rendering import Rendering
from bot.delivery.tick import tick
from bot.delivery.time import Time
from bot.jobs import Loop, looping
from bot.postgres_jobs import Jobs, Rhythm, jobs_of, work_on, working
from bot.serve import told_to_stop
from bot.slack.api import SlackApi
from bot.slack.courier import SlackCourier
from bot.slack.workspaces import OneWorkspace, Workspace
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database, Where
from knowledge.load import load
from tests.bot.slack.fake_slack import BOT_TOKEN
from tests.contents import CHILD_Z

FAST = Rhythm(tick="* * * * * */2", alive=1.0, dead=4.0, look=1.0)
LEASE = 6.0


async def main(where: Where, api_url: str, lease: float, a_second: float) -> None:
    """Delivers until it is told to stop, or killed."""
    library = load(CHILD_Z)
    database = Database(where, connections=10)
    jobs = jobs_of(where, FAST) if isinstance(where, str) else None
    store = delivery_store(database, jobs, dt.timedelta(seconds=lease))
    stop = told_to_stop()
    async with ClientSession() as session:
        workspace = OneWorkspace(Workspace(SlackApi(BOT_TOKEN, session, api_url)))
        courier = SlackCourier(workspace, session, api_url, Limits(a_second=a_second, between=0))
        rendering = Rendering(store.briefings, store.queue, lambda: library)
        drains = Drains(store, {"slack": courier}, rendering, Time())
        if jobs is None:
            await _loop(store, drains, stop)
        else:
            await _work(jobs, store, drains, stop)
    await database.close()


async def _loop(store: DeliveryStore, drains: Drains, stop: asyncio.Event) -> None:
    async with looping(Loop(store, drains, Time().now)):
        await stop.wait()


async def _work(jobs: Jobs, store: DeliveryStore, drains: Drains, stop: asyncio.Event) -> None:
    work_on(jobs, drains, lambda: tick(store, drains, Time().now()))
    async with jobs.app.open_async(), working(jobs, drains):
        await stop.wait()


if __name__ == "__main__":
    logs.configure("error")
    given = sys.argv[1]
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else LEASE
    pace = float(sys.argv[4]) if len(sys.argv) > 4 else 1_000.0
    asyncio.run(main(given if "://" in given else Path(given), sys.argv[2], seconds, pace))
