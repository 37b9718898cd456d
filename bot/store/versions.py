"""Versions of briefings as they are kept, and what publishing takes and gives."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

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


@dataclass(frozen=True, slots=True)
class Done:
    """What publishing did. `new`: it was not published like that before."""

    version: Version
    new: bool
    rows: int


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
