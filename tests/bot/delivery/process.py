"""A process that delivers and may be killed: python -m tests.bot.delivery.process '{"database": ..., ...}'.

It is what `serve` (SQLite) and `worker` (PostgreSQL) run, towards a stand-in; tests cut its waits short.
"""

import asyncio
import datetime as dt
import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from aiohttp import ClientSession

from bot import logs
from bot.delivery.courier import Courier, Limits
from bot.delivery.drain import Drains
from bot.delivery.rendering import Rendering
from bot.delivery.tick import tick
from bot.delivery.time import Time
from bot.jobs import Loop, looping
from bot.postgres_jobs import RHYTHM, Jobs, Rhythm, jobs_of, work_on, working
from bot.serve import told_to_stop
from bot.slack.api import SlackApi
from bot.slack.courier import SlackCourier
from bot.slack.workspaces import OneWorkspace, Workspace
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database
from bot.teams.authentication import Connectors
from bot.teams.botbuilder_sdk import ProactiveMessages
from bot.teams.courier import TeamsCourier
from bot.teams.tokens import NoToken
from knowledge.load import load
from tests.bot.slack.fake_slack import BOT_TOKEN
from tests.contents import CHILD_Z

FAST = Rhythm(tick="* * * * * */2", alive=1.0, dead=4.0, look=1.0)


@dataclass(frozen=True)
class Given:
    """How a process delivers."""

    database: str
    url: str
    platform: Literal["slack", "teams"] = "slack"
    a_second: float = 1_000
    in_flight: int = 2
    lease: float = 6
    fast: bool = True

    def command(self) -> list[str]:
        """How it is started."""
        return [sys.executable, "-m", "tests.bot.delivery.process", json.dumps(asdict(self))]

    def courier(self, session: ClientSession) -> Courier:
        """The real one, at this pace."""
        limits = Limits(self.a_second, 0, self.in_flight)
        if self.platform == "teams":
            tokens = NoToken()
            return TeamsCourier(ProactiveMessages(Connectors(session, tokens), tokens), limits)
        workspace = OneWorkspace(Workspace(SlackApi(BOT_TOKEN, session, self.url)))
        return SlackCourier(workspace, session, self.url, limits)


async def main(given: Given) -> None:
    """Delivers until it is told to stop, or killed."""
    library = load(CHILD_Z)
    shared = "://" in given.database
    database = Database(given.database if shared else Path(given.database), connections=10)
    jobs = jobs_of(given.database, FAST if given.fast else RHYTHM) if shared else None
    store = delivery_store(database, jobs, dt.timedelta(seconds=given.lease))
    stop = told_to_stop()
    async with ClientSession() as session:
        rendering = Rendering(store.briefings, store.queue, lambda: library)
        drains = Drains(store, {given.platform: given.courier(session)}, rendering, Time())
        if jobs is None:
            async with looping(Loop(store, drains, Time().now)):
                await stop.wait()
        else:
            await _work(jobs, store, drains, stop)
    await database.close()


async def _work(jobs: Jobs, store: DeliveryStore, drains: Drains, stop: asyncio.Event) -> None:
    work_on(jobs, drains, lambda: tick(store, drains, Time().now()))
    async with jobs.app.open_async(), working(jobs, drains):
        await stop.wait()


if __name__ == "__main__":
    logs.configure("error")
    asyncio.run(main(Given(**json.loads(sys.argv[1]))))
