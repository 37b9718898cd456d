"""Time and chance as delivering uses them, so that tests can turn the clock."""

import asyncio
import datetime as dt
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

FIRST, LONGEST = 2.0, 300.0
NOT_SAID = 30.0
"""Seconds to wait when a platform asks to wait and does not say for how long."""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


@dataclass(frozen=True)
class Time:
    """The clock on the wall, and what waits by it."""

    now: Callable[[], dt.datetime] = _now
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    chance: Callable[[], float] = random.random
    """From 0 to 1."""

    def after(self, attempts: int, retry_after: float | None = None) -> dt.datetime:
        """When to try again: later each time, and never many at the same moment."""
        wait = min(FIRST * 2 ** (attempts - 1), LONGEST) * (0.5 + self.chance() / 2)
        return self.now() + dt.timedelta(seconds=max(wait, retry_after or 0))

    def held(self, retry_after: float | None) -> dt.datetime:
        """Until when a lane waits: as long as the platform asks for, and up to a second more."""
        seconds = retry_after if retry_after is not None else NOT_SAID
        return self.now() + dt.timedelta(seconds=seconds + self.chance())

    def tomorrow(self) -> dt.datetime:
        """A day later, at another minute."""
        return self.now() + dt.timedelta(days=1, seconds=3600 * self.chance())


@dataclass
class Pace:
    """Gives out turns in a lane, no more than so many a second."""

    time: Time
    a_second: float
    _next: dt.datetime = field(default=dt.datetime.min.replace(tzinfo=dt.UTC))

    async def turn(self) -> None:
        """Returns when it is one's turn."""
        now = self.time.now()
        mine = max(now, self._next)
        self._next = mine + dt.timedelta(seconds=1 / self.a_second)
        if mine > now:
            await self.time.sleep((mine - now).total_seconds())
