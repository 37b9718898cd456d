"""Question records for the curators' report: what people ask, without any word that could be a name."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.behind import Behind
from bot.store.tables import question_records as table
from handlers.ports import QuestionRecord


class StoredQuestions:
    """Question records in the database (a handlers.ports.Questions)."""

    def __init__(self, behind: Behind) -> None:
        self._behind = behind

    async def record(self, record: QuestionRecord) -> None:
        """Adds one record, or loses it with a log line."""
        self._behind.add(add_records, record)


async def add_records(connection: AsyncConnection, records: Sequence[QuestionRecord]) -> None:
    """Adds records."""
    await connection.execute(sa.insert(table), [_columns(record) for record in records])


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
        "words": [] if live else list(record.words),
    }
