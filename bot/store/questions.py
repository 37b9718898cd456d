"""Question records for the curators' report: what people ask and do not find, never in their words."""

from collections.abc import Sequence

import sqlalchemy as sa

from bot.store.engine import Database
from bot.store.gathered import Gathered
from bot.store.patience import Patience
from bot.store.tables import question_records as table
from handlers.ports import QuestionRecord


class StoredQuestions:
    """Question records in the database (a handlers.ports.Questions)."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience
        self._writing = Gathered(self._write)

    async def record(self, record: QuestionRecord) -> None:
        """Adds one record, or loses it with a log line."""
        await self._patience.attempt("record", lambda: self._writing.add(record), None)

    async def _write(self, records: Sequence[QuestionRecord]) -> list[None]:
        async with self._database.write() as connection:
            await connection.execute(sa.insert(table), [_columns(record) for record in records])
        return [None] * len(records)


def _columns(record: QuestionRecord) -> dict[str, object]:
    """Of a live concern only its level and its hour, whatever it was given."""
    live = record.signpost is not None
    return {
        "hour": record.hour.replace(minute=0, second=0, microsecond=0),
        "platform": None if live else record.platform,
        "status": record.status,
        "signpost": record.signpost,
        "facets": [] if live else list(record.facets),
        "entries": [] if live else list(record.entries),
    }
