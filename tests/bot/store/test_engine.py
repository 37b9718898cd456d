"""Many people ask at once: writers take turns, nobody waits for ever, foreign keys are minded."""

import asyncio
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from bot.store.engine import Database, StoreError, migration_engine
from bot.store.lock import ServingLock
from bot.store.tables import seen_events
from tests.bot.store.conftest import NOW


async def pragmas(database: Database) -> dict[str, object]:
    async with database.read() as connection:
        return {
            name: await connection.scalar(sa.text(f"PRAGMA {name}"))
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }


async def test_each_connection_is_set_up_the_same(file: Path) -> None:
    database = Database(file)
    full, seconds = 2, 15_000
    wanted = {"journal_mode": "wal", "synchronous": full, "foreign_keys": 1, "busy_timeout": seconds}
    both = await asyncio.gather(pragmas(database), pragmas(database))
    await database.close()
    assert list(both) == [wanted, wanted]


def test_migrations_run_without_foreign_keys(file: Path) -> None:
    with migration_engine(file).connect() as connection:
        assert connection.scalar(sa.text("PRAGMA foreign_keys")) == 0


async def test_a_hundred_writers_at_once_lose_nothing(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.write() as connection:
            await connection.execute(sa.insert(seen_events).values(id=str(number), seen_at=NOW))

    await asyncio.gather(*map(write, range(100)))
    async with database.read() as connection:
        count = await connection.scalar(sa.select(sa.func.count()).select_from(seen_events))
    assert count == 100


async def test_writers_of_one_process_wait_for_each_other_and_not_for_the_file(file: Path) -> None:
    database = Database(file, busy_ms=0)

    async def write(event: str) -> None:
        async with database.write() as connection:
            await connection.execute(sa.insert(seen_events).values(id=event, seen_at=NOW))

    async with database.write():
        second = asyncio.create_task(write("Ev2"))
        refused, _ = await asyncio.wait({second}, timeout=0.2)
        assert refused == set()
    await second
    await database.close()


async def test_a_write_takes_its_place_before_it_reads(file: Path) -> None:
    """Otherwise two that read first and write then would both fail instead of waiting."""
    ours, theirs = Database(file), Database(file, busy_ms=1)
    async with ours.write():
        with pytest.raises(OperationalError, match="locked"):
            async with theirs.write():
                pass
        async with theirs.read() as connection:
            await connection.scalar(sa.select(sa.func.count()).select_from(seen_events))
    await ours.close()
    await theirs.close()


async def test_what_fails_half_way_leaves_nothing(database: Database) -> None:
    async def fail() -> None:
        async with database.write() as connection:
            await connection.execute(sa.insert(seen_events).values(id="Ev1", seen_at=NOW))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail()
    async with database.read() as connection:
        assert await connection.scalar(sa.select(sa.func.count()).select_from(seen_events)) == 0


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(sa.exc.StatementError, match="without a zone"):
        async with database.write() as connection:
            await connection.execute(
                sa.insert(seen_events).values(id="Ev1", seen_at=NOW.replace(tzinfo=None))
            )


def test_a_second_serving_process_is_refused_and_told_why(file: Path) -> None:
    with (
        ServingLock(file),
        pytest.raises(StoreError, match=r"Another learning-bot \(process \d+\) is using .*DATABASE_URL"),
        ServingLock(file),
    ):
        pass
    with ServingLock(file):
        pass


def test_a_lock_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file", encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be written"), ServingLock(tmp_path / "data" / "bot.db"):
        pass
