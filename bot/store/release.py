"""The rows that publishing makes: first copies for subscribers, and changes to what was delivered."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.addressed import lacking, lists, of_briefing
from bot.store.briefing_tables import conversations, deliveries
from bot.store.copies import NAMES, added, first
from bot.store.turns import DIGEST, in_turn
from bot.store.upsert import insert
from bot.store.versions import Version
from knowledge.schema.answers import entry_of

WITHDRAWN = "withdrawn"
ARRIVED = sa.func.length(sa.cast(deliveries.c.remote_ids, sa.Text)) > len("[]")
"""Whether a message of a delivery is there, be it finished or not."""


async def first_copies(
    connection: AsyncConnection, version: Version, addressed: Sequence[str], now: dt.datetime
) -> int:
    """One row for each conversation that gets it at once and has not got it: how many."""
    await in_turn(connection, DIGEST)
    to = lacking(version.slug, version.content, addressed, "immediate")
    return await first(connection, version, to, now)


async def stopped(connection: AsyncConnection, slug: str) -> None:
    """What waits still is not sent any more. Should the briefing come out again, it is."""
    waiting = sa.update(deliveries).where(
        deliveries.c.key == entry_of(slug), deliveries.c.status == "pending"
    )
    await connection.execute(waiting.values(status="dead", due=None, error=WITHDRAWN))


async def changes(connection: AsyncConnection, kind: str, version: Version, now: dt.datetime) -> int:
    """One row for each delivery of this briefing, by itself or in a digest, whose messages must change.

    What waits still is sent as it is then, so it needs none; what is being sent now is changed afterwards.
    """
    await _replaced(connection, version.slug)
    await _renewed(connection, version)
    rows = sa.select(
        sa.literal(kind),
        sa.literal(f"{kind}/{version.slug}/{version.number}/") + sa.cast(deliveries.c.id, sa.Text),
        sa.literal(version.id),
        deliveries.c.conversation_id,
        deliveries.c.id,
        deliveries.c.lane,
        sa.literal("pending"),
        sa.literal(now, deliveries.c.due.type),
    ).where(deliveries.c.id.in_(delivered(version.slug)))
    adding = insert(connection, deliveries).from_select(NAMES, rows).on_conflict_do_nothing()
    return await added(connection, adding)


def delivered(slug: str) -> sa.Select[tuple[int]]:
    """The deliveries of which something is there, or may be, in conversations where the bot still is."""
    there = sa.or_(
        deliveries.c.status.in_(("sending", "sent", "unknown")), deliveries.c.possibly_twice, ARRIVED
    )
    return (
        sa.select(deliveries.c.id)
        .join(conversations, conversations.c.id == deliveries.c.conversation_id)
        .where(of_briefing(slug), there, conversations.c.gone_at.is_(None))
    )


async def _renewed(connection: AsyncConnection, version: Version) -> None:
    """What waits still is sent as it is now.

    Touching those rows also keeps apart: whoever takes one of them at the same time has taken it before, and
    it gets a change of its own, or takes it afterwards, and sends what is new.
    """
    pending = deliveries.c.status == "pending"
    alone = sa.update(deliveries).where(pending, deliveries.c.key == entry_of(version.slug))
    await connection.execute(alone.values(briefing_id=version.id))
    listed = sa.update(deliveries).where(pending, deliveries.c.kind == "digest", lists(version.slug))
    await connection.execute(listed.values(due=deliveries.c.due))


async def _replaced(connection: AsyncConnection, slug: str) -> None:
    """Changes of earlier versions that wait still are not needed: the newest one says it all."""
    kinds = ("correction", "withdrawal")
    earlier = (deliveries.c.key.startswith(f"{kind}/{slug}/", autoescape=True) for kind in kinds)
    waiting = sa.update(deliveries).where(sa.or_(*earlier), deliveries.c.status == "pending")
    await connection.execute(waiting.values(status="dead", due=None, error="replaced_by_newer"))
