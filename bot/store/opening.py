"""Opens everything that is kept, and closes it again."""

import datetime as dt
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from bot.store.engine import Database, StoreError, Where, named
from bot.store.events import SeenEvents
from bot.store.memory import StoredMemory
from bot.store.patience import Patience
from bot.store.questions import StoredQuestions
from bot.store.references import ConversationReferences
from bot.store.retention import Retention
from bot.store.secret import conversation_secret

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Periods:
    """How long things are kept."""

    memory_minutes: int
    retention_days: int


@dataclass(frozen=True, slots=True)
class Store:
    """Everything the bot keeps, ready for use."""

    memory: StoredMemory
    questions: StoredQuestions
    events: SeenEvents
    references: ConversationReferences
    retention: Retention


@asynccontextmanager
async def opened(
    where: Where, periods: Periods, clock: Clock, patience: Patience | None = None
) -> AsyncIterator[Store]:
    """The store of a migrated database."""
    patience = patience or Patience()
    database = Database(where)
    try:
        secret = await _secret(database)
        yield Store(
            memory=StoredMemory(database, secret, periods.memory_minutes, patience),
            questions=StoredQuestions(database, patience),
            events=SeenEvents(database, clock, patience),
            references=ConversationReferences(database, patience, clock),
            retention=Retention(
                database,
                dt.timedelta(minutes=periods.memory_minutes),
                dt.timedelta(days=periods.retention_days),
            ),
        )
    finally:
        await patience.settle()
        await database.close()


async def _secret(database: Database) -> bytes:
    try:
        return await conversation_secret(database)
    except DBAPIError as error:
        remedy = "Close other programs that have it open, see that the disk is not full, and start again."
        if database.shared:
            remedy = "See that PostgreSQL runs and that DATABASE_URL is right, and start again."
        raise StoreError(f"{named(database.where)} cannot be written now ({error.orig}). {remedy}") from error
