"""Answers that are under way after Slack has been told that its event arrived."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.logs import places

log = structlog.get_logger()


class UnderWay:
    """Tasks that are held until they are done: asyncio itself may forget a task that nobody holds."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, None]) -> None:
        """Begins the work and returns at once. An error that the work does not deal with is logged."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is not None:
            log.error("slack_task_failed", error=type(error).__name__, places=places(error))

    async def settle(self, longest: float) -> None:
        """Waits for the work, and stops what takes longer than this many seconds."""
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=longest)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
