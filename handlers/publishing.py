"""What curators may do with briefings, as chat and the command line call it (a port)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.messages import Reply

Change = Literal["new", "correction", "wider", "unchanged"]
"""`wider`: what is out goes to more people. `unchanged`: nothing is done."""


class NotPublished(Exception):  # noqa: N818 - it says what is so
    """It cannot be published or withdrawn. `lines` say why and what to do, in words for the curator."""

    def __init__(self, *lines: str) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class Prepared:
    """What publishing would do, before anyone is asked to confirm it.

    `revision` names exactly this content: publishing with it cannot publish something else. `recipients` is
    how many conversations get it at once, `digests` how many in their next weekly digest, `corrected` how
    many delivered messages would change. `also` are the times at which it stays scheduled for others.
    """

    slug: str
    title: str
    revision: str
    version: int
    change: Change
    preview: Reply
    recipients: int
    digests: int
    corrected: int
    also: tuple[dt.datetime, ...] = ()


@dataclass(frozen=True, slots=True)
class Published:
    """What was done. `at` is when it goes out; `now` whether that is at once."""

    slug: str
    title: str
    version: int
    change: Change
    at: dt.datetime
    now: bool
    recipients: int


class Publishing(Protocol):
    """Publishes briefings of the content in use. Everything may raise NotPublished."""

    def may(self, platform: str, sender: str) -> bool:
        """Whether this person is a listed curator (setting CURATORS)."""
        ...

    async def prepare(
        self, slug: str, at: dt.datetime | None = None, addressed: tuple[str, ...] = ()
    ) -> Prepared:
        """The preview and what publishing then, to these, would do. Changes nothing."""
        ...

    async def publish(
        self,
        slug: str,
        revision: str,
        by: str,
        at: dt.datetime | None = None,
        addressed: tuple[str, ...] = (),
    ) -> Published:
        """Publishes what was prepared, now or at a set time, once however often it is called.

        `by` is "platform/sender". Content that changed since `prepare` is not published.
        """
        ...

    async def withdraw(self, slug: str, by: str) -> int:
        """Withdraws it: how many delivered messages are replaced by a notice, or undelivered ones stopped."""
        ...
