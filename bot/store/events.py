"""Which platform events were handled already: platforms deliver an event again when in doubt."""

import datetime as dt
from collections.abc import Callable

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.tables import seen_events as table


class SeenEvents:
    """Remembers event ids past the last retry, across restarts."""

    def __init__(self, database: Database, clock: Callable[[], dt.datetime], patience: Patience) -> None:
        self._database = database
        self._clock = clock
        self._patience = patience

    async def first_time(self, event_id: str) -> bool:
        """Whether this event is new; from now on it is not. While the database is in trouble all are new:
        a reply that comes twice is better than none."""
        return await self._patience.attempt("first_time", lambda: self._add(event_id), True)

    async def _add(self, event_id: str) -> bool:
        try:
            async with self._database.write() as connection:
                await connection.execute(sa.insert(table).values(id=event_id[:200], seen_at=self._clock()))
        except IntegrityError:
            return False
        return True
