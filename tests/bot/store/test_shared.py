"""Several processes on one PostgreSQL database: what one of them has seen, the others know."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.store.engine import Database
from bot.store.opening import Store, opened
from bot.store.references import Reference
from bot.store.secret import conversation_secret
from handlers.ports import Remembered
from tests.bot.store.conftest import NOW, PERIODS

KEY = "slack/T/C/"
CHAT = Reference("teams", "tenant", "a:1", "direct", "tenant", "28:bot", "https://smba.example/uk/")


@pytest.fixture
async def processes(postgres_database: str) -> AsyncIterator[list[Store]]:
    """Four of them, as far as the database can tell."""
    async with AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(opened(postgres_database, PERIODS, lambda: NOW)) for _ in range(4)
        ]


async def test_an_event_that_comes_to_each_of_them_is_new_to_one(processes: list[Store]) -> None:
    ids = [f"Ev{number}" for number in range(50)]
    asked = [each.events.first_time(event) for each in processes for event in ids]
    assert sum(await asyncio.gather(*asked)) == len(ids)


async def test_a_follow_up_that_comes_to_another_is_understood(processes: list[Store]) -> None:
    await processes[0].memory.remember(KEY, Remembered(case="child-p", at=NOW))
    assert await processes[3].memory.recall(KEY, NOW) == Remembered(case="child-p", at=NOW)


async def test_what_all_of_them_remember_at_once_is_kept_once(processes: list[Store]) -> None:
    remembered = Remembered(case="child-p", at=NOW)
    await asyncio.gather(
        *(each.memory.remember(f"{KEY}{n}", remembered) for each in processes for n in range(30))
    )
    assert [await processes[1].memory.recall(f"{KEY}{n}", NOW) for n in range(30)] == [remembered] * 30


async def test_they_hide_conversations_under_one_key(postgres_database: str) -> None:
    databases = [Database(postgres_database) for _ in range(4)]
    keys = await asyncio.gather(*map(conversation_secret, databases))
    for each in databases:
        await each.close()
    assert len(set(keys)) == 1


async def test_a_conversation_is_new_to_one_of_them(processes: list[Store]) -> None:
    assert sum(await asyncio.gather(*(each.references.keep(CHAT) for each in processes))) == 1
