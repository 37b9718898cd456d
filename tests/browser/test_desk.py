"""A curator at the desk in a real browser: in by the link, by keyboard, on a laptop and on a phone."""

import asyncio
import os
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from bot.app import running
from bot.desk.access import Access
from bot.serve import listening
from bot.settings import Settings, load_settings
from bot.store.migrate import upgrade
from tests.bot.web.test_hostile_content import PAGES as HOSTILE_PAGES
from tests.browser.conftest import DESKTOP, PHONE, running_beside
from tests.browser.test_accessibility import violations
from tests.browser.test_library import press
from tests.hostile_content import hostile_content

PAGES = ["", "/not-found", "/feedback", "/next", "/try", "/replay", "/deliveries", "/preview/child-z"]
_THEN = "2026-11-23 10:00:00"
_ROWS: dict[str, list[dict[str, object]]] = {
    "feedback": [
        {"entry": "child-z/health-visiting/1", "kind": "answer", "reason": "wrong", "hour": _THEN},
        {"entry": "contact/westmarch", "kind": "number", "reason": "wrong_number", "hour": _THEN},
    ],
    "question_records": [
        {
            "hour": _THEN,
            "platform": "slack",
            "status": "not_held",
            "facets": '["topic:recording"]',
            "entries": "[]",
            "words": '["car", "<script>alert(1)</script>"]',
        }
    ],
    "briefings": [
        {
            "id": 1,
            "slug": "child-z",
            "version": 1,
            "status": "published",
            "content": "{}",
            "revision": "r",
            "publish_at": _THEN,
            "published_by": "slack/U1",
        }
    ],
    "conversations": [
        {"id": 1, "platform": "slack", "team": "T", "channel": "C", "room": "direct", "lane": "slack/T"}
    ],
    "deliveries": [
        {
            "kind": "briefing",
            "key": "briefing/child-z",
            "briefing_id": 1,
            "conversation_id": 1,
            "lane": "slack/T",
            "status": "sent",
        }
    ],
}


@dataclass
class Served:
    """A running bot with hostile content and a little in its database."""

    access: Access | None = None
    address: str = ""

    def link(self) -> str:
        """A new one-time link, as it is printed at the start."""
        assert self.access is not None
        return f"{self.address}/desk/enter?key={self.access.new_link()}"


@asynccontextmanager
async def started(settings: Settings, served: Served) -> AsyncIterator[str]:
    await asyncio.to_thread(upgrade, settings.database)
    with sqlite3.connect(str(settings.database)) as database:
        for table, rows in _ROWS.items():
            for row in rows:
                marks = ", ".join("?" for _ in row)
                database.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
    database.close()
    async with running(settings) as bot, listening(bot.app, settings) as port:
        assert bot.desk is not None
        served.access, served.address = bot.desk.access, f"http://127.0.0.1:{port}"
        yield served.address


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("desk")
    content = hostile_content(folder / "content")
    lines = ("PORT=0", f"DATABASE_URL=sqlite:///{folder}/bot.db", f"KNOWLEDGE_PATH={content}")
    (folder / ".env").write_text(os.linesep.join(lines), "utf-8")
    served = Served()
    with running_beside(started(load_settings(folder / ".env"), served)):
        yield served


@pytest.fixture(
    scope="module", params=[(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark")], ids=str
)
def screen(request: pytest.FixtureRequest, browser: Browser, desk: Served) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    dialogs: list[str] = []

    def opened(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", opened)
    page.goto(desk.link())
    yield page
    assert dialogs == []
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_of_the_desk_has_a_violation(screen: Page, desk: Served, path: str) -> None:
    screen.goto(f"{desk.address}/desk{path}")
    expect(screen.get_by_role("navigation", name="Main")).to_be_visible()
    assert violations(screen) == ""
    width = screen.viewport_size["width"] if screen.viewport_size else 0
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.locator("main script, main img, main [onmouseover]").count() == 0


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_hostile_content_stays_words_in_the_library_too(screen: Page, desk: Served, path: str) -> None:
    screen.goto(desk.address + path)
    assert violations(screen) == ""
    width = screen.viewport_size["width"] if screen.viewport_size else 0
    assert screen.evaluate("document.documentElement.scrollWidth") <= width
    assert screen.locator("script, main img, main [onmouseover]").count() == 0


def test_a_tried_question_has_no_violation(screen: Page, desk: Served) -> None:
    screen.goto(f"{desk.address}/desk/try")
    screen.get_by_label("A question").fill("missed apointments")
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("heading", name="How it was found")).to_be_visible()
    expect(screen.get_by_text("apointments -> appointments")).to_be_visible()
    assert violations(screen) == ""


def test_by_keyboard_alone_in_by_the_link_and_out_again(page: Page, desk: Served) -> None:
    page.goto(desk.link())
    assert page.url == f"{desk.address}/desk"
    press(page, "Replay")
    press(page, "Ask them all")
    for _ in range(200):
        if page.get_by_role("heading", name="Not finding what they must").count():
            break
        page.reload()
    expect(page.get_by_text("questions asked of revision")).to_be_visible()
    press(page, "To do")
    press(page, "Leave the desk")
    expect(page.get_by_role("heading", level=1)).to_have_text("This needs the link of the desk")


def test_a_link_that_was_used_lets_nobody_else_in(browser: Browser, page: Page, desk: Served) -> None:
    link = desk.link()
    page.goto(link)
    other = browser.new_context()
    again = other.new_page()
    answer = again.goto(link)
    assert answer is not None
    assert answer.status == 403
    expect(again.get_by_role("heading", level=1)).to_have_text("This needs the link of the desk")
    assert violations(again) == ""
    other.close()


def test_the_page_of_another_site_cannot_press_a_button_of_the_desk(page: Page, desk: Served) -> None:
    """The other site is another port of this machine, which shares the desk's cookies."""
    page.goto(desk.link())
    token = page.locator("input[name=token]").first.get_attribute("value")
    form = (
        f'<form method="post" action="{desk.address}/desk/leave"><input name="token" value="{token}">'
        f'<button>Win</button></form><iframe src="{desk.address}/desk"></iframe>'
    )
    page.route("http://127.0.0.1:1/", lambda route: route.fulfill(body=form, content_type="text/html"))
    page.goto("http://127.0.0.1:1/")
    with page.expect_response(f"{desk.address}/desk/leave") as pressed:
        page.get_by_role("button", name="Win").click()
    assert pressed.value.status == 403
    page.goto("about:blank")
    answer = page.goto(f"{desk.address}/desk")
    assert answer is not None
    assert answer.status == 200


def test_the_cookie_cannot_be_read_by_scripts(page: Page, desk: Served) -> None:
    page.goto(desk.link())
    assert page.evaluate("document.cookie") == ""
    (cookie,) = page.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
