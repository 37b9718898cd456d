"""What is to be delivered: taken with a lease, and its outcome written down, one message at a time."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.briefing_tables import briefings, conversations, lanes
from bot.store.briefing_tables import deliveries as table
from bot.store.engine import Database
from bot.store.gathered import Gathered
from bot.store.instants import Instant
from bot.store.references import Reference

T = TypeVar("T")
LEASE = dt.timedelta(seconds=60)
"""How long a process has for one message. It must be longer than any request may take."""
POSTS = table.c.kind.in_(("briefing", "digest"))
"""What posts new messages. Changing a message a second time changes nothing."""
PLACE = tuple(conversations.c[name].label(f"at_{name}") for name in Reference.__dataclass_fields__)
AT, LEASED = sa.bindparam("at", type_=Instant), sa.bindparam("lease", type_=Instant)
WAITS = sa.exists().where(
    lanes.c.lane == sa.bindparam("in_lane"),
    sa.or_(lanes.c.stopped_at.is_not(None), lanes.c.held_until > AT),
)
FIRST = (
    sa.select(table.c.id)
    .where(table.c.lane == sa.bindparam("in_lane"), table.c.due <= AT, ~WAITS)
    .order_by(table.c.due, table.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)
TAKE = (
    sa.update(table)
    .where(table.c.id.in_(FIRST))
    .values(
        status="sending",
        due=LEASED,
        attempts=table.c.attempts + 1,
        possibly_twice=sa.or_(table.c.possibly_twice, sa.and_(table.c.status == "sending", POSTS)),
    )
    .returning(table.c.id)
)
READ = (
    sa.select(
        table, briefings.c.slug, briefings.c.version, conversations.c.strikes, conversations.c.gone_at, *PLACE
    )
    .select_from(table.join(conversations).outerjoin(briefings, briefings.c.id == table.c.briefing_id))
    .where(table.c.id == sa.bindparam("taken"))
)
MINE = sa.update(table).where(
    table.c.id == sa.bindparam("taken"), table.c.status == "sending", table.c.due == LEASED
)
"""Only as long as the lease is this process's own: its end is what nobody else's lease has."""
SENT = MINE.values(
    status="sent",
    due=None,
    error=None,
    remote_ids=sa.bindparam("ids", type_=sa.JSON),
    sent_version=sa.bindparam("number"),
    sent_at=AT,
)
"""The statements stand here because making them anew for each message costs more than running them."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A delivery that this process sends now, until `lease`; then anyone may."""

    id: int
    kind: str
    briefing: int | None
    slug: str
    version: int | None
    target: int | None
    items: tuple[str, ...]
    lane: str
    lease: dt.datetime
    attempts: int
    error: str
    """What the platform said of it last."""
    remote_ids: tuple[str, ...]
    conversation: int
    struck: bool
    gone_at: dt.datetime | None
    """Since when the bot is not in the conversation any more."""
    where: Reference


@dataclass(frozen=True, slots=True)
class Target:
    """The delivery that a correction or withdrawal changes."""

    kind: str
    busy: bool
    """It is being sent or changed, or waits to be: what changes it waits until that is over."""
    items: tuple[str, ...]
    remote_ids: tuple[str, ...]


class DeliveryQueue:
    """The deliveries of one database. Several processes may take from it at once.

    On SQLite, where writes take turns and each turn waits for the disk, what several lanes write at the same
    time goes into one transaction. Nobody goes on before theirs is on the disk.
    """

    def __init__(self, database: Database, lease: dt.timedelta = LEASE) -> None:
        self._database = database
        self._lease = lease
        self._together = Gathered(self._all)

    async def take(self, lane: str, now: dt.datetime) -> Taken | None:
        """The delivery that is due longest, or None. None too while the lane is held or stopped.

        What was being sent when its lease ran out may have arrived: from then on it is possibly there twice.
        """

        async def take(connection: AsyncConnection) -> Taken | None:
            given = {"in_lane": lane, "at": now, "lease": now + self._lease}
            taken = await connection.scalar(TAKE, given)
            if taken is None:
                return None
            return _taken((await connection.execute(READ, {"taken": taken})).one())

        return await self._write(take)

    async def target(self, taken: Taken) -> Target | None:
        """What a correction or withdrawal changes, as it is now."""
        wanted = sa.select(table).where(table.c.id == taken.target)
        other = sa.exists().where(
            table.c.target_id == taken.target, table.c.id != taken.id, table.c.status == "sending"
        )
        async with self._database.read() as connection:
            row = (await connection.execute(wanted)).mappings().first()
            busy = bool(await connection.scalar(sa.select(other)))
        if row is None:
            return None
        busy = busy or row["status"] in ("pending", "sending")
        return Target(row["kind"], busy, tuple(row["items"]), tuple(row["remote_ids"]))

    async def arrived(self, taken: Taken, remote_ids: tuple[str, ...], now: dt.datetime) -> Taken | None:
        """One message of several arrived: it is written down, and the lease runs anew. None: it was lost."""
        lease = now + self._lease
        mine = await self._set(taken, remote_ids=list(remote_ids), due=lease)
        return replace(taken, lease=lease, remote_ids=remote_ids) if mine else None

    async def sent(self, taken: Taken, remote_ids: tuple[str, ...], now: dt.datetime) -> bool:
        """All of it arrived. False: the lease had run out, and someone else sends it too.

        A conversation that takes a message is there, whatever was said of it before.
        """
        ids = list(remote_ids)
        given = {"taken": taken.id, "lease": taken.lease, "at": now, "ids": ids, "number": taken.version}
        place = conversations.c.id == taken.conversation

        async def end(connection: AsyncConnection) -> bool:
            mine = (await connection.execute(SENT, given)).rowcount == 1
            if taken.struck:
                there = sa.update(conversations).where(place).values(strikes=0, struck_on=None)
                await connection.execute(there)
            if mine and taken.target is not None:
                changed = sa.update(table).where(table.c.id == taken.target)
                await connection.execute(changed.values(remote_ids=ids, sent_version=taken.version))
            return mine

        return await self._write(end)

    async def again(
        self, taken: Taken, due: dt.datetime, error: str, *, counted: bool = True, unclear: bool = False
    ) -> bool:
        """It is tried again, from what `taken` says has arrived. `counted`: as an attempt; `unclear`: what
        follows may have arrived all the same."""
        ids = list(taken.remote_ids)
        given: dict[str, object] = {"status": "pending", "due": due, "error": error, "remote_ids": ids}
        if not counted:
            given["attempts"] = max(taken.attempts - 1, 0)
        if unclear:
            given["possibly_twice"] = True
        return await self._set(taken, **given)

    async def finished(self, taken: Taken, status: str, error: str) -> bool:
        """It is not tried again: failed, dead (nobody is there, or it is not needed) or unknown."""
        return await self._set(taken, status=status, due=None, error=error, remote_ids=list(taken.remote_ids))

    async def _set(self, taken: Taken, **values: object) -> bool:
        given = {"taken": taken.id, "lease": taken.lease}

        async def change(connection: AsyncConnection) -> bool:
            return (await connection.execute(MINE.values(**values), given)).rowcount == 1

        return await self._write(change)

    async def _write(self, work: Callable[[AsyncConnection], Awaitable[T]]) -> T:
        if not self._database.shared:
            done: T = await self._together.add(work)
            return done
        async with self._database.write() as connection:
            return await work(connection)

    async def _all(self, works: Sequence[Callable[[AsyncConnection], Awaitable[Any]]]) -> list[Any]:
        async with self._database.write() as connection:
            return [await each(connection) for each in works]


def _taken(row: sa.Row[Any]) -> Taken:
    return Taken(
        id=row.id,
        kind=row.kind,
        briefing=row.briefing_id,
        slug=row.slug or "",
        version=row.version,
        target=row.target_id,
        items=tuple(row.items),
        lane=row.lane,
        lease=row.due,
        attempts=row.attempts,
        error=row.error or "",
        remote_ids=tuple(row.remote_ids),
        conversation=row.conversation_id,
        struck=row.strikes > 0,
        gone_at=row.gone_at,
        where=Reference(**{name: getattr(row, f"at_{name}") for name in Reference.__dataclass_fields__}),
    )
