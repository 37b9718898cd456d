"""A conversation goes on: "and for GPs?" is understood for ten minutes, also after a restart."""

import datetime as dt
from pathlib import Path

import pytest

from bot.store.engine import Database, Where
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from bot.store.secret import conversation_secret, hidden
from handlers.doubles import MOST, InMemoryMemory
from handlers.ports import Memory, Remembered
from tests.bot.store.conftest import NOW, PERIODS

KEY = "slack/T0HAMPSHIRE/D0JOSIE/1700000000.1"
FULL = Remembered(
    case="child-p",
    audience="midwifery",
    number=2,
    topics=("missed-appointments",),
    entries=("child-p/midwifery/2", "child-p/hscp/5"),
    intent="list",
    at=NOW,
)


@pytest.fixture(params=["in memory", "stored"])
def memory(request: pytest.FixtureRequest, store: Store) -> Memory:
    """Both memories: what is promised of one is promised of the other."""
    return InMemoryMemory(10) if request.param == "in memory" else store.memory


async def test_a_follow_up_finds_what_came_before(memory: Memory) -> None:
    await memory.remember(KEY, FULL)
    assert await memory.recall(KEY, NOW + dt.timedelta(minutes=9)) == FULL


async def test_the_last_question_replaces_the_one_before(memory: Memory) -> None:
    await memory.remember(KEY, FULL)
    await memory.remember(KEY, Remembered(case="child-z", at=NOW))
    assert await memory.recall(KEY, NOW) == Remembered(case="child-z", at=NOW)


async def test_conversations_are_kept_apart(memory: Memory) -> None:
    await memory.remember(KEY, FULL)
    assert await memory.recall(KEY + "0", NOW) is None


async def test_after_the_minutes_it_is_a_new_conversation(memory: Memory) -> None:
    await memory.remember(KEY, FULL)
    assert await memory.recall(KEY, NOW + dt.timedelta(minutes=10)) is not None
    assert await memory.recall(KEY, NOW + dt.timedelta(minutes=10, seconds=1)) is None


async def test_what_has_no_time_is_not_kept_and_ends_what_was(memory: Memory) -> None:
    await memory.remember(KEY, FULL)
    await memory.remember(KEY, Remembered(case="child-p"))
    assert await memory.recall(KEY, NOW) is None


async def test_the_clock_of_another_zone_is_the_same_clock(memory: Memory) -> None:
    summer = dt.timezone(dt.timedelta(hours=1))
    await memory.remember(KEY, Remembered(case="child-p", at=NOW.astimezone(summer)))
    recalled = await memory.recall(KEY, NOW)
    assert recalled is not None
    assert recalled.at == NOW


async def test_a_restart_does_not_end_a_conversation(where: Where) -> None:
    async with opened(where, PERIODS, lambda: NOW) as before:
        await before.memory.remember(KEY, FULL)
    async with opened(where, PERIODS, lambda: NOW) as after:
        assert await after.memory.recall(KEY, NOW) == FULL


async def test_nobody_reads_a_person_or_a_channel_out_of_the_file(file: Path) -> None:
    async with opened(file, PERIODS, lambda: NOW) as store:
        await store.memory.remember(KEY, FULL)
    stored = b"".join(each.read_bytes() for each in file.parent.iterdir())
    assert b"child-p/midwifery/2" in stored
    assert b"HAMPSHIRE" not in stored
    assert b"JOSIE" not in stored


async def test_two_databases_hide_the_same_conversation_differently(tmp_path: Path, file: Path) -> None:
    other = tmp_path / "other.db"
    upgrade(other)
    hashes = set()
    for each in (file, other, file):
        database = Database(each)
        hashes.add(hidden(await conversation_secret(database), KEY))
        await database.close()
    assert len(hashes) == 2


async def test_the_process_does_not_grow_with_every_conversation() -> None:
    memory = InMemoryMemory(10)
    for number in range(MOST + 1):
        await memory.remember(str(number), FULL)
    assert await memory.recall("0", NOW) is None
    assert await memory.recall(str(MOST), NOW) == FULL
