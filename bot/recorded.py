"""What the database holds about feedback and discussions, as lines for the command line."""

import asyncio
import csv
import datetime as dt
import io
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from bot.settings import Settings, SettingsError, load_settings
from bot.store.discussed import Evidence, StoredDiscussions
from bot.store.engine import TROUBLE, Database, StoreError, Where, named
from bot.store.feedback import StoredFeedback, Tally
from bot.store.migrate import is_current
from bot.store.patience import Patience
from handlers.command_wording import REASONS
from knowledge.hours import london_day
from knowledge.library import ContentError, Library, Problem
from knowledge.load import load
from knowledge.schema.resources import Contact

T = TypeVar("T")
EMPTY = "Nothing is recorded yet."
_NUMBER = "Number is wrong"


def feedback_lines(settings: Settings, *, as_csv: bool) -> list[str]:
    """Each entry with what was said of it, what was said most often first. Raises StoreError."""
    tallies = _read(settings.database, lambda database: StoredFeedback(database, Patience()).tallies())
    if as_csv:
        rows = [(each.entry, each.reason, each.times, each.last.isoformat()) for each in tallies]
        return _csv(("entry", "reason", "times", "last_hour"), rows)
    return [
        f"{each.entry}: {_said(each)}, {_times(each.times)}, last on {_day(each.last)}" for each in tallies
    ] or [EMPTY]


def discussed_lines(settings: Settings, *, as_csv: bool) -> list[str]:
    """Each discussion with its place. Raises StoreError."""
    every = _read(settings.database, lambda database: StoredDiscussions(database, Patience()).every())
    if as_csv:
        return _csv(tuple(Evidence.__dataclass_fields__), [_row(each) for each in every])
    return [
        f"{each.discussed_on}: {each.briefing}, {each.platform} {each.room} {each.team}/{each.channel}"
        for each in every
    ] or [EMPTY]


def contact_lines(settings: Settings, folder: Path | None, today: dt.date) -> list[str]:
    """Contacts to look after: reported wrong, overdue, to confirm. Without a database nothing is reported."""
    library = load(folder)
    groups = {
        "Reported wrong": [_reported(library, each) for each in open_reports(settings, library)],
        "Overdue": [_overdue(each) for each in library.contacts if _is_overdue(each, today)],
        "To confirm": [f"{each.id}: {each.name}" for each in library.contacts if _is_new(each)],
    }
    lines = [
        line for name, some in groups.items() if some for line in (f"{name} ({len(some)})", *_indented(some))
    ]
    return lines or ["Every contact is confirmed, and nobody says that one is wrong."]


def reported_wrong(folder: Path | None) -> list[str]:
    """The reports as `check` prints them. None where the settings or the database cannot be read now."""
    try:
        library = load(folder)
        reports = open_reports(load_settings(), library)
    except (ContentError, SettingsError, StoreError, *TROUBLE):
        return []
    entries = [(each, library.entries.get(each.entry)) for each in reports]
    return [
        str(Problem("contact", entry.place, f"`{each.entry}` is reported wrong, {_times(each.times)}", True))
        for each, entry in entries
        if entry is not None
    ]


def open_reports(settings: Settings, library: Library) -> list[Tally]:
    """Numbers that were reported as wrong since they were last confirmed. None while there is no database."""
    where = settings.database
    if isinstance(where, Path) and not where.exists():
        return []
    tallies = _read(where, lambda database: StoredFeedback(database, Patience()).tallies())
    confirmed = {each.id: each.confirmed_on for each in library.contacts}
    return [each for each in tallies if each.kind == "number" and _is_open(each, confirmed.get(each.entry))]


def _is_open(report: Tally, confirmed_on: dt.date | None) -> bool:
    return confirmed_on is None or london_day(report.last) >= confirmed_on


def _is_overdue(contact: Contact, today: dt.date) -> bool:
    return contact.confirmed_by is not None and not contact.confirmed(today)


def _is_new(contact: Contact) -> bool:
    """999 needs no confirmation."""
    return contact.confirmed_by is None and contact.kind != "emergency"


def _overdue(contact: Contact) -> str:
    return f"{contact.id}: {contact.name}, was to be looked at again by {contact.review_by}"


def _reported(library: Library, report: Tally) -> str:
    entry = library.entries.get(report.entry)
    name = entry.title if entry else "no longer held"
    return f"{report.entry}: {name}, {_times(report.times)}, last on {_day(report.last)}"


def _said(each: Tally) -> str:
    return next((words for reason, words in REASONS.items() if reason == each.reason), _NUMBER)


def _times(times: int) -> str:
    return "once" if times == 1 else f"{times} times"


def _day(moment: dt.datetime) -> str:
    return london_day(moment).isoformat()


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _row(evidence: Evidence) -> tuple[str, ...]:
    return tuple(str(getattr(evidence, name)) for name in Evidence.__dataclass_fields__)


def _csv(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows([heading, *rows])
    return written.getvalue().splitlines()


def _read(where: Where, work: Callable[[Database], Awaitable[T]]) -> T:
    """Reads from a database that is up to date, beside a bot that serves from it."""
    if isinstance(where, Path) and not where.exists():
        raise StoreError(f"There is no database at {where} yet", "It is made when the bot first serves.")
    if not is_current(where):
        raise StoreError(f"{named(where)} is not up to date", "Run: learning-bot migrate")

    async def reading() -> T:
        database = Database(where)
        try:
            return await work(database)
        finally:
            await database.close()

    return asyncio.run(reading())
