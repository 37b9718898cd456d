"""The database is slow or broken: people get their answers all the same, and soon."""

import asyncio
import sqlite3
from pathlib import Path

import pytest
import structlog

from bot.store.engine import Database, StoreError
from bot.store.opening import opened
from bot.store.patience import Patience
from handlers.ports import QuestionRecord, Remembered
from tests.bot.store.conftest import NOW, PERIODS


class Clock:
    """Seconds that pass only when told."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


async def fine() -> str:
    return "done"


async def broken() -> str:
    raise OSError("disk full while writing what a user wrote")


async def test_work_that_is_done_in_time_gives_its_result() -> None:
    assert await Patience().attempt("recall", fine, "nothing") == "done"


async def test_trouble_is_one_log_line_and_then_a_rest() -> None:
    clock = Clock()
    patience = Patience(rest=30, clock=clock)
    with structlog.testing.capture_logs() as logs:
        assert await patience.attempt("recall", broken, "nothing") == "nothing"
        assert await patience.attempt("recall", fine, "nothing") == "nothing"
        clock.now += 29
        assert await patience.attempt("recall", fine, "nothing") == "nothing"
        clock.now += 1
        assert await patience.attempt("recall", fine, "nothing") == "done"
    assert [(line["event"], line["doing"]) for line in logs] == [("database_trouble", "recall")]


async def test_work_that_takes_too_long_is_not_waited_for_but_finishes() -> None:
    patience, let_go, finished = Patience(wait=0, rest=0), asyncio.Event(), asyncio.Event()

    async def slow() -> str:
        await let_go.wait()
        finished.set()
        raise OSError

    assert await patience.attempt("record", slow, "nothing") == "nothing"
    let_go.set()
    await patience.settle()
    assert finished.is_set()


async def test_another_process_that_holds_the_database_does_not_hold_up_answers(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.opening.Database", lambda file: Database(file, busy_ms=1))
    async with opened(file, PERIODS, lambda: NOW) as store:
        holder = sqlite3.connect(file, isolation_level=None)
        holder.execute("BEGIN IMMEDIATE")
        remembered = Remembered(case="child-p", at=NOW)
        await store.memory.remember("web//x/", remembered)
        await store.questions.record(QuestionRecord(NOW, "web", "answered"))
        assert await store.memory.recall("web//x/", NOW) == remembered
        with structlog.testing.capture_logs() as logs:
            await store.behind.settle()
        assert [line["doing"] for line in logs] == ["write_behind"]
        holder.execute("ROLLBACK")
        holder.close()
    async with opened(file, PERIODS, lambda: NOW) as store:
        assert await store.memory.recall("web//x/", NOW) == remembered


async def test_a_database_that_another_program_holds_at_the_start_is_named(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.opening.Database", lambda file: Database(file, busy_ms=1))
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreError, match="cannot be written now"):
        async with opened(file, PERIODS, lambda: NOW):
            pass
    holder.close()
