"""What waits for the weekly digest: for each conversation what it wants and has not got."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.addressed import lacking
from bot.store.briefing_tables import briefings, digests, subscriptions
from bot.store.copies import first
from bot.store.turns import DIGEST, in_turn
from bot.store.versions import Version, version_of

LOOK_BACK = dt.timedelta(days=7)
"""A digest looks so far behind the one before it: what was committed late, or released late, is not missed.
Nobody gets anything twice for it, as what a conversation has, or is to get, is left out."""


async def awaited(
    connection: AsyncConnection, since: dt.datetime, until: dt.datetime, *of: sa.ColumnElement[bool]
) -> list[tuple[Version, tuple[int, str]]]:
    """What came out after `since`, was due by `until` and is out still, each with a conversation and its lane
    that waits for it; `of` says which subscriptions, all if left out."""
    found: list[tuple[Version, tuple[int, str]]] = []
    for version, wants in await _awaiting(connection, since, until, *of):
        found += [(version, (to.id, to.lane)) for to in await connection.execute(wants)]
    return found


async def _awaiting(
    connection: AsyncConnection, since: dt.datetime, until: dt.datetime, *of: sa.ColumnElement[bool]
) -> list[tuple[Version, sa.Select[tuple[int, str]]]]:
    after = since - LOOK_BACK
    wanted = sa.select(briefings).where(
        briefings.c.status == "published",
        sa.or_(briefings.c.publish_at > after, briefings.c.published_at > after),
        briefings.c.publish_at <= until,
    )
    newest_last = wanted.order_by(briefings.c.publish_at, briefings.c.id)
    return [
        (
            version,
            lacking(version.slug, version.content, version.addressed, "weekly").where(
                subscriptions.c.since <= version.published_at, *of
            ),
        )
        for version in map(version_of, await connection.execute(newest_last))
    ]


async def bring_forward(connection: AsyncConnection, now: dt.datetime, *of: sa.ColumnElement[bool]) -> None:
    """What these subscriptions wait for is sent by itself: they do not wait for the digest any more."""
    await in_turn(connection, DIGEST)
    since = await connection.scalar(sa.select(sa.func.max(digests.c.until)))
    if since is None:
        return
    for version, wants in await _awaiting(connection, since, now, *of):
        await first(connection, version, wants, now)
