"""What answers leave behind is written down together, soon, and also when the bot stops."""

import asyncio
import sqlite3
from collections.abc import Sequence
from pathlib import Path

import pytest
import structlog
from sqlalchemy.exc import DataError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolIsEmpty
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.behind import Behind
from bot.store.engine import Database
from bot.store.opening import opened
from handlers.ports import QuestionRecord, Remembered
from tests.bot.store.conftest import NOW, PERIODS


async def test_all_kinds_of_rows_go_in_one_transaction(file: Path) -> None:
    database = Database(file)
    written: list[tuple[AsyncConnection, str, list[int]]] = []

    async def ones(connection: AsyncConnection, rows: Sequence[int]) -> None:
        written.append((connection, "ones", list(rows)))

    async def twos(connection: AsyncConnection, rows: Sequence[int]) -> None:
        written.append((connection, "twos", list(rows)))

    behind = Behind(database, moment=60)
    for write, row in ((ones, 1), (twos, 2), (ones, 1)):
        behind.add(write, row)
    assert written == []
    await behind.settle()
    assert [(kind, rows) for _, kind, rows in written] == [("ones", [1, 1]), ("twos", [2])]
    assert written[0][0] is written[1][0]
    await database.close()


async def test_it_is_written_without_anyone_asking_for_it(file: Path) -> None:
    database = Database(file)
    done = asyncio.Event()

    async def write(connection: AsyncConnection, rows: Sequence[int]) -> None:
        done.set()

    Behind(database, moment=0).add(write, 1)
    await asyncio.wait_for(done.wait(), 10)
    await database.close()


async def test_what_could_not_be_written_is_written_when_the_trouble_is_over(file: Path) -> None:
    database, holder = Database(file, busy_ms=1), sqlite3.connect(file, isolation_level=None)
    written: list[int] = []

    async def write(connection: AsyncConnection, rows: Sequence[int]) -> None:
        written.extend(rows)

    behind = Behind(database, moment=60)
    behind.add(write, 1)
    holder.execute("BEGIN IMMEDIATE")
    with structlog.testing.capture_logs() as logs:
        await behind.settle()
    assert [(line["event"], line["doing"]) for line in logs] == [("database_trouble", "write_behind")]
    assert written == []
    holder.execute("ROLLBACK")
    holder.close()
    behind.add(write, 2)
    await behind.settle()
    assert written == [1, 2]
    await database.close()


TROUBLES = [
    InterfaceError("INSERT", {}, OSError("connection already closed")),
    PoolIsEmpty("no connection within 30 seconds"),
    OSError("no route to the database"),
    DataError("INSERT", {}, OSError("server closed the connection"), connection_invalidated=True),
]


@pytest.mark.parametrize("trouble", TROUBLES, ids=lambda each: type(each).__name__)
async def test_whatever_the_driver_calls_its_trouble_no_row_is_lost(file: Path, trouble: Exception) -> None:
    database = Database(file)
    troubles = [trouble]
    written: list[int] = []

    async def write(connection: AsyncConnection, rows: Sequence[int]) -> None:
        if troubles:
            raise troubles.pop()
        written.extend(rows)

    behind = Behind(database, moment=60)
    for row in (1, 2):
        behind.add(write, row)
    await behind.settle()
    assert written == []
    await behind.settle()
    assert written == [1, 2]
    await database.close()


async def test_a_row_that_can_never_be_written_is_lost_alone(file: Path) -> None:
    """While its neighbours are written one by one the database goes away: they wait for it."""
    database = Database(file)
    written: list[int] = []
    up = False

    async def write(connection: AsyncConnection, rows: Sequence[int]) -> None:
        if 2 in rows:
            raise ValueError("a row that cannot be")
        if 3 in rows and not up:
            raise OSError("no route to the database")
        written.extend(rows)

    behind = Behind(database, moment=60)
    for row in (1, 2, 3, 4):
        behind.add(write, row)
    with structlog.testing.capture_logs() as logs:
        await behind.settle()
    assert [line["event"] for line in logs] == ["row_lost", "database_trouble"]
    assert written == [1]
    up = True
    await behind.settle()
    assert written == [1, 3, 4]
    await database.close()


async def test_nothing_is_lost_when_the_bot_stops(file: Path) -> None:
    async with opened(file, PERIODS, lambda: NOW) as store:
        await store.events.first_time("Ev1")
        await store.memory.remember("web//x/", Remembered(number=1, at=NOW))
        await store.questions.record(QuestionRecord(NOW, "web", "answered"))
    connection = sqlite3.connect(file)
    for table in ("seen_events", "conversation_memory", "question_records"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (1,)
    connection.close()
