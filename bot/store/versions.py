"""Versions of briefings as they are kept, and what publishing takes and gives."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


class Waker(Protocol):
    """Tells whoever delivers that lanes have something due."""

    async def wake(self, connection: AsyncConnection, lanes: Iterable[str]) -> None:
        """In the transaction that made it due, so that the two are not separated."""
        ...


class NobodyWakes:
    """A Waker for one process: its own loop looks often enough."""

    async def wake(self, connection: AsyncConnection, lanes: Iterable[str]) -> None:
        """Nothing to do."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be published. `revision` is the hash of `content`."""

    slug: str
    content: Mapping[str, object]
    revision: str
    by: str
    at: dt.datetime
    addressed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a briefing, as it is kept."""

    id: int
    slug: str
    number: int
    status: str
    content: Mapping[str, object]
    revision: str
    addressed: tuple[str, ...]
    publish_at: dt.datetime
    published_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Reach:
    """How many conversations get it at once, with their next digest, or have something to be corrected."""

    at_once: int
    weekly: int
    delivered: int


Step = Literal["first", "correct", "widen", "nothing"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What publishing a draft does: first copies, a correction of `out`, more recipients of it, or nothing.

    `there` is what makes it do nothing; `cancelled` and `also` are scheduled versions that go and that stay.
    """

    step: Step
    out: Version | None = None
    there: Version | None = None
    cancelled: tuple[Version, ...] = ()
    also: tuple[Version, ...] = ()


@dataclass(frozen=True, slots=True)
class Would:
    """What publishing would do, the number its version would have, and whom it would reach."""

    plan: Plan
    number: int
    reach: Reach


@dataclass(frozen=True, slots=True)
class Done:
    """What publishing did. `new`: it was not published like that before."""

    version: Version
    step: Step
    new: bool
    rows: int


def planned(live: Sequence[Version], draft: Draft) -> Plan:
    """What publishing the draft does, given what is scheduled, out or withdrawn.

    Scheduled versions of other content go. Those of the same content stay, each for its own recipients, but
    for one that this draft moves to another time, or has no one left to reach after it.
    """
    out = next((each for each in live if each.status != "scheduled"), None)
    waiting = [each for each in live if each.status == "scheduled"]
    same = [each for each in waiting if each.revision == draft.revision]
    to = set(draft.addressed)
    there = next((each for each in same if set(each.addressed) == to and each.publish_at == draft.at), None)
    gone = tuple(each for each in waiting if each is not there and (each not in same or _spent(each, draft)))
    also = tuple(each for each in same if each is not there and each not in gone)
    widens = out is not None and out.status == "published" and out.revision == draft.revision
    if widens and out is not None and set(out.addressed) == to:
        there = out
    if there is not None and not gone:
        return Plan("nothing", out, there, (), also)
    step: Step = "widen" if widens else "first" if out is None else "correct"
    return Plan(step, out, None, gone, also)


def wider(before: Sequence[str], more: Sequence[str]) -> list[str]:
    """Whom it is for after it went to more: to all (none named) stays to all."""
    return sorted({*before, *more}) if before and more else []


def _spent(waiting: Version, draft: Draft) -> bool:
    """Whether a scheduled version of the same content has no one left to reach once the draft is out."""
    to, named = set(draft.addressed), set(waiting.addressed)
    covered = not to or (bool(named) and named <= to)
    return named == to or (covered and draft.at <= waiting.publish_at)


def version_of(row: sa.Row[tuple[Any, ...]]) -> Version:
    """A row of the table."""
    return Version(
        row.id,
        row.slug,
        row.version,
        row.status,
        row.content,
        row.revision,
        tuple(row.addressed),
        row.publish_at,
        row.published_at,
    )
