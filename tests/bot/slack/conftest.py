"""The bot in a workspace: the real listeners and renderer, a real signed request, a stand-in for Slack."""

import datetime as dt
import os
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp import AiohttpServer

from bot.connections import Connection
from bot.settings import Settings
from bot.slack.api import SlackApi
from bot.slack.brain import Brain
from bot.slack.connecting import slack_connected
from handlers.messages import Message, Reply
from tests import replies
from tests.bot.slack.driving import Driver
from tests.bot.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack

NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK would send even loopback through a proxy that the environment names."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy") or name.startswith("SLACK_"):
            monkeypatch.delenv(name)


@dataclass
class Head:
    """What the bot would think: one reply for every message, and what it was asked."""

    reply: Reply = field(default_factory=replies.answered)
    asked: list[Message] = field(default_factory=list)
    again: list[tuple[str, ...]] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    errors: list[Exception] = field(default_factory=list)
    """Raised when an answer is shown again, one each."""

    async def reply_to(self, message: Message) -> Reply:
        self.asked.append(message)
        return self.reply

    def show_again(self, entries: Sequence[str]) -> Reply:
        self.again.append(tuple(entries))
        if self.errors:
            raise self.errors.pop()
        return self.reply

    async def first_time(self, key: str) -> bool:
        new = key not in self.seen
        self.seen.add(key)
        return new

    def brain(self, **more: Any) -> Brain:
        return Brain(self.reply_to, self.show_again, self.first_time, lambda: NOW, **more)


@dataclass
class Workspace:
    """The bot connected to the stand-in. After the block everything it had begun is done."""

    slack: FakeSlack
    driver: Driver
    connection: Connection
    head: Head


Open = Callable[..., AbstractAsyncContextManager[Workspace]]


@pytest.fixture
async def slack(aiohttp_server: AiohttpServer) -> FakeSlack:
    fake = FakeSlack()
    server = await aiohttp_server(fake.app())
    fake.url = f"http://127.0.0.1:{server.port}"
    return fake


@pytest.fixture
def head() -> Head:
    return Head()


def settings_for(slack: FakeSlack, **others: object) -> Settings:
    given = {"slack_bot_token": BOT_TOKEN, "slack_signing_secret": SECRET, "slack_api_url": slack.api_url}
    kept = {name: value for name, value in {**given, **others}.items() if value is not None}
    return Settings.model_validate(kept)


@pytest.fixture
def open_workspace(slack: FakeSlack, head: Head) -> Open:
    """Connects the bot; `socket` adds Socket Mode, other words are settings."""

    @asynccontextmanager
    async def opened(
        *, socket: bool = False, brain: Brain | None = None, **others: object
    ) -> AsyncIterator[Workspace]:
        app = web.Application()
        settings = settings_for(slack, **({"slack_app_token": APP_TOKEN} if socket else {}), **others)
        async with (
            slack_connected(settings, app, brain or head.brain()) as connection,
            TestClient(TestServer(app)) as client,
        ):
            yield Workspace(slack, Driver(client, slack), connection, head)

    return opened


@pytest.fixture
async def workspace(open_workspace: Open) -> AsyncIterator[Workspace]:
    """The bot over HTTP."""
    async with open_workspace() as opened:
        yield opened


@pytest.fixture
async def api(slack: FakeSlack) -> AsyncIterator[SlackApi]:
    """The real client of Slack's Web API."""
    async with ClientSession() as session:
        yield SlackApi(BOT_TOKEN, session, slack.api_url)
