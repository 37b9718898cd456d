"""The weekly digest: made once a week, for each conversation with what it wants of what was published."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.addressed import lists, recipients
from bot.store.briefing_tables import briefings, deliveries, digests, subscriptions
from bot.store.engine import Database
from bot.store.turns import in_turn
from bot.store.upsert import insert
from bot.store.versions import NobodyWakes, Waker


class Digests:
    """The digests of one database."""

    def __init__(self, database: Database, waker: Waker | None = None) -> None:
        self._database = database
        self._waker = waker or NobodyWakes()

    async def make(self, until: dt.datetime, now: dt.datetime) -> int:
        """The digest of the week that ended at `until`, unless it was made: how many get one.

        The first one of a database only notes when it begins: nobody gets what is older than that. After
        weeks in which nothing ran, one digest holds all of them.
        """
        async with self._database.write() as connection:
            await in_turn(connection, "digest")
            since = await connection.scalar(sa.select(sa.func.max(digests.c.until)))
            if since is not None and since >= until:
                return 0
            await connection.execute(sa.insert(digests).values(until=until, since=since or until))
            if since is None:
                return 0
            rows = await _rows(connection, since, until, now)
            if rows:
                adding = insert(connection, deliveries).on_conflict_do_nothing()
                await connection.execute(adding, rows)
                await self._waker.wake(connection, sorted({str(row["lane"]) for row in rows}))
            return len(rows)


async def _rows(
    connection: AsyncConnection, since: dt.datetime, until: dt.datetime, now: dt.datetime
) -> list[dict[str, object]]:
    items: dict[tuple[int, str], list[str]] = defaultdict(list)
    for row in await _published(connection, since, until):
        wants = recipients(row.content, row.addressed, "weekly")
        wants = wants.where(subscriptions.c.since <= row.published_at, ~_has(row.slug))
        for to in await connection.execute(wants):
            items[to.id, to.lane].append(row.slug)
    return [
        {
            "kind": "digest",
            "key": f"digest/{until.astimezone(dt.UTC):%Y-%m-%dT%H:%MZ}",
            "conversation_id": conversation,
            "lane": lane,
            "items": slugs,
            "status": "pending",
            "due": now,
        }
        for (conversation, lane), slugs in sorted(items.items())
    ]


async def _published(
    connection: AsyncConnection, since: dt.datetime, until: dt.datetime
) -> Iterable[sa.Row[tuple[Any, ...]]]:
    """What came out in this time and is out still."""
    wanted = sa.select(briefings).where(
        briefings.c.status == "published",
        briefings.c.published_at > since,
        briefings.c.published_at <= until,
    )
    return (await connection.execute(wanted.order_by(briefings.c.published_at, briefings.c.id))).all()


def _has(slug: str) -> sa.ColumnElement[bool]:
    """Whether a conversation gets this briefing by itself, or had it in a digest: a correction is no news."""
    return sa.exists().where(
        deliveries.c.conversation_id == subscriptions.c.conversation_id,
        sa.or_(deliveries.c.key == f"briefing/{slug}", sa.and_(deliveries.c.kind == "digest", lists(slug))),
    )
