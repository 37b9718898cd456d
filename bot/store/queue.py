"""What is to be delivered: taken with a lease, and its outcome written down, one message at a time."""

import datetime as dt
from dataclasses import dataclass, replace

import sqlalchemy as sa

from bot.store.briefing_tables import briefings, conversations, lanes
from bot.store.briefing_tables import deliveries as table
from bot.store.engine import Database
from bot.store.references import Reference

LEASE = dt.timedelta(seconds=60)
"""How long a process has for one message. It must be longer than any request may take."""
POSTS = table.c.kind.in_(("briefing", "digest"))
"""What posts new messages. Changing a message a second time changes nothing."""
PLACE = tuple(conversations.c[name].label(f"at_{name}") for name in Reference.__dataclass_fields__)


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
    remote_ids: tuple[str, ...]
    conversation: int
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
    """The deliveries of one database. Several processes may take from it at once."""

    def __init__(self, database: Database, lease: dt.timedelta = LEASE) -> None:
        self._database = database
        self._lease = lease

    async def take(self, lane: str, now: dt.datetime) -> Taken | None:
        """The delivery that is due longest, or None. None too while the lane is held or stopped.

        What was being sent when its lease ran out may have arrived: from then on it is possibly there twice.
        """
        waits = sa.exists().where(
            lanes.c.lane == lane, sa.or_(lanes.c.stopped_at.is_not(None), lanes.c.held_until > now)
        )
        due = (
            sa.select(table.c.id)
            .where(table.c.lane == lane, table.c.due <= now, ~waits)
            .order_by(table.c.due, table.c.id)
            .limit(1)
            .with_for_update(skip_locked=True)
        )
        taking = (
            sa.update(table)
            .where(table.c.id.in_(due))
            .values(
                status="sending",
                due=now + self._lease,
                attempts=table.c.attempts + 1,
                possibly_twice=sa.or_(table.c.possibly_twice, sa.and_(table.c.status == "sending", POSTS)),
            )
            .returning(table.c.id)
        )
        async with self._database.write() as connection:
            taken = await connection.scalar(taking)
            if taken is None:
                return None
            wanted = sa.select(table, briefings.c.slug, briefings.c.version, *PLACE)
            joined = table.join(conversations).outerjoin(briefings, briefings.c.id == table.c.briefing_id)
            row = (await connection.execute(wanted.select_from(joined).where(table.c.id == taken))).one()
        where = Reference(**{name: getattr(row, f"at_{name}") for name in Reference.__dataclass_fields__})
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
            remote_ids=tuple(row.remote_ids),
            conversation=row.conversation_id,
            where=where,
        )

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
        mine = await self._write(taken, remote_ids=list(remote_ids), due=lease)
        return replace(taken, lease=lease, remote_ids=remote_ids) if mine else None

    async def sent(self, taken: Taken, remote_ids: tuple[str, ...], now: dt.datetime) -> bool:
        """All of it arrived. False: the lease had run out, and someone else sends it too.

        A conversation that takes a message is there, whatever was said of it before.
        """
        done = self._of(taken).values(
            status="sent",
            due=None,
            error=None,
            remote_ids=list(remote_ids),
            sent_version=taken.version,
            sent_at=now,
        )
        there = (
            sa.update(conversations)
            .where(conversations.c.id == taken.conversation, conversations.c.strikes > 0)
            .values(strikes=0, struck_on=None)
        )
        async with self._database.write() as connection:
            mine = (await connection.execute(done)).rowcount == 1
            await connection.execute(there)
            if mine and taken.target is not None:
                changed = sa.update(table).where(table.c.id == taken.target)
                await connection.execute(
                    changed.values(remote_ids=list(remote_ids), sent_version=taken.version)
                )
        return mine

    async def again(
        self, taken: Taken, due: dt.datetime, error: str, *, counted: bool = True, unclear: bool = False
    ) -> bool:
        """It is tried again. `counted`: as an attempt; `unclear`: it may have arrived all the same."""
        given: dict[str, object] = {"status": "pending", "due": due, "error": error}
        if not counted:
            given["attempts"] = max(taken.attempts - 1, 0)
        if unclear:
            given["possibly_twice"] = True
        return await self._write(taken, **given)

    async def finished(self, taken: Taken, status: str, error: str) -> bool:
        """It is not tried again: failed, dead (nobody is there, or it is not needed) or unknown."""
        return await self._write(taken, status=status, due=None, error=error)

    async def _write(self, taken: Taken, **given: object) -> bool:
        async with self._database.write() as connection:
            return (await connection.execute(self._of(taken).values(**given))).rowcount == 1

    @staticmethod
    def _of(taken: Taken) -> sa.Update:
        """Only as long as the lease is this process's own: its end is what nobody else's lease has."""
        return sa.update(table).where(
            table.c.id == taken.id, table.c.status == "sending", table.c.due == taken.lease
        )
