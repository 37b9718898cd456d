"""Sends what Teams may refuse for a moment: it is asked again, as long as it says to wait, and no longer."""

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from bot.teams.port import NotSent

T = TypeVar("T")
UNREACHABLE = 0
AGAIN = frozenset({UNREACHABLE, 412, 429, 500, 502, 503, 504})
"""Answers of Teams that call for another try. After others none helps (403: the person blocked the bot)."""
WAITS = (1.0, 2.0, 4.0)
LONGEST = 60.0


@dataclass(frozen=True, slots=True)
class Sender:
    """Tries again with growing pauses."""

    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def send(self, sending: Callable[[], Awaitable[T]]) -> T:
        """Raises NotSent when trying again does not help."""
        for wait in WAITS:
            try:
                return await sending()
            except NotSent as error:
                if error.status not in AGAIN:
                    raise
                await self.sleep(_pause(wait, error.retry_after))
        return await sending()


def _pause(wait: float, asked_for: float | None) -> float:
    """What Teams asks for, otherwise our own; never quite the same, so that many do not come at once."""
    return min(asked_for if asked_for is not None else wait, LONGEST) + random.uniform(0, 0.3)  # noqa: S311
