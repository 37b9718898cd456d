"""Removes what has been kept long enough."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.behind import Behind
from bot.store.briefing_tables import (
    briefings,
    conversations,
    deliveries,
    digest_key,
    discussed,
    feedback,
    subscriptions,
)
from bot.store.engine import Database
from bot.store.front import Front
from bot.store.installations import remove_expired
from bot.store.tables import conversation_memory, question_records, seen_events

EVENTS_KEPT = dt.timedelta(hours=24)
GONE_KEPT = dt.timedelta(days=30)
"""An administrator who removes the app by mistake adds it again within weeks."""


@dataclass(frozen=True, slots=True)
class Removed:
    """How many rows one tick removed."""

    memories: int
    records: int
    events: int
    feedback: int
    conversations: int = 0
    deliveries: int = 0


@dataclass(frozen=True, slots=True)
class Retention:
    """The periods that the settings give."""

    database: Database
    memory: dt.timedelta
    records: dt.timedelta
    feedback: dt.timedelta
    deliveries: dt.timedelta
    behind: Behind
    memories_held: Front[Any] | None = None
    events_held: Front[Any] | None = None

    async def tick(self, now: dt.datetime) -> Removed:
        """Removes everything that is older than its period, from the database and from the process."""
        if self.memories_held is not None:
            self.memories_held.forget(now - self.memory)
        if self.events_held is not None:
            self.events_held.forget(now - EVENTS_KEPT)
        await self.behind.settle()
        async with self.database.write() as connection:
            memories = await connection.execute(
                sa.delete(conversation_memory).where(conversation_memory.c.at < now - self.memory)
            )
            records = await connection.execute(
                sa.delete(question_records).where(question_records.c.hour < now - self.records)
            )
            events = await connection.execute(
                sa.delete(seen_events).where(seen_events.c.seen_at < now - EVENTS_KEPT)
            )
            said = await connection.execute(sa.delete(feedback).where(feedback.c.hour < now - self.feedback))
            gone = await _remove_gone(connection, now - GONE_KEPT)
            delivered = await connection.execute(_delivered(now - self.deliveries))
            await remove_expired(connection, now)
        return Removed(
            memories.rowcount, records.rowcount, events.rowcount, said.rowcount, gone, delivered.rowcount
        )


def _delivered(before: dt.datetime) -> sa.Delete:
    """Removes what became of briefings that were last published or withdrawn before then. What is still to be
    sent stays, with what it changes; a digest stays as long as a briefing in it."""
    recent = sa.or_(
        briefings.c.status == "scheduled",
        briefings.c.published_at >= before,
        briefings.c.withdrawn_at >= before,
    )
    old = sa.select(briefings.c.id).where(briefings.c.slug.not_in(sa.select(briefings.c.slug).where(recent)))
    listed = sa.cast(deliveries.c["items"], sa.Text).contains('"' + briefings.c.slug + '"')
    digest = sa.and_(
        deliveries.c.kind == "digest",
        deliveries.c.sent_at.is_(None) | (deliveries.c.sent_at < before),
        deliveries.c.key < digest_key(before),
        ~sa.exists().where(recent, listed),
    )
    change = deliveries.alias()
    changes = sa.exists().where(change.c.target_id == deliveries.c.id, change.c.due.is_not(None))
    return sa.delete(deliveries).where(
        deliveries.c.due.is_(None), sa.or_(deliveries.c.briefing_id.in_(old), digest), ~changes
    )


async def _remove_gone(connection: AsyncConnection, before: dt.datetime) -> int:
    """Removes conversations that the bot left, with all that is theirs. Of one that recorded what it
    discussed that record stays, as evidence, and the conversation's ids with it."""
    gone = sa.select(conversations.c.id).where(conversations.c.gone_at < before)
    for table in (subscriptions, deliveries):
        await connection.execute(sa.delete(table).where(table.c.conversation_id.in_(gone)))
    evidence = sa.exists().where(discussed.c.conversation_id == conversations.c.id)
    removing = sa.delete(conversations).where(conversations.c.gone_at < before, ~evidence)
    return (await connection.execute(removing)).rowcount
