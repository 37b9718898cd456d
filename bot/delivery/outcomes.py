"""Writes down what became of a delivery, and says what that means for its lane and its conversation."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import structlog

from bot.delivery.courier import NotDelivered
from bot.delivery.time import Time
from bot.store.deliveries import DeliveryStore
from bot.store.engine import TROUBLE
from bot.store.queue import Taken
from knowledge.hours import london_day

MOST_ATTEMPTS = 8
DATABASE_WAITS = (1.0, 2.0, 4.0, 8.0, 16.0)
"""Seconds between tries to write down an outcome while the database is in trouble: within a lease."""
BACK_WITHIN, LOOK_AGAIN = dt.timedelta(days=1), dt.timedelta(minutes=15)
"""An update of the app in Teams takes the bot away and brings it back."""
STOPS_AGAIN = dt.timedelta(hours=1)
"""How long what stops its lane a second time waits, and then twice as long each time: others come before it,
and what ails all of them can be mended in the days until it is given up."""
T = TypeVar("T")
log = structlog.get_logger()


class Unwritten(Exception):  # noqa: N818 - it says what is so
    """It arrived, as far as `taken` says, and that could not be written down."""

    def __init__(self, taken: Taken, error: Exception) -> None:
        self.taken = taken
        self.code = type(error).__name__
        super().__init__(self.code)


@dataclass(frozen=True)
class Outcomes:
    """The ends of an attempt."""

    store: DeliveryStore
    time: Time

    async def arrived(self, taken: Taken, remote_ids: tuple[str, ...]) -> Taken | None:
        """One of several messages. None: the lease had run out, someone else goes on. Raises Unwritten."""
        try:
            return await self._written(lambda: self.store.queue.arrived(taken, remote_ids, self.time.now()))
        except Exception as error:  # whatever it is, the message is there
            raise Unwritten(replace(taken, remote_ids=remote_ids), error) from error

    async def sent(self, taken: Taken, remote_ids: tuple[str, ...]) -> None:
        """All of it. Raises Unwritten."""
        try:
            mine = await self._written(lambda: self.store.queue.sent(taken, remote_ids, self.time.now()))
        except Exception as error:  # as above
            raise Unwritten(replace(taken, remote_ids=remote_ids), error) from error
        if not mine:
            log.warning("delivery_lease_lost", lane=taken.lane)

    async def unwritten(self, lost: Unwritten) -> None:
        """What arrived is noted in the shortest way, so that the next attempt goes on after it. Should that
        fail too, the lease runs out, and whoever sends it then says that it may be there twice."""
        log.error("delivery_not_written", lane=lost.taken.lane, error=lost.code)
        taken = lost.taken
        if taken.attempts >= MOST_ATTEMPTS:
            await self._written(lambda: self.store.queue.finished(taken, "unknown", lost.code))
            return
        due = self.time.after(taken.attempts)
        await self._written(lambda: self.store.queue.again(taken, due, lost.code))

    async def left(self, taken: Taken, gone_at: dt.datetime) -> None:
        """The bot is not in the conversation any more: it may be back in a moment, and after a day is not."""
        now = self.time.now()
        if now - gone_at >= BACK_WITHIN:
            await self.not_needed(taken, "bot_removed")
            return
        due = now + LOOK_AGAIN
        await self._written(lambda: self.store.queue.again(taken, due, "bot_removed", counted=False))

    async def not_needed(self, taken: Taken, code: str) -> None:
        """It is not sent any more."""
        await self._written(lambda: self.store.queue.finished(taken, "dead", code))

    async def later(self, taken: Taken, seconds: float) -> None:
        """What it changes is being sent at this moment."""
        due = self.time.after(1, seconds)
        await self._written(lambda: self.store.queue.again(taken, due, "waits", counted=False))

    async def troubled(self, taken: Taken, trouble: NotDelivered) -> None:
        """It did not arrive, or nobody knows."""
        act: dict[str, Callable[[Taken, NotDelivered], Awaitable[object]]] = {
            "wait": self._wait,
            "stopped": self._stop,
            "gone": self._strike,
            "refused": self._refused,
        }
        await act.get(trouble.trouble, self._again)(taken, trouble)

    async def _wait(self, taken: Taken, trouble: NotDelivered) -> None:
        until = self.time.held(trouble.retry_after)
        log.warning("lane_held", lane=taken.lane, seconds=trouble.retry_after)
        await self._written(lambda: self.store.lanes.hold(taken.lane, until))
        await self._back(taken, trouble.code)

    async def _stop(self, taken: Taken, trouble: NotDelivered) -> None:
        now = self.time.now()
        if await self._written(lambda: self.store.lanes.stop(taken.lane, now, trouble.code)):
            log.error("lane_stopped", lane=taken.lane, error=trouble.code)
        if taken.error == trouble.code:  # the bot was let in again, and for this delivery that is not true
            wait = STOPS_AGAIN.total_seconds() * 2 ** (taken.attempts - 1)
            await self._again(taken, NotDelivered("again", trouble.code, wait))
            return
        await self._back(taken, trouble.code)

    async def _back(self, taken: Taken, code: str) -> None:
        """No fault of this delivery: its attempts are not counted."""
        now = self.time.now()
        await self._written(lambda: self.store.queue.again(taken, now, code, counted=False))

    async def _strike(self, taken: Taken, trouble: NotDelivered) -> None:
        now = self.time.now()
        day, conversation = london_day(now), taken.conversation
        gone = await self._written(lambda: self.store.strikes.strike(conversation, now, day, trouble.code))
        if gone:
            log.warning("conversation_gone", lane=taken.lane, error=trouble.code)
            await self._written(lambda: self.store.queue.finished(taken, "dead", trouble.code))
            return
        due = self.time.tomorrow()
        await self._written(lambda: self.store.queue.again(taken, due, trouble.code, counted=False))

    async def _refused(self, taken: Taken, trouble: NotDelivered) -> None:
        log.error("delivery_refused", lane=taken.lane, error=trouble.code)
        await self._written(lambda: self.store.queue.finished(taken, "failed", trouble.code))

    async def _again(self, taken: Taken, trouble: NotDelivered) -> None:
        unclear = trouble.trouble == "unclear"
        if taken.attempts >= MOST_ATTEMPTS:
            status = "unknown" if unclear else "failed"
            log.error("delivery_given_up", lane=taken.lane, error=trouble.code)
            await self._written(lambda: self.store.queue.finished(taken, status, trouble.code))
            return
        due = self.time.after(taken.attempts, trouble.retry_after)
        await self._written(lambda: self.store.queue.again(taken, due, trouble.code, unclear=unclear))

    async def _written(self, write: Callable[[], Awaitable[T]]) -> T:
        """An outcome is worth waiting for the database: without it the message would be sent again."""
        for wait in DATABASE_WAITS:
            try:
                return await write()
            except TROUBLE as error:
                log.warning("database_trouble", doing="delivery", exc_info=error)
                await self.time.sleep(wait)
        return await write()
