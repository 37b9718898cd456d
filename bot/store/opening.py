"""Opens everything that is kept, and closes it again."""

import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError

from bot.store.behind import Behind
from bot.store.curators import Curators
from bot.store.discussed import StoredDiscussions
from bot.store.engine import Database, StoreError, Where, named
from bot.store.events import SeenEvents
from bot.store.feedback import StoredFeedback
from bot.store.fronted import FrontedEvents, FrontedMemory, in_front
from bot.store.held import StoredAccount, StoredIssued
from bot.store.installations import Installations
from bot.store.memory import StoredMemory
from bot.store.patience import Patience
from bot.store.questions import StoredQuestions
from bot.store.references import ConversationReferences
from bot.store.retention import Retention
from bot.store.secret import conversation_secret
from bot.store.subscriptions import StoredSubscriptions
from handlers.records import KeptFor

Clock = Callable[[], dt.datetime]


@dataclass(frozen=True, slots=True)
class Store:
    """Everything the bot keeps, ready for use."""

    database: Database
    memory: FrontedMemory | StoredMemory
    questions: StoredQuestions
    events: FrontedEvents | SeenEvents
    references: ConversationReferences
    subscriptions: StoredSubscriptions
    discussions: StoredDiscussions
    feedback: StoredFeedback
    issued: StoredIssued
    account: StoredAccount
    installations: Installations
    retention: Retention
    curators: Curators
    behind: Behind


@asynccontextmanager
async def opened(
    where: Where, periods: KeptFor, clock: Clock, patience: Patience | None = None
) -> AsyncIterator[Store]:
    """The store of a migrated database."""
    patience = patience or Patience()
    database = Database(where)
    behind = Behind(database)
    try:
        with _named(database):
            secret = await conversation_secret(database)
            seen = SeenEvents(database, clock, patience)
            memory = StoredMemory(database, secret, periods.memory_minutes, patience)
            fronted = None if database.shared else await in_front(seen, memory, behind, clock)
        yield Store(
            database=database,
            memory=fronted[1] if fronted else memory,
            questions=StoredQuestions(behind),
            events=fronted[0] if fronted else seen,
            references=ConversationReferences(database, patience, clock),
            subscriptions=StoredSubscriptions(database, patience, clock),
            discussions=StoredDiscussions(database, patience),
            feedback=StoredFeedback(database, patience),
            issued=StoredIssued(database, patience),
            account=StoredAccount(database, patience),
            installations=Installations(database),
            retention=Retention(
                database,
                dt.timedelta(minutes=periods.memory_minutes),
                dt.timedelta(days=periods.records_days),
                dt.timedelta(days=periods.feedback_days),
                dt.timedelta(days=periods.delivery_days),
                behind,
                *((fronted[1].front, fronted[0].front) if fronted else ()),
            ),
            curators=Curators(database),
            behind=behind,
        )
    finally:
        await behind.settle()
        await patience.settle()
        await database.close()


@contextmanager
def _named(database: Database) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        remedy = "Close other programs that have it open, see that the disk is not full, and start again."
        if database.shared:
            remedy = "See that PostgreSQL runs and that DATABASE_URL is right, and start again."
        raise StoreError(f"{named(database.where)} cannot be written now ({error.orig})", remedy) from error
