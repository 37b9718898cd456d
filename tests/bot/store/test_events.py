"""Slack delivers an event again: it is answered once, also by the process that was started in between."""

from pathlib import Path

import pytest
import structlog

from bot.store.engine import Where
from bot.store.opening import Store, opened
from tests.bot.store.conftest import NOW, PERIODS
from tests.bot.store.rows import run


async def test_only_the_first_delivery_is_new(store: Store) -> None:
    assert await store.events.first_time("Ev1")
    assert not await store.events.first_time("Ev1")
    assert await store.events.first_time("Ev2")


async def test_a_restart_does_not_make_it_new_again(where: Where) -> None:
    async with opened(where, PERIODS, lambda: NOW) as before:
        assert await before.events.first_time("Ev1")
    async with opened(where, PERIODS, lambda: NOW) as after:
        assert not await after.events.first_time("Ev1")


@pytest.mark.parametrize("where", ["postgresql"], indirect=True)
async def test_while_a_shared_database_is_in_trouble_people_are_answered(store: Store, where: Where) -> None:
    assert await store.events.first_time("Ev1")
    run(where, "DROP TABLE seen_events")
    with structlog.testing.capture_logs() as logs:
        assert await store.events.first_time("Ev1")
    assert [line["doing"] for line in logs] == ["first_time"]


async def test_while_the_file_is_in_trouble_people_are_answered_once(file: Path) -> None:
    async with opened(file, PERIODS, lambda: NOW) as store:
        run(file, "ALTER TABLE seen_events RENAME TO gone")
        with structlog.testing.capture_logs() as logs:
            assert await store.events.first_time("Ev1")
            assert not await store.events.first_time("Ev1")
            await store.behind.settle()
        assert [line["doing"] for line in logs] == ["write_behind"]
        run(file, "ALTER TABLE gone RENAME TO seen_events")
        assert await store.events.first_time("Ev2")
    async with opened(file, PERIODS, lambda: NOW) as store:
        assert [await store.events.first_time(each) for each in ("Ev1", "Ev2", "Ev3")] == [False, False, True]


async def test_what_no_longer_fits_into_the_process_is_looked_up(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.fronted.EVENTS", 2)
    async with opened(file, PERIODS, lambda: NOW) as store:
        assert [await store.events.first_time(f"Ev{number}") for number in range(4)] == [True] * 4
        await store.behind.settle()
        assert [await store.events.first_time(f"Ev{number}") for number in range(4)] == [False] * 4
    async with opened(file, PERIODS, lambda: NOW) as store:
        assert not await store.events.first_time("Ev0")
        assert await store.events.first_time("Ev4")
