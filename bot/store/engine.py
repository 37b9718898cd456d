"""Opens the database so that no writer waits for ever and nothing acknowledged is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, SQLAlchemyError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Where = Path | str
"""An SQLite file, or the address of a PostgreSQL database (postgresql://...)."""

BUSY_MS = 15_000
CONNECT_SECONDS = 5
IMMEDIATE = {"sqlite_begin": "BEGIN IMMEDIATE"}


TROUBLE = (SQLAlchemyError, OSError)
"""What is raised while the database cannot be used. It may be over in a moment."""


def of_the_row(error: Exception) -> bool:
    """Whether an error is about what was to be written; writing just that again cannot help. Anything else is
    trouble of the database, whatever its driver calls it."""
    if isinstance(error, DBAPIError):
        return isinstance(error, DataError | IntegrityError) and not error.connection_invalidated
    return isinstance(error, StatementError) or not isinstance(error, TROUBLE)


class StoreError(Exception):
    """The database cannot be used: `why`, and as `remedy` what to do, in nobody else's words."""

    def __init__(self, why: str, remedy: str = "") -> None:
        self.why = why
        self.remedy = remedy
        super().__init__(f"{why}. {remedy}" if remedy else why)


class Database:
    """One open database: the same statements on SQLite and on PostgreSQL.

    On SQLite reads run beside each other and writes take turns. On PostgreSQL writes of several processes run
    beside each other, so what must not happen twice is kept apart by a constraint or a locked row.
    """

    def __init__(self, where: Where, busy_ms: int = BUSY_MS, connections: int = 5) -> None:
        self.where = where
        self.engine = _async_engine(where, busy_ms, connections)
        self._writing = asyncio.Lock() if isinstance(where, Path) else None

    @property
    def shared(self) -> bool:
        """Whether other processes use it at the same time: PostgreSQL."""
        return self._writing is None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that reads."""
        async with self.engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write. On SQLite it has the database to itself from its first statement."""
        async with (
            self._writing or nullcontext(),
            self.engine.execution_options(**IMMEDIATE).begin() as connection,
        ):
            yield connection

    async def close(self) -> None:
        """Gives every connection back."""
        await self.engine.dispose()


def migration_engine(where: Where) -> Engine:
    """An engine for migrations: rebuilding a table while foreign keys are on deletes its children."""
    if isinstance(where, str):
        _needs_driver()
        return sa.create_engine(
            postgresql(where), poolclass=sa.NullPool, connect_args={"connect_timeout": CONNECT_SECONDS}
        )
    try:
        where.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {where.parent} cannot be made ({error.strerror})",
            "Make it, or point DATABASE_URL to a folder that this user can write to.",
        ) from error
    engine = sa.create_engine(_sqlite("sqlite", where), poolclass=sa.NullPool)
    _listen(engine, BUSY_MS, foreign_keys=False)
    return engine.execution_options(**IMMEDIATE)


def named(where: Where) -> str:
    """The database as people may see it: without its password."""
    return str(where) if isinstance(where, Path) else sa.make_url(where).render_as_string(hide_password=True)


def postgresql(where: str) -> URL:
    """An address in the words of SQLAlchemy: whatever the prefix, psycopg is the driver."""
    return sa.make_url(where).set(drivername="postgresql+psycopg")


def _async_engine(where: Where, busy_ms: int, connections: int) -> AsyncEngine:
    if isinstance(where, str):
        _needs_driver()
        return create_async_engine(
            postgresql(where),
            pool_pre_ping=True,
            pool_size=connections,
            max_overflow=connections,
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "learning-bot"},
        )
    engine = create_async_engine(_sqlite("sqlite+aiosqlite", where))
    _listen(engine.sync_engine, busy_ms, foreign_keys=True)
    return engine


def _needs_driver() -> None:
    if find_spec("psycopg") is None:
        raise StoreError(
            "DATABASE_URL names a PostgreSQL database, which needs psycopg and procrastinate",
            "pip install 'safeguarding-learning-bot[postgres]', or set it to sqlite:///PATH.",
        )


def _sqlite(driver: str, file: Path) -> URL:
    return URL.create(driver, database=str(file))


def _listen(engine: Engine, busy_ms: int, *, foreign_keys: bool) -> None:
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - sqlite3 or its async stand-in
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout={busy_ms}")
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute(f"PRAGMA foreign_keys={'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    def on_begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN"))

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "begin", on_begin)
