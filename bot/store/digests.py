"""The weekly digest: made once a week, for each conversation with what it wants of what was published."""

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.briefing_tables import deliveries, digest_key, digests
from bot.store.engine import Database
from bot.store.turns import DIGEST, in_turn
from bot.store.upsert import insert
from bot.store.versions import NobodyWakes, Waker
from bot.store.weekly import awaited


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
            await in_turn(connection, DIGEST)
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
    for version, to in await awaited(connection, since, until):
        items[to].append(version.slug)
    return [
        {
            "kind": "digest",
            "key": digest_key(until),
            "conversation_id": conversation,
            "lane": lane,
            "items": slugs,
            "status": "pending",
            "due": now,
        }
        for (conversation, lane), slugs in sorted(items.items())
    ]
