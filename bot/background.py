"""Regular work beside serving: it goes on after a failure, and ends with the bot."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

import structlog

Sleep = Callable[[float], Awaitable[None]]


async def regularly(
    seconds: float, doing: str, work: Callable[[], Awaitable[object]], sleep: Sleep = asyncio.sleep
) -> None:
    """Does the work at once and then again and again. A failure is one log line."""
    while True:
        try:
            await work()
        except Exception as error:  # whatever it is, tomorrow's work is still due
            structlog.get_logger().error("regular_work_failed", doing=doing, exc_info=error)
        await sleep(seconds)


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Runs work while the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
