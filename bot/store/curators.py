"""What the curators' desk reads beside feedback: what was asked and not found, and how deliveries go."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.briefing_tables import briefings, deliveries
from bot.store.engine import Database
from bot.store.tables import question_records
from knowledge.kept_words import PLACEHOLDER

MOST_RECORDS = 20_000
"""Of questions that were not found, the latest so many are counted."""


@dataclass(frozen=True, slots=True)
class NotFound:
    """Questions of the same words, in whatever order: the latest of them with what they were about."""

    words: tuple[str, ...]
    about: tuple[str, ...]
    times: int
    last: dt.datetime


@dataclass(frozen=True, slots=True)
class Progress:
    """How many deliveries of a briefing are so."""

    briefing: str
    version: int
    published: str
    kind: str
    status: str
    count: int


class Curators:
    """Reads for the desk. Everything may raise what the database raises."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def not_found(self) -> tuple[NotFound, ...]:
        """What was asked and is not held, the most often asked first."""
        table = question_records
        wanted = (
            sa.select(table.c.words, table.c.facets, table.c.hour)
            .where(table.c.status == "not_held", table.c.signpost.is_(None))
            .order_by(table.c.hour.desc())
            .limit(MOST_RECORDS)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        groups: dict[tuple[frozenset[str], tuple[str, ...]], list[tuple[tuple[str, ...], dt.datetime]]] = {}
        for row in rows:
            words, about = tuple(map(str, row.words)), tuple(map(str, row.facets))
            groups.setdefault((frozenset(words) - {PLACEHOLDER}, about), []).append((words, row.hour))
        found = (NotFound(each[0][0], about, len(each), each[0][1]) for (_, about), each in groups.items())
        return tuple(sorted(found, key=lambda each: -each.times))

    async def asked(self) -> dict[str, int]:
        """How many questions ended in each way."""
        table = question_records
        wanted = sa.select(table.c.status, sa.func.count()).group_by(table.c.status).order_by(table.c.status)
        async with self._database.read() as connection:
            return {row[0]: row[1] for row in await connection.execute(wanted)}

    async def progress(self) -> tuple[Progress, ...]:
        """Deliveries of every version of every briefing, counted by status."""
        wanted = (
            sa.select(
                briefings.c.slug,
                briefings.c.version,
                briefings.c.status,
                deliveries.c.kind,
                deliveries.c.status,
                sa.func.count(),
            )
            .join(deliveries, deliveries.c.briefing_id == briefings.c.id)
            .group_by(
                briefings.c.slug,
                briefings.c.version,
                briefings.c.status,
                deliveries.c.kind,
                deliveries.c.status,
            )
            .order_by(briefings.c.slug, briefings.c.version, deliveries.c.kind, deliveries.c.status)
        )
        async with self._database.read() as connection:
            return tuple(Progress(*row) for row in await connection.execute(wanted))
