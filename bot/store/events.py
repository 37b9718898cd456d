"""Which platform events were handled already: platforms deliver an event again when in doubt."""

import datetime as dt
from collections.abc import Callable, Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import Database
from bot.store.gathered import Gathered
from bot.store.patience import Patience
from bot.store.tables import seen_events as table
from bot.store.upsert import insert


class SeenEvents:
    """Remembers event ids past the last retry, across restarts."""

    def __init__(self, database: Database, clock: Callable[[], dt.datetime], patience: Patience) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience
        self._adding = Gathered(self._add)

    async def first_time(self, event_id: str) -> bool:
        """Whether this event is new; from now on it is not. While the database is in trouble all are new:
        a reply that comes twice is better than none."""
        return await self._patience.attempt("first_time", lambda: self._adding.add(event_id[:200]), True)

    async def _add(self, ids: Sequence[str]) -> list[bool]:
        """Whether each is new: of several processes that add the same id, one adds it. They add in the same
        order, so that none waits for another that waits for it."""
        at = self._clock()
        rows = [{"id": each, "seen_at": at} for each in sorted(set(ids))]
        async with self._database.write() as connection:
            adding = insert(connection, table).values(rows).on_conflict_do_nothing().returning(table.c.id)
            fresh = set(await connection.scalars(adding))
        first = dict(zip(reversed(ids), reversed(range(len(ids))), strict=True))
        return [each in fresh and first[each] == place for place, each in enumerate(ids)]

    async def all(self) -> list[tuple[str, dt.datetime]]:
        """Every event that is remembered, the oldest first. Raises what the database raises."""
        async with self._database.read() as connection:
            rows = await connection.execute(sa.select(table.c.id, table.c.seen_at).order_by(table.c.seen_at))
            return [(row.id, row.seen_at) for row in rows]


async def add_events(connection: AsyncConnection, events: Sequence[tuple[str, dt.datetime]]) -> None:
    """Adds events that are not there yet, each with its time."""
    adding = insert(connection, table).on_conflict_do_nothing()
    await connection.execute(adding, [{"id": each, "seen_at": at} for each, at in events])
