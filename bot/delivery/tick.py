"""What becomes due with time: scheduled briefings, and the weekly digest."""

import datetime as dt
from collections.abc import Awaitable
from typing import TypeVar

import structlog

from bot.delivery.calendar import last_digest
from bot.delivery.drain import Drains
from bot.store.deliveries import DeliveryStore

T = TypeVar("T")


async def tick(store: DeliveryStore, drains: Drains, now: dt.datetime) -> tuple[str, ...]:
    """Publishes what is scheduled for now, makes the digest of the week, sees whether a stopped lane was
    mended, and gives the lanes with work.

    Any number of processes may do this at once, and any of them may die at any moment: each step is one
    transaction, and a second time it finds nothing to do. One that fails keeps no other from being done, and
    is tried again with the next tick.
    """
    for slug in await _tried("scheduled", store.briefings.due(now)) or ():
        await _tried("scheduled", store.briefings.release(slug, now))
    await _tried("digest", store.digests.make(last_digest(now), now))
    await _tried("mended", drains.mended())
    return await store.lanes.ready(now)


async def _tried(doing: str, step: Awaitable[T]) -> T | None:
    try:
        return await step
    except Exception as error:  # others must not wait for it
        structlog.get_logger().error("regular_work_failed", doing=doing, exc_info=error)
        return None
