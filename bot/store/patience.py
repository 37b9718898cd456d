"""How long an answer waits for the database: not long, and not at all while the database is in trouble."""

import asyncio
import time
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import structlog

T = TypeVar("T")


class Patience:
    """Tries database work for the sake of an answer, which is worth more than what would be kept.

    Work that takes longer than `wait` seconds goes on by itself: breaking it off would cost a connection.
    After trouble nothing is tried for `rest` seconds.
    """

    def __init__(
        self, wait: float = 1.0, rest: float = 30.0, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._wait = wait
        self._rest = rest
        self._clock = clock
        self._again_at = float("-inf")
        self._left: set[asyncio.Task[Any]] = set()

    async def attempt(self, doing: str, work: Callable[[], Coroutine[Any, Any, T]], otherwise: T) -> T:
        """What the work gives, or `otherwise` after one log line. Never raises what the work raises."""
        if self._clock() < self._again_at:
            return otherwise
        task = asyncio.create_task(work())
        self._left.add(task)
        task.add_done_callback(self._left.discard)
        done, _ = await asyncio.wait({task}, timeout=self._wait)
        if not done:
            task.add_done_callback(_noticed)
            return self._trouble(doing, TimeoutError(), otherwise)
        error = task.exception()
        if error is not None:
            return self._trouble(doing, error, otherwise)
        return task.result()

    async def settle(self, longest: float = 16.0) -> None:
        """Waits for work that was left to itself, before the database is closed."""
        if self._left:
            await asyncio.wait(self._left, timeout=longest)

    def _trouble(self, doing: str, error: BaseException, otherwise: T) -> T:
        self._again_at = self._clock() + self._rest
        structlog.get_logger().warning("database_trouble", doing=doing, exc_info=error)
        return otherwise


def _noticed(task: asyncio.Task[Any]) -> None:
    """Asyncio reports an error that nobody looked at; the trouble was logged already."""
    if not task.cancelled():
        task.exception()
