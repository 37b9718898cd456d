"""A real database for every test: an SQLite file, and where both must do the same, also PostgreSQL."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.engine import Database, Where
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from handlers.records import KeptFor
from tests.postgres import Postgres

NOW = dt.datetime(2026, 3, 2, 14, 25, tzinfo=dt.UTC)
PERIODS = KeptFor(memory_minutes=10, records_days=180)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A migrated SQLite file."""
    file = tmp_path / "data" / "learning-bot.db"
    upgrade(file)
    return file


@pytest.fixture(params=["sqlite", "postgresql"])
def blank(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """An empty database, of each kind."""
    if request.param == "sqlite":
        return tmp_path / "blank.db"
    server: Postgres = request.getfixturevalue("postgres")
    return server.database()


@pytest.fixture
async def database(where: Where) -> AsyncIterator[Database]:
    """That database, open."""
    database = Database(where)
    yield database
    await database.close()


@pytest.fixture
async def store(where: Where) -> AsyncIterator[Store]:
    """The store of that database, where it is always NOW."""
    async with opened(where, PERIODS, lambda: NOW) as store:
        yield store
