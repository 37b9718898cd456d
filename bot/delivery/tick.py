"""What becomes due with time: scheduled briefings, and the weekly digest."""

import datetime as dt

from bot.delivery.calendar import last_digest
from bot.delivery.drain import Drains
from bot.store.deliveries import DeliveryStore


async def tick(store: DeliveryStore, drains: Drains, now: dt.datetime) -> tuple[str, ...]:
    """Publishes what is scheduled for now, makes the digest of the week, sees whether a stopped lane was
    mended, and gives the lanes with work.

    Any number of processes may do this at once, and any of them may die at any moment: each step is one
    transaction, and a second time it finds nothing to do.
    """
    await store.briefings.release_due(now)
    await store.digests.make(last_digest(now), now)
    await drains.mended()
    return await store.lanes.ready(now)
