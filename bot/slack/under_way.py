"""Answers that are under way after Slack has been told that its event arrived."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class UnderWay:
    """Tasks that are held until they are done: asyncio itself may forget a task that nobody holds."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begins the work and returns at once. The work reports its own errors."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def settle(self, longest: float) -> None:
        """Waits for the work, and stops what takes longer than this many seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=longest)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
