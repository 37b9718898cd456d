"""What people thought of answers and numbers: the entry, a fixed reason and the hour."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace

import sqlalchemy as sa

from bot.store.briefing_tables import feedback as table
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.places import certainly
from handlers.records import FeedbackRecord


@dataclass(frozen=True, slots=True)
class Tally:
    """How often one thing was said of one entry, and when last."""

    entry: str
    kind: str
    reason: str
    times: int
    last: dt.datetime


class StoredFeedback:
    """Feedback in the database (a handlers.records.FeedbackBox)."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience

    async def put(self, records: Iterable[FeedbackRecord]) -> None:
        """Keeps them, with their hour only."""
        rows = [_hourly(each) for each in records]
        if rows:
            await certainly(self._patience, "feedback", lambda: self._put(rows))

    async def tallies(self) -> tuple[Tally, ...]:
        """Everything, counted, what was said most often first. Raises what the database raises."""
        times = sa.func.count().label("times")
        said = (table.c.entry, table.c.kind, table.c.reason)
        wanted = sa.select(*said, times, sa.func.max(table.c.hour).label("last")).group_by(*said)
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted.order_by(times.desc(), *said))).mappings().all()
        return tuple(Tally(**row) for row in rows)

    async def _put(self, rows: Sequence[FeedbackRecord]) -> None:
        async with self._database.write() as connection:
            await connection.execute(sa.insert(table), [asdict(each) for each in rows])


def _hourly(record: FeedbackRecord) -> FeedbackRecord:
    return replace(record, hour=record.hour.replace(minute=0, second=0, microsecond=0))
