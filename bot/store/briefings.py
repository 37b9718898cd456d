"""Briefings and their versions: published once, corrected and withdrawn, each in one transaction."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import release
from bot.store.addressed import recipients
from bot.store.briefing_tables import briefings as table
from bot.store.briefing_tables import conversations, deliveries
from bot.store.engine import Database
from bot.store.turns import in_turn
from bot.store.versions import Done, Draft, NobodyWakes, Reach, Version, Waker, version_of


class Briefings:
    """The briefings of one database."""

    def __init__(self, database: Database, waker: Waker | None = None) -> None:
        self._database = database
        self._waker = waker or NobodyWakes()

    async def newest(self, slug: str) -> Version | None:
        """The newest version that is scheduled or out, or was withdrawn."""
        async with self._database.read() as connection:
            return await _newest(connection, slug)

    async def current(self, slug: str) -> Version | None:
        """The version that is out, or was out last and is withdrawn."""
        known = sa.select(table).where(table.c.slug == slug, table.c.status.in_(("published", "withdrawn")))
        async with self._database.read() as connection:
            row = (await connection.execute(known.order_by(table.c.version.desc()))).first()
        return version_of(row) if row is not None else None

    async def version(self, briefing: int) -> Version | None:
        """One version by its row."""
        async with self._database.read() as connection:
            row = (await connection.execute(sa.select(table).where(table.c.id == briefing))).first()
        return version_of(row) if row is not None else None

    async def would_reach(self, slug: str, content: Mapping[str, object], addressed: Sequence[str]) -> Reach:
        """How many conversations publishing this would reach."""
        has = sa.exists().where(
            deliveries.c.conversation_id == conversations.c.id, deliveries.c.key == f"briefing/{slug}"
        )
        at_once = recipients(content, addressed, "immediate").where(~has).subquery()
        weekly = recipients(content, addressed, "weekly").where(~has).subquery()
        async with self._database.read() as connection:
            counts = [
                await connection.scalar(sa.select(sa.func.count()).select_from(each)) or 0
                for each in (at_once, weekly, release.delivered(slug).subquery())
            ]
        return Reach(*counts)

    async def publish(self, draft: Draft, now: dt.datetime) -> Done:
        """Status, rows and wake-up in one transaction. The same content again publishes nothing again.

        Of two curators who publish at once, the second finds the work of the first done.
        """
        async with self._database.write() as connection:
            await in_turn(connection, draft.slug)
            before = await _newest(connection, draft.slug)
            if before is not None and _same(before, draft):
                return await self._widened(connection, before, draft, now)
            waiting = sa.update(table).where(table.c.slug == draft.slug, table.c.status == "scheduled")
            await connection.execute(waiting.values(status="cancelled"))
            adding = sa.insert(table).values(
                slug=draft.slug,
                version=await _next_number(connection, draft.slug),
                status="scheduled",
                content=dict(draft.content),
                revision=draft.revision,
                addressed=list(draft.addressed),
                publish_at=draft.at,
                published_by=draft.by[:200],
            )
            made = (await connection.execute(adding.returning(*table.c))).one()
            if draft.at > now:
                return Done(version_of(made), True, 0)
            rows = await self._release(connection, version_of(made), now)
            released = (await connection.execute(sa.select(table).where(table.c.id == made.id))).one()
            return Done(version_of(released), True, rows)

    async def release_due(self, now: dt.datetime) -> int:
        """Publishes what is scheduled and whose time has come, each in a transaction of its own."""
        due = sa.select(table).where(table.c.status == "scheduled", table.c.publish_at <= now)
        due = due.order_by(table.c.publish_at, table.c.id)
        async with self._database.read() as connection:
            slugs = list(dict.fromkeys(row.slug for row in await connection.execute(due)))
        released = 0
        for slug in slugs:
            async with self._database.write() as connection:
                await in_turn(connection, slug)
                for row in (await connection.execute(due.where(table.c.slug == slug))).all():
                    await self._release(connection, version_of(row), now)
                    released += 1
        return released

    async def withdraw(self, slug: str, now: dt.datetime) -> int | None:
        """How many delivered messages a notice will replace. None: nothing of it is out or scheduled."""
        async with self._database.write() as connection:
            await in_turn(connection, slug)
            before = await _newest(connection, slug)
            if before is None or before.status not in ("published", "scheduled"):
                return None
            ours = sa.update(table).where(table.c.slug == slug)
            await connection.execute(ours.where(table.c.status == "scheduled").values(status="cancelled"))
            out = (await connection.execute(_that_is_out(slug))).first()
            if out is None:
                return 0
            await connection.execute(ours.where(table.c.id == out.id).values(status="withdrawn"))
            await release.stopped(connection, slug)
            rows = await release.changes(connection, "withdrawal", version_of(out), now)
            await self._wake(connection, out.id)
            return rows

    async def _release(self, connection: AsyncConnection, version: Version, now: dt.datetime) -> int:
        earlier = sa.update(table).where(
            table.c.slug == version.slug,
            table.c.id != version.id,
            table.c.status.in_(("published", "withdrawn")),
        )
        corrects = (await connection.execute(earlier.values(status="superseded"))).rowcount > 0
        this = sa.update(table).where(table.c.id == version.id)
        await connection.execute(this.values(status="published", published_at=now))
        rows = 0
        if corrects:
            rows = await release.changes(connection, "correction", version, now)
        rows += await release.first_copies(connection, version, version.addressed, now)
        await self._wake(connection, version.id)
        return rows

    async def _widened(
        self, connection: AsyncConnection, before: Version, draft: Draft, now: dt.datetime
    ) -> Done:
        """The same content, perhaps for more recipients: those who have it do not get it again."""
        if before.status != "published" or set(before.addressed) == set(draft.addressed):
            return Done(before, False, 0)
        wider = sorted({*before.addressed, *draft.addressed}) if draft.addressed else []
        this = sa.update(table).where(table.c.id == before.id)
        await connection.execute(this.values(addressed=wider))
        rows = await release.first_copies(connection, before, draft.addressed, now)
        await self._wake(connection, before.id)
        return Done(before, rows > 0, rows)

    async def _wake(self, connection: AsyncConnection, briefing: int) -> None:
        lanes = sa.select(deliveries.c.lane).distinct()
        mine = lanes.where(deliveries.c.briefing_id == briefing, deliveries.c.due.is_not(None))
        await self._waker.wake(connection, sorted(await connection.scalars(mine)))


def _same(before: Version, draft: Draft) -> bool:
    """Whether publishing the draft would publish again what is out, or scheduled for the same time."""
    if before.revision != draft.revision:
        return False
    return before.status == "published" or (before.status == "scheduled" and before.publish_at == draft.at)


def _that_is_out(slug: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.slug == slug, table.c.status == "published")


async def _newest(connection: AsyncConnection, slug: str) -> Version | None:
    live = table.c.status.in_(("scheduled", "published", "withdrawn"))
    wanted = sa.select(table).where(table.c.slug == slug, live).order_by(table.c.version.desc())
    row = (await connection.execute(wanted)).first()
    return version_of(row) if row is not None else None


async def _next_number(connection: AsyncConnection, slug: str) -> int:
    highest = sa.select(sa.func.max(table.c.version)).where(table.c.slug == slug)
    return (await connection.scalar(highest) or 0) + 1
