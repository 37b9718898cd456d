"""Many people ask at the same time: what is kept of it goes to the database together."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.store.engine import Database
from bot.store.gathered import MOST, Gathered
from bot.store.opening import Store
from handlers.ports import QuestionRecord, Remembered
from tests.bot.store.conftest import NOW


class Work:
    """Keeps the batches that it was given, and answers each row with its double."""

    def __init__(self) -> None:
        self.batches: list[list[int]] = []

    async def __call__(self, rows: Sequence[int]) -> list[int]:
        self.batches.append(list(rows))
        await asyncio.sleep(0)
        if 13 in rows:
            raise OSError("disk full")
        return [2 * row for row in rows]


async def test_each_gets_its_own_answer_from_few_transactions() -> None:
    work = Work()
    gathered = Gathered(work)
    assert await asyncio.gather(*(gathered.add(row) for row in range(10))) == [2 * row for row in range(10)]
    assert len(work.batches) < 3
    assert sorted(row for batch in work.batches for row in batch) == list(range(10))


async def test_one_alone_does_not_wait_for_others() -> None:
    gathered = Gathered(Work())
    assert await gathered.add(4) == 8
    assert await gathered.add(5) == 10


async def test_trouble_belongs_to_those_who_came_together() -> None:
    gathered = Gathered(Work())
    first = asyncio.gather(gathered.add(13), gathered.add(1), return_exceptions=True)
    assert [type(each) for each in await first] == [OSError, OSError]
    assert await gathered.add(2) == 4


async def test_a_row_that_is_wrong_by_itself_spoils_no_other() -> None:
    async def work(rows: Sequence[int]) -> list[int]:
        if 13 in rows:
            raise ValueError("not this one")
        return [2 * row for row in rows]

    gathered = Gathered(work)
    found = await asyncio.gather(gathered.add(13), gathered.add(1), return_exceptions=True)
    assert [str(each) for each in found] == ["not this one", "2"]


async def test_a_batch_has_an_end() -> None:
    work = Work()
    gathered = Gathered(work)
    rows = [row for row in range(3 * MOST) if row != 13]
    await asyncio.gather(*(gathered.add(row) for row in rows))
    assert max(len(batch) for batch in work.batches) == MOST


async def test_who_gave_up_waiting_does_not_hold_the_others_up() -> None:
    gathered = Gathered(Work())
    gone = asyncio.create_task(gathered.add(1))
    stays = asyncio.create_task(gathered.add(2))
    await asyncio.sleep(0)
    gone.cancel()
    assert await stays == 4
    with pytest.raises(asyncio.CancelledError):
        await gone


async def test_an_event_that_comes_twice_at_the_same_moment_is_new_once(store: Store) -> None:
    delivered = ["Ev1", "Ev2", "Ev1", "Ev1", "Ev2"]
    new = await asyncio.gather(*(store.events.first_time(each) for each in delivered))
    assert new == [True, True, False, False, False]
    assert not await store.events.first_time("Ev1")


async def test_of_two_questions_at_the_same_moment_the_later_is_remembered(store: Store) -> None:
    first, last = Remembered(number=1, at=NOW), Remembered(number=2, at=NOW)
    await asyncio.gather(*(store.memory.remember("key", each) for each in (first, first, last)))
    assert await store.memory.recall("key", NOW) == last


async def test_conversations_at_the_same_moment_are_kept_apart(store: Store) -> None:
    kept = {f"key {number}": Remembered(number=number, at=NOW) for number in range(20)}
    await asyncio.gather(*(store.memory.remember(key, each) for key, each in kept.items()))
    recalled = await asyncio.gather(*(store.memory.recall(key, NOW) for key in [*kept, "another"]))
    assert recalled == [*kept.values(), None]


async def test_each_question_has_its_record(store: Store) -> None:
    record = QuestionRecord(NOW, "slack", "answered", entries=("child-p/midwifery/2",))
    await asyncio.gather(*(store.questions.record(record) for _ in range(30)))
    await store.behind.settle()
    assert await count(store.retention.database) == 30


async def count(database: Database) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT count(*) FROM question_records")
        return int(found.scalar_one())
