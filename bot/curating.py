"""Publishes, withdraws and reports briefings from the command line."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot.app import utc_now
from bot.console import print_reply
from bot.delivering import Deliveries, deliveries_of
from bot.delivery.publishing import Publisher
from bot.delivery_lists import as_csv_text, summary, table
from bot.settings import Settings
from bot.store.delivery_report import Recipient
from bot.store.engine import Database, StoreError, named
from bot.store.migrate import is_current
from handlers.publishing import NotPublished, Prepared, Published
from knowledge.briefing_file import read_briefing
from knowledge.hours import LONDON
from knowledge.library import Library
from knowledge.load import load
from knowledge.schema.answers import slug_of

LOOK_SECONDS = 0.5
BY = "terminal"
KINDS = {"theme": "topics", "audience": "audiences", "review": "reviews"}
UNFINISHED = ("pending", "sending")


@dataclass(frozen=True, slots=True)
class Order:
    """What `publish` was asked to do. `to` narrows who gets it."""

    file: Path
    at: dt.datetime | None = None
    to: tuple[str, ...] = ()
    preview: bool = False
    wait: bool = False


def publish(settings: Settings, console: Console, order: Order) -> None:
    """Publishes the briefing of a file. Raises ContentError, StoreError or NotPublished."""
    library = load(settings.knowledge_path)
    briefing = read_briefing(order.file, library)
    addressed = tuple(_checked(each, library) for each in order.to)

    async def run() -> None:
        async with _opened(settings) as deliveries:
            publisher = Publisher(deliveries.store, lambda: library, utc_now)
            prepared = await publisher.prepare_briefing(briefing, order.at, addressed)
            print_reply(prepared.preview, console)
            console.print(_would(prepared))
            if order.preview:
                console.print("Nothing was published: this is a preview.")
                return
            published = await publisher.publish_briefing(briefing, BY, order.at, addressed)
            console.print(_was(published))
            if order.wait and published.now:
                await _watch(deliveries, published.slug, console)

    asyncio.run(run())


def withdraw(settings: Settings, console: Console, briefing: str) -> None:
    """Takes back a briefing. Raises StoreError or NotPublished."""
    slug = slug_of(briefing)

    async def run() -> None:
        async with _opened(settings) as deliveries:
            library = load(settings.knowledge_path)
            rows = await Publisher(deliveries.store, lambda: library, utc_now).withdraw(slug, BY)
        console.print(f"Withdrawn. A notice replaces it in {_many(rows, 'conversation')}.")

    asyncio.run(run())


def report(settings: Settings, console: Console, briefing: str, *, as_csv: bool) -> None:
    """What became of a briefing, for each recipient. Raises StoreError or NotPublished."""
    slug = slug_of(briefing)

    async def run() -> tuple[tuple[Recipient, ...], dict[str, str]]:
        async with _opened(settings) as deliveries:
            if not await deliveries.store.briefings.known(slug):
                raise NotPublished(f"No briefing {slug} has been published or scheduled.")
            return await deliveries.store.reports.of(slug), await deliveries.store.lanes.stopped()

    recipients, stopped = asyncio.run(run())
    if as_csv:
        console.file.write(as_csv_text(recipients))
        return
    console.print(table(recipients))
    for line in summary(recipients, stopped):
        console.print(line, markup=False)


@asynccontextmanager
async def _opened(settings: Settings) -> AsyncIterator[Deliveries]:
    if not is_current(settings.database):
        raise StoreError(f"{named(settings.database)} is not up to date", "Run: learning-bot migrate")
    database = Database(settings.database)
    try:
        async with deliveries_of(database) as deliveries:
            yield deliveries
    finally:
        await database.close()


def _checked(to: str, library: Library) -> str:
    """A recipient that there can be."""
    kind, _, name = to.partition(":")
    if kind in KINDS and name in {each.id for each in getattr(library, KINDS[kind])}:
        return to
    platform, _, channel = to.partition("/")
    if platform in ("slack", "teams") and channel and kind not in KINDS:
        return to
    raise NotPublished(
        f"--to {to} names nobody. Write theme:ID, audience:ID or review:ID with an id of the content,"
        " or slack/CHANNEL or teams/CONVERSATION."
    )


def _would(prepared: Prepared) -> str:
    change = {
        "new": "This is new.",
        "unchanged": "This is out, or scheduled, already. There is nothing to do.",
        "wider": "This is out already. Those who have it do not get it again.",
        "correction": f"This corrects it: {_many(prepared.corrected, 'delivered message')} would change.",
    }
    also = "".join(f" It also stays scheduled for {_in_london(each)}." for each in prepared.also)
    return (
        f"{change[prepared.change]} To send at once: {prepared.recipients}."
        f" In the next weekly digest: {prepared.digests}.{also}"
    )


def _was(published: Published) -> str:
    if not published.now:
        return f"Scheduled for {_in_london(published.at)}, version {published.version}."
    if published.change == "unchanged":
        return f"It was out already, as version {published.version}. Nothing was sent again."
    return f"Published version {published.version}: {_many(published.recipients, 'delivery')} to do."


def _in_london(moment: dt.datetime) -> str:
    at = moment.astimezone(LONDON)
    return f"{at:%A} {at.day} {at:%B %Y at %H:%M} (London)"


async def _watch(deliveries: Deliveries, slug: str, console: Console) -> None:
    """Shows how delivery goes on. It goes on by itself: this only looks."""
    columns = (TextColumn("Delivering"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console.print("The serving process or the workers deliver it. Ctrl+C stops watching, not delivery.")
    with Progress(*columns, console=console) as progress:
        bar = progress.add_task("", total=None)
        try:
            while True:
                recipients = await deliveries.store.reports.of(slug)
                left = sum(each.status in UNFINISHED for each in recipients)
                progress.update(bar, total=len(recipients), completed=len(recipients) - left)
                if not left:
                    break
                await asyncio.sleep(LOOK_SECONDS)
        except (KeyboardInterrupt, asyncio.CancelledError):
            return
    for line in summary(recipients, await deliveries.store.lanes.stopped()):
        console.print(line, markup=False)


def _many(count: int, what: str) -> str:
    if count == 1:
        return f"1 {what}"
    return f"{count} {what.removesuffix('y')}ies" if what.endswith("y") else f"{count} {what}s"
