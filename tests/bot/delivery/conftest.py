"""Briefings on their way: the real store on each database, the real courier, a stand-in for Slack."""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa
from aiohttp import ClientSession
from pytest_aiohttp import AiohttpServer

from bot.delivery.drain import Drains
from bot.delivery.publishing import Publisher
from bot.delivery.rendering import Rendering
from bot.delivery.tick import tick
from bot.delivery.time import Time
from bot.slack.api import SlackApi
from bot.slack.courier import SlackCourier
from bot.slack.workspaces import OneWorkspace, Workspace
from bot.store.briefing_tables import conversations, deliveries, subscriptions
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database, Where
from knowledge.library import Library
from knowledge.load import load
from knowledge.schema.answers import Briefing
from tests.bot.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.bot.slack.reading import text_of
from tests.contents import CHILD_Z

NOON = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
"""A Wednesday."""


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK would send even loopback through a proxy that the environment names."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy"):
            monkeypatch.delenv(name)


@dataclass
class Clock:
    """Time that passes only when someone waits for it, or a test says so."""

    at: dt.datetime = NOON
    slept: list[float] = field(default_factory=list)

    def now(self) -> dt.datetime:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += dt.timedelta(seconds=seconds)
        await asyncio.sleep(0)

    def passes(self, **time: float) -> None:
        self.at += dt.timedelta(**time)

    def time(self) -> Time:
        return Time(self.now, self.sleep, lambda: 0.5)


@dataclass
class Office:
    """Everything that delivers, and who is to get something."""

    where: Where
    database: Database
    store: DeliveryStore
    slack: FakeSlack
    clock: Clock
    library: Library
    courier: SlackCourier
    session: ClientSession

    def drains(self, database: Database | None = None) -> Drains:
        """A process that delivers, freshly started; with a database of its own, if that is given."""
        store = delivery_store(database) if database else self.store
        rendering = Rendering(store.briefings, store.queue, lambda: self.library)
        return Drains(store, {"slack": self.courier}, rendering, self.clock.time())

    def publisher(self, database: Database | None = None) -> Publisher:
        store = delivery_store(database) if database else self.store
        return Publisher(store, lambda: self.library, self.clock.now, ["slack/U0CURATOR"])

    async def subscribe(
        self,
        *channels: str,
        kind: str = "everything",
        topic: str = "",
        rhythm: str = "immediate",
        team: str = "T0TEAM",
    ) -> None:
        """Channels that the bot is in."""
        for channel in channels:
            self.slack.members.add(channel)
            async with self.database.write() as connection:
                known = sa.select(conversations.c.id).where(
                    conversations.c.team == team, conversations.c.channel == channel
                )
                place = await connection.scalar(known)
                if place is None:
                    adding = sa.insert(conversations).values(
                        platform="slack", team=team, channel=channel, room="channel", lane=f"slack/{team}"
                    )
                    place = await connection.scalar(adding.returning(conversations.c.id))
                await connection.execute(
                    sa.insert(subscriptions).values(
                        conversation_id=place, kind=kind, topic=topic, rhythm=rhythm, since=self.clock.at
                    )
                )

    async def publish(self, briefing: Briefing, **more: object) -> None:
        await self.publisher().publish_briefing(briefing, "slack/U0CURATOR", **more)  # type: ignore[arg-type]

    async def deliver(self) -> None:
        """What the process does in a minute: the tick, and then each lane with something due."""
        drains = self.drains()
        for lane in await tick(self.store, drains, self.clock.now()):
            await drains.drain(lane)

    async def statuses(self) -> dict[str, str]:
        """What became of each delivery, by conversation and kind."""
        wanted = sa.select(conversations.c.channel, deliveries.c.kind, deliveries.c.status)
        wanted = wanted.join_from(deliveries, conversations)
        async with self.database.read() as connection:
            rows = (await connection.execute(wanted.order_by(deliveries.c.id))).all()
        return {f"{row.channel} {row.kind}": row.status for row in rows}

    def read(self, channel: str) -> str:
        """All that stands in a channel now."""
        return "\n".join(text_of(post.blocks) for post in self.slack.posts if post.channel == channel)


@pytest.fixture(scope="session")
def library() -> Library:
    """The invented review and its briefing."""
    return load(CHILD_Z)


@pytest.fixture
def briefing(library: Library) -> Briefing:
    """Child Z in five minutes."""
    (briefing,) = library.briefings
    return briefing


@pytest.fixture
async def slack(aiohttp_server: AiohttpServer) -> FakeSlack:
    """A workspace in which the bot is in no channel yet."""
    fake = FakeSlack(members=set())
    server = await aiohttp_server(fake.app())
    fake.url = f"http://127.0.0.1:{server.port}"
    return fake


@pytest.fixture
async def office(where: Where, slack: FakeSlack, library: Library) -> AsyncIterator[Office]:
    """It is noon on a Wednesday, and nobody has subscribed to anything."""
    database = Database(where)
    async with ClientSession() as session:
        workspace = OneWorkspace(Workspace(SlackApi(BOT_TOKEN, session, slack.api_url)))
        courier = SlackCourier(workspace, session, slack.api_url)
        store = delivery_store(database)
        yield Office(where, database, store, slack, Clock(), library, courier, session)
    await database.close()
