"""Opens the SQLite file so that no writer waits for ever and nothing acknowledged is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

BUSY_MS = 15_000
IMMEDIATE = {"sqlite_begin": "BEGIN IMMEDIATE"}


class StoreError(Exception):
    """The database cannot be used. The message says why and what to do, in nobody else's words."""


class Database:
    """One open database. Reads run beside each other; writes take turns."""

    def __init__(self, file: Path, busy_ms: int = BUSY_MS) -> None:
        self.file = file
        self._engine = create_async_engine(_url("sqlite+aiosqlite", file))
        _listen(self._engine.sync_engine, busy_ms, foreign_keys=True)
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that reads."""
        async with self._engine.begin() as connection:
            yield connection

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that may write; it has the database to itself from its first statement."""
        async with self._writing, self._engine.execution_options(**IMMEDIATE).begin() as connection:
            yield connection

    async def close(self) -> None:
        """Gives every connection back."""
        await self._engine.dispose()


def migration_engine(file: Path) -> Engine:
    """An engine for migrations: rebuilding a table while foreign keys are on deletes its children."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"The folder {file.parent} cannot be made ({error.strerror}). Make it, or point DATABASE_URL"
            " to a folder that this user can write to."
        ) from error
    engine = sa.create_engine(_url("sqlite", file), poolclass=sa.NullPool)
    _listen(engine, BUSY_MS, foreign_keys=False)
    return engine.execution_options(**IMMEDIATE)


def _url(driver: str, file: Path) -> URL:
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
