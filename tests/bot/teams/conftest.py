"""The bot in Teams: the real SDK over real HTTP on loopback, with a stand-in for Microsoft behind it."""

import asyncio
import datetime as dt
import os
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field, replace

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp import AiohttpServer

from bot.connections import Connection
from bot.settings import Settings
from bot.store.references import Reference
from bot.teams.answering import Brain
from bot.teams.connecting import teams_connected
from bot.teams.sender import Sender
from handlers.messages import Message, Reply
from handlers.search_box import Searched
from tests import replies
from tests.bot.teams.driving import Driver
from tests.bot.teams.fake_teams import APP_ID, SECRET, TENANT, FakeMicrosoft

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own settings."""
    for name in list(os.environ):
        if name.startswith("TEAMS_"):
            monkeypatch.delenv(name)


@dataclass
class Head:
    """What the bot would think: one reply for every message, and what it was asked."""

    reply: Reply = field(default_factory=replies.answered)
    asked: list[Message] = field(default_factory=list)
    searched: list[str] = field(default_factory=list)
    found: Searched = field(default_factory=lambda: Searched((replies.answered(),)))
    seen: set[str] = field(default_factory=set)
    kept: dict[str, Reference] = field(default_factory=dict)
    error: Exception | None = None
    search_error: Exception | None = None
    answer_within: float = 20.0
    go_on: asyncio.Event | None = None
    """Answers wait for it."""

    async def reply_to(self, message: Message) -> Reply:
        self.asked.append(message)
        if self.go_on is not None:
            await self.go_on.wait()
        if self.error is not None:
            raise self.error
        return self.reply

    def show(self, entry: str) -> Reply:
        if not entry.startswith("child-p/"):
            raise KeyError(entry)
        return replace(replies.answered(), entries=(entry,))

    async def search(self, text: str) -> Searched:
        self.searched.append(text)
        if self.search_error is not None:
            raise self.search_error
        return self.found

    async def first_time(self, event_id: str) -> bool:
        new = event_id not in self.seen
        self.seen.add(event_id)
        return new

    async def keep(self, reference: Reference) -> bool:
        new = reference.channel not in self.kept
        self.kept[reference.channel] = reference
        return new

    async def forget(self, _platform: str, channel: str) -> None:
        self.kept.pop(channel, None)

    def brain(self) -> Brain:
        within = self.answer_within
        return Brain(self.reply_to, self.show, self.search, self, self, lambda: NOW, answer_within=within)


@dataclass
class Pauses:
    """Time that passes at once, and how long it would have been."""

    slept: list[float] = field(default_factory=list)
    together: asyncio.Barrier | None = None
    """Until so many wait, where a test says so."""

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        await (asyncio.sleep(0) if self.together is None else self.together.wait())


@dataclass
class Organisation:
    """The bot connected to the stand-in."""

    microsoft: FakeMicrosoft
    driver: Driver
    connection: Connection
    head: Head
    pauses: Pauses


Open = Callable[..., AbstractAsyncContextManager[Organisation]]


@pytest.fixture
async def microsoft(aiohttp_server: AiohttpServer) -> FakeMicrosoft:
    fake = FakeMicrosoft()
    server = await aiohttp_server(fake.app())
    fake.url = f"http://127.0.0.1:{server.port}"
    return fake


@pytest.fixture
def head() -> Head:
    return Head()


def settings_for(microsoft: FakeMicrosoft, **others: object) -> Settings:
    given = {
        "teams_app_id": APP_ID,
        "teams_app_password": SECRET,
        "teams_tenant_id": TENANT,
        "teams_login_url": f"{microsoft.url}/login/",
        "teams_openid_url": f"{microsoft.url}/openid/",
    }
    kept = {name: value for name, value in {**given, **others}.items() if value is not None}
    return Settings.model_validate(kept)


@pytest.fixture
def open_teams(microsoft: FakeMicrosoft, head: Head) -> Open:
    """Connects the bot; other words are settings."""

    @asynccontextmanager
    async def opened(**others: object) -> AsyncIterator[Organisation]:
        app = web.Application()
        pauses = Pauses()
        async with (
            teams_connected(
                settings_for(microsoft, **others), app, head.brain(), Sender(pauses.sleep)
            ) as connection,
            TestClient(TestServer(app)) as client,
        ):
            yield Organisation(microsoft, Driver(client, microsoft), connection, head, pauses)

    return opened


@pytest.fixture
async def teams(open_teams: Open) -> AsyncIterator[Organisation]:
    """The bot as an organisation has it."""
    async with open_teams() as opened:
        yield opened
