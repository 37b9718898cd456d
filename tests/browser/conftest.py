"""A real browser on real pages. Without Chromium these tests are skipped; in CI that is a failure."""

import asyncio
import os
import shutil
import threading
from collections.abc import AsyncIterator, Coroutine, Iterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, contextmanager
from typing import Any, TypeVar

import pytest
from aiohttp import web
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, sync_playwright

from bot.app import running
from bot.serve import listening
from bot.settings import Settings, load_settings
from bot.store.migrate import upgrade
from bot.web.pages import add_routes
from bot.web.site import WebSettings
from handlers.messages import Choice, Choices, Heading, Message, Reply, Text
from tests import held, replies
from tests.hostile import HOSTILE

T = TypeVar("T")

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
    """The pages with hand-made replies behind them, so that every kind of reply can be asked for by name."""
    with running_beside(hand_made(bot)) as address:
        yield address


@pytest.fixture(scope="session")
def real_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The bot as `make run` starts it, with the content that ships."""
    folder = tmp_path_factory.mktemp("real")
    (folder / ".env").write_text(f"PORT=0\nDATABASE_URL=sqlite:///{folder}/bot.db\n", "utf-8")
    with running_beside(real(load_settings(folder / ".env"))) as address:
        yield address


@asynccontextmanager
async def hand_made(bot: Bot) -> AsyncIterator[str]:
    """The pages on a loopback port."""
    app = web.Application()
    content = held.library()
    shelves = held.shelves(lambda entry: replies.answered())
    add_routes(app, bot.reply_to, lambda: content, WebSettings(whole_source=True), shelves)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    yield f"http://{host}:{port}"
    await runner.cleanup()


@asynccontextmanager
async def real(settings: Settings) -> AsyncIterator[str]:
    """Everything that serves, joined as it is in production."""
    await asyncio.to_thread(upgrade, settings.database)
    async with running(settings) as bot, listening(bot.app, settings) as port:
        yield f"http://127.0.0.1:{port}"


@contextmanager
def running_beside(server: AbstractAsyncContextManager[str]) -> Iterator[str]:
    """Runs a server in a thread of its own: the browser's driver blocks this one."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()

    def wait(work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, loop).result(timeout=600)

    stack = AsyncExitStack()
    try:
        yield wait(stack.enter_async_context(server))
    finally:
        wait(stack.aclose())
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
