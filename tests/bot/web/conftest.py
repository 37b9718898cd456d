"""A browser's view of the bot: real pages on a loopback server, with hand-made replies behind them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from pytest_aiohttp import AiohttpClient

from bot.web.pages import add_routes
from bot.web.site import SITE, Shelves, WebSettings
from handlers.messages import Message, Reply
from knowledge.library import Library
from tests import held, replies

Client = TestClient[web.Request, web.Application]


@dataclass
class Bot:
    """Answers every message with one reply, and keeps the messages."""

    reply: Reply = field(default_factory=replies.answered)
    asked: list[Message] = field(default_factory=list)

    async def reply_to(self, message: Message) -> Reply:
        """What the pages call."""
        self.asked.append(message)
        return self.reply


OpenSite = Callable[..., Awaitable[Client]]


@pytest.fixture
def bot() -> Bot:
    return Bot()


@pytest.fixture
def open_site(aiohttp_client: AiohttpClient, bot: Bot) -> OpenSite:
    """Serves the pages and gives a client for them. The clock of the rate limit stands still."""

    async def serve(
        *,
        settings: WebSettings | None = None,
        library: Library | None = None,
        shelves: Shelves | None = None,
    ) -> Client:
        app = web.Application()
        content = library or held.library()
        add_routes(app, bot.reply_to, lambda: content, settings or WebSettings(whole_source=True), shelves)
        app[SITE].limit.clock = app[SITE].reading.clock = lambda: 0.0
        return await aiohttp_client(app)

    return serve


@pytest.fixture
async def site(open_site: OpenSite) -> Client:
    """The pages as `make run` serves them: on loopback, with whole sources."""
    return await open_site()
