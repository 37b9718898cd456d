"""Sends what is due in one lane until nothing is: at its pace, each message once."""

import asyncio
import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import replace

import structlog

from bot.delivery.courier import Courier, NotDelivered
from bot.delivery.outcomes import Outcomes, Unwritten
from bot.delivery.rendering import NotNeeded, NotYet, Rendering, Said
from bot.delivery.time import Pace, Time
from bot.logs import places
from bot.store.deliveries import DeliveryStore
from bot.store.queue import Taken

LINGER = dt.timedelta(seconds=60)
"""For what is due so soon the lane is not left."""
BUSY = 5.0
"""Seconds that a correction waits while what it corrects is being sent."""
OURS = uuid.UUID("6f6d0a3e-9f0a-4f63-8a51-0f2c6d2a7b1e")
log = structlog.get_logger()


class Drains:
    """Drains lanes. `couriers` are the platforms that this process can send to, by their names."""

    def __init__(
        self, store: DeliveryStore, couriers: Mapping[str, Courier], rendering: Rendering, time: Time
    ) -> None:
        self._store = store
        self._couriers = couriers
        self._rendering = rendering
        self._time = time
        self._outcomes = Outcomes(store, time)
        self._paces: dict[str, Pace] = {}
        self._stopping = asyncio.Event()

    def stop(self) -> None:
        """What is being sent is finished; nothing new is begun."""
        self._stopping.set()

    def reaches(self, lane: str) -> bool:
        """Whether this process can send there."""
        return _platform(lane) in self._couriers

    async def mended(self) -> None:
        """Starts the stopped lanes whose installation is back."""
        for lane in await self._store.lanes.stopped():
            courier = self._couriers.get(_platform(lane))
            try:
                if courier is not None and await courier.installed(lane):
                    await self._store.lanes.start(lane)
                    log.info("lane_mended", lane=lane)
            except Exception as error:  # other lanes must not wait for it
                log.error("regular_work_failed", doing="mended", lane=lane, exc_info=error)

    async def drain(self, lane: str) -> None:
        """Comes back when nothing is due there soon. Several may drain one lane: only its pace suffers."""
        courier = self._couriers.get(_platform(lane))
        if courier is None:
            return
        pace = self._paces.setdefault(lane, Pace(self._time, courier.limits.a_second))
        slots = (self._slot(lane, courier, pace) for _ in range(courier.limits.in_flight))
        for ended in await asyncio.gather(*slots, return_exceptions=True):
            if isinstance(ended, BaseException):  # the other slots have finished what they were sending
                raise ended

    async def _slot(self, lane: str, courier: Courier, pace: Pace) -> None:
        """One message after the other."""
        while not self._stopping.is_set():
            await pace.turn()
            taken = await self._store.queue.take(lane, self._time.now())
            if taken is not None:
                await self._deliver(taken, courier)
            elif not await self._soon(lane):
                return

    async def _soon(self, lane: str) -> bool:
        """Waits for what is due soon. False: nothing is."""
        at = (await self._store.lanes.now(lane)).next_at()
        now = self._time.now()
        if at is None or at - now > LINGER:
            return False
        if at > now:
            await self._pause((at - now).total_seconds())
        return True

    async def _pause(self, seconds: float) -> None:
        """Sleeps, unless the process is told to stop."""
        sleeping = asyncio.ensure_future(self._time.sleep(seconds))
        stopping = asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({sleeping, stopping}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            sleeping.cancel()
            stopping.cancel()

    async def _deliver(self, taken: Taken, courier: Courier) -> None:
        if taken.gone_at is not None:
            await self._outcomes.left(taken, taken.gone_at)
            return
        try:
            said = await self._said(taken, courier)
        except NotNeeded as reason:
            await self._outcomes.not_needed(taken, reason.code)
        except NotYet:
            await self._outcomes.later(taken, BUSY)
        except NotDelivered as trouble:
            await self._outcomes.troubled(taken, trouble)
        else:
            try:
                await self._send(taken, courier, said)
            except Unwritten as lost:
                await self._outcomes.unwritten(lost)

    async def _said(self, taken: Taken, courier: Courier) -> Said:
        """What to send. Whatever goes wrong here, nothing has been sent."""
        try:
            refused = await self._store.wanted.refused(taken)
            if refused is not None:
                raise NotNeeded(refused)
            return await self._rendering.of(taken, courier)
        except (NotNeeded, NotYet):
            raise
        except Exception as error:  # a fault of ours, as above
            _log_failure(taken, error)
            raise NotDelivered("again", type(error).__name__) from None

    async def _send(self, taken: Taken, courier: Courier, said: Said) -> None:
        """Each message that is not there yet, each written down before the next. Raises Unwritten."""
        most = max(len(said.messages), len(said.replaces))
        for number in range(len(taken.remote_ids), most):
            if number:
                await self._time.sleep(courier.limits.between)
            try:
                remote_id = await self._one(taken, courier, said, number)
            except NotDelivered as trouble:
                await self._outcomes.troubled(taken, trouble)
                return
            except Exception as error:  # a fault of ours: others must not wait, nor it be tried for ever
                _log_failure(taken, error)
                await self._outcomes.troubled(taken, NotDelivered("unclear", type(error).__name__))
                return
            there = (*taken.remote_ids, remote_id)
            if number == most - 1:
                taken = replace(taken, remote_ids=there)
                break
            mine = await self._outcomes.arrived(taken, there)
            if mine is None:
                log.warning("delivery_lease_lost", lane=taken.lane)
                return
            taken = mine
        await self._outcomes.sent(taken, taken.remote_ids)

    async def _one(self, taken: Taken, courier: Courier, said: Said, number: int) -> str:
        """Changes the message that is there, or posts a new one. Gives its id."""
        message = said.messages[number] if number < len(said.messages) else said.removed
        if number < len(said.replaces):
            await courier.change(taken.where, said.replaces[number], message)
            return said.replaces[number]
        key = uuid.uuid5(OURS, f"{taken.id}/{taken.version}/{number}")
        return await courier.post(taken.where, message, str(key))


def _log_failure(taken: Taken, error: Exception) -> None:
    log.error("delivery_failed", lane=taken.lane, error=type(error).__name__, places=places(error))


def _platform(lane: str) -> str:
    return lane.partition("/")[0]
