"""What became of deliveries: for each recipient of a briefing, and in numbers for each lane."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.addressed import lists
from bot.store.briefing_tables import briefings, conversations, deliveries
from bot.store.engine import Database


@dataclass(frozen=True, slots=True)
class Recipient:
    """One delivery, as a report lists it. `error` is the platform's own word."""

    lane: str
    channel: str
    room: str
    kind: str
    status: str
    error: str
    attempts: int
    possibly_twice: bool
    version: int | None
    sent_at: dt.datetime | None
    due: dt.datetime | None


@dataclass(frozen=True, slots=True)
class LaneCount:
    """How many deliveries of a lane are so."""

    lane: str
    status: str
    count: int


class DeliveryReports:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, slug: str) -> tuple[Recipient, ...]:
        """All that was to be delivered of a briefing, corrections and digests that list it too."""
        of_slug = sa.select(briefings.c.id).where(briefings.c.slug == slug)
        listed = sa.and_(deliveries.c.kind == "digest", lists(slug))
        wanted = (
            sa.select(
                deliveries.c.lane,
                conversations.c.channel,
                conversations.c.room,
                deliveries.c.kind,
                deliveries.c.status,
                deliveries.c.error,
                deliveries.c.attempts,
                deliveries.c.possibly_twice,
                deliveries.c.sent_version,
                deliveries.c.sent_at,
                deliveries.c.due,
            )
            .join(conversations)
            .where(sa.or_(deliveries.c.briefing_id.in_(of_slug), listed))
            .order_by(deliveries.c.lane, conversations.c.channel, deliveries.c.id)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return tuple(
            Recipient(
                row.lane,
                row.channel,
                row.room,
                row.kind,
                row.status,
                row.error or "",
                row.attempts,
                row.possibly_twice,
                row.sent_version,
                row.sent_at,
                row.due,
            )
            for row in rows
        )

    async def counts(self) -> tuple[LaneCount, ...]:
        """How many deliveries each lane has, by status."""
        wanted = sa.select(deliveries.c.lane, deliveries.c.status, sa.func.count()).group_by(
            deliveries.c.lane, deliveries.c.status
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return tuple(sorted((LaneCount(*row) for row in rows), key=lambda each: (each.lane, each.status)))

    async def oldest_due(self) -> dict[str, dt.datetime]:
        """For each lane with something to deliver, when the first of it was due."""
        wanted = sa.select(deliveries.c.lane, sa.func.min(deliveries.c.due).label("due")).where(
            deliveries.c.due.is_not(None)
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted.group_by(deliveries.c.lane))).all()
        return {row.lane: row.due for row in rows}
