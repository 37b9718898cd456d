"""A real browser on real pages. Without Chromium these tests are skipped; in CI that is a failure."""

import asyncio
import os
import shutil
import threading
from collections.abc import Iterator

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

from bot.web.pages import add_routes
from bot.web.site import WebSettings
from handlers.messages import Choice, Choices, Heading, Message, Reply, Text
from tests import held, replies
from tests.hostile import HOSTILE

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
).split()
DESKTOP, PHONE = 1280, 360


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs the browser."""
    for item in items:
        if "tests/browser/" in item.path.as_posix():
            item.add_marker(pytest.mark.browser)


class Bot:
    """Answers by the words it is asked, and keeps the messages."""

    def __init__(self) -> None:
        self.asked: list[Message] = []

    async def reply_to(self, message: Message) -> Reply:
        """What the pages call."""
        self.asked.append(message)
        if "fail" in message.text:
            raise ValueError(message.text)
        named = {**replies.all_replies(), "hostile": hostile()}
        return next((reply for name, reply in named.items() if name in message.text), replies.answered())


def hostile() -> Reply:
    """A reply in which every text would like to come alive."""
    return Reply(
        (
            Heading("hostile"),
            *(Text(each) for each in HOSTILE),
            Choices("", tuple(Choice(each, each) for each in HOSTILE if each)),
            replies.FOOTER,
        ),
        "answered",
    )


@pytest.fixture(scope="session")
def bot() -> Bot:
    return Bot()


@pytest.fixture(scope="session")
def live_server(bot: Bot) -> Iterator[str]:
    """The pages on a loopback port, with hand-made replies behind them. Gives the address."""
    app = web.Application()
    add_routes(
        app, bot.reply_to, held.library, WebSettings(whole_source=True), lambda entry: replies.answered()
    )
    yield from served(app)


def served(app: web.Application) -> Iterator[str]:
    """Serves an application from a thread of its own: the browser's driver blocks this one."""
    loop = asyncio.new_event_loop()
    runner = web.AppRunner(app)

    async def start() -> str:
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        host, port = runner.addresses[0][:2]
        return f"http://{host}:{port}"

    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield asyncio.run_coroutine_threadsafe(start(), loop).result(timeout=30)
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(timeout=30)
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if shutil.which(CHROMIUM) is None:
        missing = "Chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": DESKTOP, "height": 900})
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page on which nothing may go wrong unseen: no script error, no blocked content, no dialog."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))

    def opened(dialog: Dialog) -> None:
        wrong.append(dialog.message)
        dialog.dismiss()

    def logged(line: ConsoleMessage) -> None:
        if "Content Security Policy" in line.text:
            wrong.append(line.text)

    page.on("dialog", opened)
    page.on("console", logged)
    yield page
    assert wrong == []
