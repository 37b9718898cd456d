"""Regular work goes on after a failure, and ends with the bot."""

import asyncio

import structlog

from bot.background import beside, regularly


async def test_work_goes_on_after_a_failure_with_one_log_line() -> None:
    turns: list[int] = []
    slept: list[float] = []
    enough = asyncio.Event()

    async def work() -> None:
        turns.append(len(turns))
        if turns == [0]:
            raise OSError("disk full")

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 3:
            enough.set()
            await asyncio.Event().wait()

    with structlog.testing.capture_logs() as logs:
        async with beside(regularly(60, "retention", work, sleep)):
            await enough.wait()
    assert (turns, slept) == ([0, 1, 2], [60, 60, 60])
    assert [(line["event"], line["doing"]) for line in logs] == [("regular_work_failed", "retention")]


async def test_work_ends_with_the_block() -> None:
    ended = asyncio.Event()

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    async with beside(work()):
        await asyncio.sleep(0)
    assert ended.is_set()
