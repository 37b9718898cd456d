"""Everything that delivering needs of one database."""

import datetime as dt
from dataclasses import dataclass

from bot.store.briefings import Briefings
from bot.store.delivery_report import DeliveryReports
from bot.store.digests import Digests
from bot.store.engine import Database
from bot.store.lane_state import LaneStates
from bot.store.queue import LEASE, DeliveryQueue
from bot.store.strikes import Strikes
from bot.store.versions import Waker
from bot.store.wanted import Wanted


@dataclass(frozen=True, slots=True)
class DeliveryStore:
    """The parts, ready for use."""

    briefings: Briefings
    queue: DeliveryQueue
    wanted: Wanted
    lanes: LaneStates
    strikes: Strikes
    digests: Digests
    reports: DeliveryReports


def delivery_store(
    database: Database, waker: Waker | None = None, lease: dt.timedelta = LEASE
) -> DeliveryStore:
    """`waker` tells whoever delivers, in the transaction that makes something due."""
    return DeliveryStore(
        Briefings(database, waker),
        DeliveryQueue(database, lease),
        Wanted(database),
        LaneStates(database),
        Strikes(database),
        Digests(database, waker),
        DeliveryReports(database),
    )
