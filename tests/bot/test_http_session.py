"""On a machine that reaches others through a proxy only, the bot goes the way that the doctor tried."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.typedefs import Handler
from pytest_aiohttp import AiohttpServer

from bot.doctor.examine import findings
from bot.http_session import http_session
from bot.link_check import Linked, look
from bot.settings import Settings
from bot.slack.api import SlackApi
from bot.teams.connecting import teams_connected, teams_courier
from tests.bot.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.bot.teams.conftest import Head, settings_for
from tests.bot.teams.fake_teams import FakeMicrosoft

BEHIND = "http://behind.invalid"
"""No name that anyone can look up: only the proxy knows what is there."""


@dataclass
class Proxy:
    """The only way out of the machine; `asked` is what went through it."""

    asked: list[str] = field(default_factory=list)

    @web.middleware
    async def note(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if request.url.host == "behind.invalid":
            self.asked.append(request.path)
        return await handler(request)


class Threads(ThreadPoolExecutor):
    """Counts what is left to a thread."""

    taken = 0

    def submit(self, *given: Any, **named: Any) -> Future[Any]:
        self.taken += 1
        return super().submit(*given, **named)


async def page(_request: web.Request) -> web.Response:
    return web.Response(text="a page")


Stand = Callable[[web.Application], Awaitable[Proxy]]


@pytest.fixture
def only_way_out(aiohttp_server: AiohttpServer, monkeypatch: pytest.MonkeyPatch) -> Stand:
    """What is behind the proxy answers in its place: to the bot it is the same."""

    async def stand(behind: web.Application) -> Proxy:
        proxy = Proxy()
        behind.middlewares.append(proxy.note)
        server = await aiohttp_server(behind)
        for name in ("NO_PROXY", "no_proxy", "HTTPS_PROXY", "https_proxy"):
            monkeypatch.delenv(name, raising=False)
        for name in ("HTTP_PROXY", "http_proxy"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.port}")
        return proxy

    return stand


@pytest.fixture
async def microsoft(only_way_out: Stand) -> tuple[Proxy, Settings]:
    fake = FakeMicrosoft(url=BEHIND)
    return await only_way_out(fake.app()), settings_for(fake)


async def test_teams_is_reached_as_the_doctor_reached_it(
    microsoft: tuple[Proxy, Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy, settings = microsoft
    monkeypatch.setattr("bot.doctor.examine.load_settings", lambda: settings)
    states = {each.name: each.state async for each in findings()}
    assert (states["Teams app"], states["Teams keys"]) == ("ok", "ok")
    tried = set(proxy.asked)
    proxy.asked.clear()
    async with teams_connected(settings, web.Application(), Head().brain()) as connection:
        assert connection.on
        assert "could not be reached" not in connection.why
    assert [each for each in proxy.asked if each.endswith("/token")]
    assert set(proxy.asked) <= tried


async def test_so_are_the_conversations_that_briefings_go_to(microsoft: tuple[Proxy, Settings]) -> None:
    _, settings = microsoft
    async with teams_courier(settings) as courier:
        assert await courier.installed("teams/any")


async def test_slack_is_reached_through_it(only_way_out: Stand) -> None:
    proxy = await only_way_out(FakeSlack().app())
    async with http_session() as session:
        await SlackApi(BOT_TOKEN, session, f"{BEHIND}/api/").who_am_i()
    assert proxy.asked == ["/api/auth.test"]


async def test_so_are_linked_pages(only_way_out: Stand) -> None:
    app = web.Application()
    app.router.add_get("/policy", page)
    proxy = await only_way_out(app)
    url = f"{BEHIND}/policy"
    looked = await look([Linked(url, ("policy/a",))], {}, dt.date(2026, 11, 25), lambda _: asyncio.sleep(0))
    assert proxy.asked == ["/policy"]
    assert looked[url].said == ""


async def test_without_a_proxy_nothing_changes(
    aiohttp_server: AiohttpServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    app = web.Application()
    app.router.add_get("/", page)
    server = await aiohttp_server(app)
    threads = Threads()
    asyncio.get_running_loop().set_default_executor(threads)
    async with http_session() as session, session.get(server.make_url("/")) as answer:
        assert await answer.text() == "a page"
    assert threads.taken == 0  # two for each request would cost more than the request
