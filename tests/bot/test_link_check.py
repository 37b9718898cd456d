"""Linked pages are looked at only when asked, politely, and not again within a week."""

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.link_check import BETWEEN, Linked, Looked, lines, links, look, remember, remembered
from knowledge.load import load

TODAY = dt.date(2026, 11, 25)


@dataclass
class Pages:
    """Pages of one publisher, and how often each was asked for."""

    server: TestServer
    asked: Counter[str] = field(default_factory=Counter)
    slept: list[float] = field(default_factory=list)

    def linked(self, *names: str) -> tuple[Linked, ...]:
        return tuple(Linked(str(self.server.make_url(name)), (f"policy{name}",)) for name in names)

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


@pytest.fixture
async def pages() -> AsyncIterator[Pages]:
    asked: Counter[str] = Counter()

    async def answer(request: web.Request) -> web.Response:
        asked[f"{request.method} {request.path}"] += 1
        assert "link check" in request.headers["User-Agent"]
        match request.path:
            case "/moved":
                raise web.HTTPMovedPermanently("/here")
            case "/gone":
                raise web.HTTPNotFound
            case "/get-only" if request.method == "HEAD":
                raise web.HTTPMethodNotAllowed("HEAD", ["GET"])
            case "/broken":
                raise web.HTTPInternalServerError
        return web.Response(text="a page")

    app = web.Application()
    app.router.add_route("*", "/{any:.*}", answer)
    server = TestServer(app)
    async with server:
        yield Pages(server, asked)


async def test_each_page_is_told_as_it_is(pages: Pages) -> None:
    linked = pages.linked("/here", "/moved", "/gone", "/get-only", "/broken")

    looked = await look(linked, {}, TODAY, pages.sleep)

    assert [looked[each.url].state for each in linked] == ["there", "moved", "gone", "there", "unclear"]
    said = "\n".join(lines(linked, looked))
    assert "/moved leads elsewhere now, to" in said
    assert "/gone is gone (404)" in said
    assert "open it yourself (policy/broken)" in said
    assert "/here " not in said


async def test_one_host_is_asked_one_page_at_a_time_with_a_pause(pages: Pages) -> None:
    await look(pages.linked("/a", "/b", "/c"), {}, TODAY, pages.sleep)
    assert pages.slept == [BETWEEN, BETWEEN]


async def test_what_was_seen_this_week_is_not_asked_again(pages: Pages, tmp_path: Path) -> None:
    linked, file = pages.linked("/here"), tmp_path / "seen" / "links.json"
    remember(file, await look(linked, {}, TODAY, pages.sleep))
    await look(linked, remembered(file), TODAY + dt.timedelta(days=6), pages.sleep)
    assert pages.asked.total() == 1
    await look(linked, remembered(file), TODAY + dt.timedelta(days=7), pages.sleep)
    assert pages.asked.total() == 2


async def test_a_page_that_cannot_be_reached_is_unclear_and_not_gone() -> None:
    nowhere = Linked("http://127.0.0.1:9/none", ("policy/x",))
    looked = await look([nowhere], {}, TODAY)
    assert looked[nowhere.url].state == "unclear"


def test_a_damaged_memory_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    file.write_text("[1, 2", encoding="utf-8")
    assert remembered(file) == {}
    file.write_text('{"http://x/": {"other": 1}}', encoding="utf-8")
    assert remembered(file) == {}
    file.write_text('{"http://x/": {"state": "there", "on": "soon", "said": ""}}', encoding="utf-8")
    assert remembered(file) == {}
    file.write_text('{"http://x/": {"state": "lost", "on": "2026-11-25", "said": ""}}', encoding="utf-8")
    assert remembered(file) == {}
    remember(file, {"http://x/": Looked("there", "2026-11-25")})
    assert remembered(file) == {"http://x/": Looked("there", "2026-11-25")}


def test_what_could_not_be_looked_at_is_asked_again_the_next_time(tmp_path: Path) -> None:
    file = tmp_path / "links.json"
    remember(file, {"http://x/": Looked("unclear", "2026-11-25", "503")})
    assert remembered(file) == {}


def test_every_official_page_of_the_content_is_among_the_links() -> None:
    found = {each.url: each.entries for each in links(load())}
    assert len(found) > 20
    assert all(url.startswith("http") and entries for url, entries in found.items())
