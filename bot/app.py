"""Builds every part from settings and joins them. The only module that knows them all."""

import asyncio
import datetime as dt
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from aiohttp import web

from bot import connections
from bot.background import beside, regularly
from bot.building import builder_apart, load_encoder
from bot.connections import Connection
from bot.content import ContentHolder
from bot.delivering import delivered_beside, deliveries_of
from bot.delivery.publishing import Publisher
from bot.desk.access import Access
from bot.desk.place import Desk
from bot.desk.replaying import Replays
from bot.desk.routes import add_desk
from bot.last_good import LastGood
from bot.metrics import add_metrics
from bot.settings import Settings
from bot.store.opening import Store, opened
from bot.web.pages import add_routes
from bot.web.site import Shelves, WebSettings
from handlers.ask import show_again
from handlers.dispatch import Dispatcher, Knowledge, show_entry
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Message, Reply
from handlers.permalinks import with_permalinks
from handlers.ports import ReplyTo
from handlers.records import KeptFor, Permissions, Records
from handlers.search_box import Searched, search_box
from knowledge.hours import bank_holiday

TICK_SECONDS = 60.0
Clock = Callable[[], dt.datetime]
Content = ContentHolder[Knowledge]


def utc_now() -> dt.datetime:
    """The clock on the wall."""
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Bot:
    """Everything that serves, joined."""

    app: web.Application
    content: Content
    dispatcher: Dispatcher
    store: Store
    permissions: Permissions
    connections: tuple[Connection, ...] = ()
    desk: Desk | None = None


@asynccontextmanager
async def running(settings: Settings, clock: Clock = utc_now) -> AsyncIterator[Bot]:
    """The bot with its store open and its regular work going on. Its database is migrated and locked."""
    encoder, trouble = load_encoder(settings.encoder_path)
    content = await asyncio.to_thread(
        Content,
        settings.knowledge_path,
        builder_apart(encoder, settings.knowledge_path, settings.encoder_path),
        last_good(settings),
    )
    await asyncio.to_thread(bank_holiday, clock().date())  # reads its calendar now, not with an answer
    async with AsyncExitStack() as stack:
        store = await stack.enter_async_context(opened(settings.database, periods(settings), clock))
        permissions = Permissions()
        deliveries = await stack.enter_async_context(deliveries_of(store.database))
        publisher = Publisher(deliveries.store, content.library, clock, settings.curators)
        records = records_of(settings, store, permissions, publisher)
        dispatcher = Dispatcher(content.built, store.memory, store.questions, records)
        app = application(settings, content, dispatcher, clock)
        desk = curators_desk(settings, content, store, clock) if settings.browser_page else None
        if desk:
            add_desk(app, desk)
            stack.push_async_callback(desk.replays.stop)
        bot = Bot(app, content, dispatcher, store, permissions, desk=desk)
        slack = await stack.enter_async_context(slack_beside(settings, bot, clock))
        teams = await stack.enter_async_context(teams_beside(settings, bot, clock))
        add_metrics(app, deliveries.store, clock, public=settings.public_metrics)
        delivering = delivered_beside(settings, deliveries, store.installations, content.library, clock)
        briefings = await stack.enter_async_context(delivering)
        keep = regularly(TICK_SECONDS, "retention", lambda: store.retention.tick(clock()))
        await stack.enter_async_context(beside(keep))
        if settings.reload_seconds:
            await stack.enter_async_context(beside(content.watch(settings.reload_seconds)))
        yield replace(bot, connections=(slack, teams, briefings, connections.encoder(settings, trouble)))


def last_good(settings: Settings) -> LastGood | None:
    """Beside the database file, where there is one: another database says nothing of a disk. Each folder of
    content has its own: nobody is answered from another one's."""
    database, content = settings.database, settings.knowledge_path
    if content is None or not isinstance(database, Path):
        return None
    name = hashlib.sha256(str(content.resolve()).encode()).hexdigest()[:12]
    return LastGood(database.with_suffix(".content") / name)


def records_of(settings: Settings, store: Store, permissions: Permissions, publisher: Publisher) -> Records:
    """What commands keep, and who may change it."""
    return Records(
        store.subscriptions,
        store.discussions,
        store.feedback,
        store.issued,
        store.account,
        permissions,
        periods(settings),
        publisher,
    )


def periods(settings: Settings) -> KeptFor:
    """How long things are kept."""
    return KeptFor(
        settings.memory_minutes, settings.retention_days, settings.feedback_days, settings.delivery_days
    )


def application(
    settings: Settings, content: Content, dispatcher: Dispatcher, clock: Clock
) -> web.Application:
    """The one web application; each surface adds its routes to it."""
    app = web.Application()
    if settings.browser_page:
        shelves = library_shelves(content, clock) if settings.library else None
        add_routes(app, dispatcher.reply_to, content.library, web_settings(settings), shelves)
    else:

        async def health(request: web.Request) -> web.Response:
            return web.json_response({"status": "ok", "revision": content.library().revision})

        app.router.add_get("/health", health)
    return app


def library_shelves(content: Content, clock: Clock) -> Shelves:
    """What the library in the browser shows beside the content itself."""

    def show(entry: str) -> Reply:
        return show_entry(content.library(), entry, clock())

    return Shelves(show, clock)


def curators_desk(settings: Settings, content: Content, store: Store, clock: Clock) -> Desk:
    """The desk, which answers this computer only. What is tried there is not kept."""
    trying = Dispatcher(content.built, InMemoryMemory(), NoQuestions())
    return Desk(
        access=Access(clock),
        knowledge=content.built,
        trying=trying,
        folder=settings.knowledge_path,
        kept=store.curators,
        feedback=store.feedback,
        replays=Replays(trying, lambda: content.library().revision, settings.knowledge_path, clock),
        clock=clock,
    )


def web_settings(settings: Settings) -> WebSettings:
    """How the browser's pages are served."""
    return WebSettings(
        loopback_only=not settings.public_web,
        rate_limit_per_minute=settings.rate_limit_per_minute,
        whole_source=settings.loopback and not settings.public_web,
        proxies=settings.proxies,
    )


@dataclass(frozen=True, slots=True)
class Linked:
    """Answers with links into the library, where people outside this machine can reach it."""

    answer: ReplyTo
    library: str | None

    def __call__(self, reply: Reply) -> Reply:
        """The reply with its links."""
        return with_permalinks(reply, self.library)

    async def reply_to(self, message: Message) -> Reply:
        """What every surface outside the browser calls."""
        return self(await self.answer(message))


@asynccontextmanager
async def slack_beside(settings: Settings, bot: Bot, clock: Clock) -> AsyncIterator[Connection]:
    """Slack, where it is set up: its SDK takes a second to import, which nobody else has to wait for."""
    if settings.slack_bot_token is None and settings.slack_client_id is None:
        yield connections.slack_off()
        return
    from bot.slack.brain import Brain, Shelf  # noqa: PLC0415
    from bot.slack.connecting import slack_connected  # noqa: PLC0415

    linked = Linked(bot.dispatcher.reply_to, settings.library_url)

    def again(entries: Sequence[str]) -> Reply:
        return linked(show_again(entries, bot.content.library(), clock()))

    brain = Brain(
        linked.reply_to,
        again,
        bot.store.events.first_time,
        clock,
        bot.permissions,
        installations=bot.store.installations,
        shelf=Shelf(bot.content.library, bot.store.subscriptions, bot.store.issued),
    )
    async with slack_connected(settings, bot.app, brain) as connection:
        yield connection


@asynccontextmanager
async def teams_beside(settings: Settings, bot: Bot, clock: Clock) -> AsyncIterator[Connection]:
    """Teams, where it is set up: its SDK takes a second to import, too."""
    if settings.teams_app_id is None and not settings.teams_local:
        yield connections.teams_off()
        return
    from bot.teams.answering import Brain  # noqa: PLC0415
    from bot.teams.connecting import teams_connected  # noqa: PLC0415

    linked = Linked(bot.dispatcher.reply_to, settings.library_url)

    def show(entry: str) -> Reply:
        return linked(show_entry(bot.content.library(), entry, clock()))

    async def search(text: str) -> Searched:
        return await asyncio.to_thread(search_box, text, bot.content.built(), clock())

    store = bot.store
    brain = Brain(linked.reply_to, show, search, store.events, store.references, clock, bot.permissions)
    async with teams_connected(settings, bot.app, brain) as connection:
        yield connection
