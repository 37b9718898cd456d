"""Listens, says where to chat and what is connected, and stops in good order when told to."""

import asyncio
import errno
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from pathlib import Path

import structlog
from aiohttp import web
from rich.console import Console

from bot.app import TICK_SECONDS, periods, running, utc_now
from bot.background import beside, regularly
from bot.content import ContentHolder
from bot.delivering import deliveries_of, working_on
from bot.report import print_desk_link, print_report
from bot.resting import Resting
from bot.settings import Settings
from bot.store.engine import StoreError, Where, named
from bot.store.lock import ServingLock
from bot.store.migrate import Migrated, is_current, upgrade
from bot.store.opening import Store, opened

LAST_REPLIES = 10.0
"""Seconds that replies under way are given when the bot is stopped."""


class StartError(Exception):
    """The bot cannot listen. The message says why and what to do."""


def serve(settings: Settings, console: Console) -> None:
    """Serves until SIGTERM or SIGINT. Raises StartError, StoreError or ContentError before it begins."""
    with alone(settings.database):
        upgrade(settings.database)
        asyncio.run(_serve(settings, console))


def migrate(settings: Settings) -> Migrated:
    """Brings the database up to date. Raises StoreError, also while a bot serves from an older one."""
    if is_current(settings.database):
        return upgrade(settings.database)
    with alone(settings.database):
        return upgrade(settings.database)


def alone(where: Where) -> AbstractContextManager[object]:
    """Holds an SQLite file against a second process; PostgreSQL serves several. Raises StoreError."""
    return ServingLock(where) if isinstance(where, Path) else nullcontext()


def work(settings: Settings, console: Console) -> None:
    """Does the regular work of the store until told to stop. Raises StoreError."""
    if not is_current(settings.database):
        raise StoreError(f"{named(settings.database)} is not up to date", "Run: learning-bot migrate")
    asyncio.run(_work(settings, console))


async def _serve(settings: Settings, console: Console) -> None:
    stop = told_to_stop()
    async with running(settings) as bot, listening(bot.app, settings) as port:
        told_to(lambda: print_desk_link(console, settings, bot, port))
        print_report(console, settings, bot, port)
        structlog.get_logger().info("started", port=port, revision=bot.content.library().revision)
        resting = Resting(lambda: bot.content.library().revision)
        async with beside(regularly(TICK_SECONDS, "resting", resting.look)):
            await stop.wait()
        console.print("Stopping.")
    structlog.get_logger().info("stopped")


async def _work(settings: Settings, console: Console) -> None:
    stop = told_to_stop()
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(opened(settings.database, periods(settings), utc_now))
        if store.database.shared:
            await _deliver(settings, store, stack)
            console.print("Delivering briefings, and removing what has been kept long enough.")
        else:
            console.print("Removing what has been kept long enough, once a minute.")
            console.print("With SQLite the serving process does this too, and it delivers the briefings.")
        keep = regularly(TICK_SECONDS, "retention", lambda: store.retention.tick(utc_now()))
        await stack.enter_async_context(beside(keep))
        await stop.wait()


async def _deliver(settings: Settings, store: Store, stack: AsyncExitStack) -> None:
    """A worker needs the content for what briefings quote, and no engine that answers from it."""
    content = ContentHolder(settings.knowledge_path, lambda library: library)
    if settings.reload_seconds:
        await stack.enter_async_context(beside(content.watch(settings.reload_seconds)))
    deliveries = await stack.enter_async_context(deliveries_of(store.database))
    working = working_on(settings, deliveries, store.installations, content.library, utc_now)
    await stack.enter_async_context(working)


def told_to_stop() -> asyncio.Event:
    """Set by SIGTERM or SIGINT."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(each, stop.set)
    return stop


def told_to(print_link: Callable[[], None]) -> None:
    """Prints another link on SIGUSR1, where the system has it: the one of the start ends after an hour."""
    if hasattr(signal, "SIGUSR1"):
        asyncio.get_running_loop().add_signal_handler(signal.SIGUSR1, print_link)


@asynccontextmanager
async def listening(app: web.Application, settings: Settings) -> AsyncIterator[int]:
    """Listens on HOST and PORT, and gives the port: PORT=0 takes any free one."""
    runner = web.AppRunner(app, access_log=None, handle_signals=False, shutdown_timeout=LAST_REPLIES)
    await runner.setup()
    try:
        await _listen(runner, settings)
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def _listen(runner: web.AppRunner, settings: Settings) -> None:
    host, port = settings.host, settings.port
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(
                f"Port {port} on {host} is in use by another program. Stop that program, or choose another"
                f" port: PORT={port + 1}"
            ) from error
        if error.errno == errno.EACCES:
            raise StartError(f"Port {port} is reserved. Choose one from 1024, such as PORT=3978") from error
        raise StartError(
            f"HOST is {host!r}, which is not an address of this machine. Use 127.0.0.1 for this machine"
            " only, or 0.0.0.0 for every address it has."
        ) from error
