"""A real SQLite file for every test."""

import datetime as dt
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.store.migrate import upgrade
from bot.store.opening import Periods, Store, opened

NOW = dt.datetime(2026, 3, 2, 14, 25, tzinfo=dt.UTC)
PERIODS = Periods(memory_minutes=10, retention_days=180)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A migrated database file."""
    file = tmp_path / "data" / "learning-bot.db"
    upgrade(file)
    return file


@pytest.fixture
async def store(file: Path) -> AsyncIterator[Store]:
    """The store of that file, where it is always NOW."""
    async with opened(file, PERIODS, lambda: NOW) as store:
        yield store
