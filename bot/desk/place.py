"""What the desk is made from."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from bot.desk.access import Access, Session
from bot.desk.replaying import Replays
from bot.store.curators import Curators
from bot.store.feedback import StoredFeedback
from handlers.dispatch import Dispatcher, Knowledge
from knowledge.hours import london_day


@dataclass(frozen=True, slots=True)
class Desk:
    """One running desk. `trying` answers like the bot and keeps nothing."""

    access: Access
    knowledge: Callable[[], Knowledge]
    trying: Dispatcher
    folder: Path | None
    kept: Curators
    feedback: StoredFeedback
    replays: Replays
    clock: Callable[[], dt.datetime]

    def today(self) -> dt.date:
        """The day of the people who work with it, which begins an hour before UTC's in summer."""
        return london_day(self.clock())


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that may be answered: whose session it is, and the fields of its form."""

    session: Session
    fields: dict[str, str]


DESK = web.AppKey("desk", Desk)
ADMITTED = web.RequestKey("admitted", Admitted)
COOKIE = "desk"
PATH = "/desk"
