"""Slack delivers an event again: it is answered once, also by the process that was started in between."""

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


async def test_while_the_database_is_in_trouble_people_are_answered(store: Store, where: Where) -> None:
    assert await store.events.first_time("Ev1")
    run(where, "DROP TABLE seen_events")
    with structlog.testing.capture_logs() as logs:
        assert await store.events.first_time("Ev1")
    assert [line["doing"] for line in logs] == ["first_time"]
