"""Who runs deliveries in one process: a loop that looks for lanes with work, and the tick once a minute."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import structlog

from bot.delivery.drain import Drains
from bot.delivery.tick import tick
from bot.store.deliveries import DeliveryStore

LOOK_SECONDS, TICK_SECONDS = 2.0, 60.0
LONGEST_REST = 64.0
"""Seconds that are rested at most after one failure after another."""
LAST_SENDS = 25.0
"""Seconds that what is being sent is given when the process stops: longer than any request."""
log = structlog.get_logger()


@dataclass
class Loop:
    """Drains each lane that has something due, all lanes beside each other."""

    store: DeliveryStore
    drains: Drains
    clock: Callable[[], dt.datetime]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _running: dict[str, asyncio.Task[None]] = field(default_factory=dict)
    _ticked: dt.datetime | None = None
    _failures: dict[str, int] = field(default_factory=dict)
    _resting: dict[str, dt.datetime] = field(default_factory=dict)

    async def run(self) -> None:
        """Until it is cancelled. Whatever fails is looked at again, less and less often."""
        failures = 0
        while True:
            try:
                await self.look()
                failures = 0
            except Exception as error:  # such as a database that is down: it will be back
                log.error("regular_work_failed", doing="delivery", exc_info=error)
                failures += 1
            await self.sleep(_rest(failures))

    async def look(self) -> None:
        """Starts to drain the lanes with something due, and ticks when it is time."""
        now = self.clock()
        if self._ticked is None or now - self._ticked >= dt.timedelta(seconds=TICK_SECONDS):
            self._ticked = now
            lanes = await tick(self.store, self.drains, now)
        else:
            lanes = await self.store.lanes.ready(now)
        for lane in lanes:
            rests = lane in self._resting and now < self._resting[lane]
            if self.drains.reaches(lane) and lane not in self._running and not rests:
                self._running[lane] = asyncio.create_task(self._drain(lane))

    async def settled(self, longest: float | None = None) -> None:
        """Waits for the drains under way."""
        if self._running:
            await asyncio.wait(self._running.values(), timeout=longest)

    async def _drain(self, lane: str) -> None:
        try:
            await self.drains.drain(lane)
            self._failures.pop(lane, None)
        except Exception as error:  # the lane is looked at again
            log.error("regular_work_failed", doing="drain", lane=lane, exc_info=error)
            self._failures[lane] = self._failures.get(lane, 0) + 1
            rest = dt.timedelta(seconds=_rest(self._failures[lane]))
            self._resting[lane] = self.clock() + rest
        finally:
            del self._running[lane]


def _rest(failures: int) -> float:
    return min(LOOK_SECONDS * 2.0**failures, LONGEST_REST)


@asynccontextmanager
async def looping(loop: Loop) -> AsyncIterator[None]:
    """The loop beside the block. Afterwards what was being sent has been sent, and written down."""
    task = asyncio.create_task(loop.run())
    try:
        yield
    finally:
        loop.drains.stop()
        task.cancel()
        await asyncio.wait({task})
        await loop.settled(LAST_SENDS)
