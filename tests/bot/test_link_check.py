"""Linked pages are looked at only when asked, politely, and not again within a week."""

import asyncio
import datetime as dt
import os
import subprocess
import sys
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.link_check import BETWEEN, Linked, Looked, lines, links, look, remember, remembered
from knowledge.load import load
from tests.contents import child_z

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


async def test_links_of_answers_briefings_and_contacts_are_among_them(pages: Pages, tmp_path: Path) -> None:
    found = {each.url: each.entries for each in links(load(linking(tmp_path, pages)))}
    for name, entry in (("here", "answer/parking"), ("gone", "briefing/child-z")):
        assert entry in found[str(pages.server.make_url(f"/{name}"))]


async def test_a_curator_is_told_by_the_command_which_pages_are_gone(pages: Pages, tmp_path: Path) -> None:
    """`check --links`: it says where the link stands, remembers what it saw, and asks no page twice."""
    folder = linking(tmp_path, pages)
    command = [sys.executable, "-m", "bot", "check", "--links", "--knowledge", str(folder)]
    for _ in range(2):
        running = await asyncio.create_subprocess_exec(
            *command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=only_here()
        )
        printed = (await running.communicate())[0].decode()
        assert "/gone is gone (404): find the page's new address" in printed
        assert "(briefing/child-z)" in printed
        assert "/here " not in printed
        assert "seen within a week is not asked again" in printed
    assert pages.asked["HEAD /gone"] == pages.asked["HEAD /here"] == 1


def only_here() -> dict[str, str]:
    """Every other address leads to a proxy that does not answer."""
    proxies = dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY"), "http://127.0.0.1:9")
    return {**os.environ, **proxies, "NO_PROXY": "127.0.0.1", "PYTHONPATH": os.pathsep.join(sys.path)}


def linking(folder: Path, pages: Pages) -> Path:
    """Child Z with an answer and a briefing that link to pages of this machine."""
    here, gone = (pages.server.make_url(path) for path in ("/here", "/gone"))
    content = child_z(folder / "content")
    head = (content / "answers" / "rooms.yaml").read_text(encoding="utf-8").partition("answers:")[0]
    answer = f"answers:\n  - id: answer/parking\n    title: Parking\n    link: {here}\n"
    (content / "answers" / "parking.yaml").write_text(head + answer, encoding="utf-8")
    briefing = content / "briefings" / "child-z.yaml"
    linked = f"links:\n  - title: More\n    url: {gone}\n    seen_on: 2024-05-20\n"
    briefing.write_text(briefing.read_text(encoding="utf-8") + linked, encoding="utf-8")
    return content
