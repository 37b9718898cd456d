"""Briefings and their versions: published once, corrected and withdrawn, each in one transaction."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import release
from bot.store.addressed import lacking
from bot.store.briefing_tables import briefings as table
from bot.store.briefing_tables import deliveries
from bot.store.engine import Database
from bot.store.turns import in_turn
from bot.store.versions import (
    Done,
    Draft,
    NobodyWakes,
    Reach,
    Version,
    Waker,
    Would,
    planned,
    version_of,
    wider,
)


class Briefings:
    """The briefings of one database."""

    def __init__(self, database: Database, waker: Waker | None = None) -> None:
        self._database = database
        self._waker = waker or NobodyWakes()

    async def known(self, slug: str) -> bool:
        """Whether a version is scheduled or out, or was withdrawn."""
        async with self._database.read() as connection:
            return bool(await _live(connection, slug))

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

    async def would(self, draft: Draft, now: dt.datetime) -> Would:
        """What `publish` would do with this draft. Changes nothing."""
        async with self._database.read() as connection:
            plan = planned(await _live(connection, draft.slug), draft)
            if plan.there is not None:
                return Would(plan, plan.there.number, Reach(0, 0, 0))
            given = (draft.slug, draft.content, draft.addressed)
            reached = [lacking(*given, rhythm).subquery() for rhythm in ("immediate", "weekly")]
            reached.append(release.delivered(draft.slug).subquery())
            counts = [
                await connection.scalar(sa.select(sa.func.count()).select_from(each)) or 0 for each in reached
            ]
            number = await _next_number(connection, draft.slug)
        if plan.step == "widen" and plan.out is not None and draft.at <= now:
            number = plan.out.number
        return Would(plan, number, Reach(counts[0], counts[1], counts[2] if plan.step == "correct" else 0))

    async def publish(self, draft: Draft, now: dt.datetime) -> Done:
        """Status, rows and wake-up in one transaction. The same content again publishes nothing again.

        Of two curators who publish at once, the second finds the work of the first done.
        """
        async with self._database.write() as connection:
            await in_turn(connection, draft.slug)
            plan = planned(await _live(connection, draft.slug), draft)
            if plan.there is not None:
                return Done(plan.there, plan.step, False, 0)
            going = sa.update(table).where(table.c.id.in_([each.id for each in plan.cancelled]))
            await connection.execute(going.values(status="cancelled"))
            if plan.step == "widen" and plan.out is not None and draft.at <= now:
                return await self._widen(connection, plan.out, draft.addressed, draft.at, now)
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
            made = version_of((await connection.execute(adding.returning(*table.c))).one())
            if draft.at > now:
                return Done(made, plan.step, True, 0)
            return await self._release(connection, made, now)

    async def due(self, now: dt.datetime) -> tuple[str, ...]:
        """The briefings of which a version is scheduled and its time has come."""
        async with self._database.read() as connection:
            return tuple(dict.fromkeys(row.slug for row in await connection.execute(_due(now))))

    async def release(self, slug: str, now: dt.datetime) -> int:
        """Publishes what is scheduled of a briefing and due, in one transaction: how many versions."""
        async with self._database.write() as connection:
            await in_turn(connection, slug)
            rows = (await connection.execute(_due(now).where(table.c.slug == slug))).all()
            for row in rows:
                await self._release(connection, version_of(row), now)
        return len(rows)

    async def withdraw(self, slug: str, by: str, now: dt.datetime) -> int | None:
        """How many delivered messages a notice will replace. None: nothing of it is out or scheduled."""
        async with self._database.write() as connection:
            await in_turn(connection, slug)
            if not any(each.status != "withdrawn" for each in await _live(connection, slug)):
                return None
            ours = (
                sa.update(table).where(table.c.slug == slug).values(withdrawn_at=now, withdrawn_by=by[:200])
            )
            await connection.execute(ours.where(table.c.status == "scheduled").values(status="cancelled"))
            out = (await connection.execute(_that_is_out(slug))).first()
            if out is None:
                return 0
            await connection.execute(ours.where(table.c.id == out.id).values(status="withdrawn"))
            await release.stopped(connection, slug)
            rows = await release.changes(connection, "withdrawal", version_of(out), now)
            await self._wake(connection, out.id)
            return rows

    async def _release(self, connection: AsyncConnection, version: Version, now: dt.datetime) -> Done:
        """A scheduled version comes out: instead of what is out, or as more recipients of just that."""
        out = next((each for each in await _live(connection, version.slug) if each.published_at), None)
        this = sa.update(table).where(table.c.id == version.id)
        if out is not None and out.status == "published" and out.revision == version.revision:
            await connection.execute(this.values(status="superseded", published_at=now))
            return await self._widen(connection, out, version.addressed, version.publish_at, now)
        addressed = list(version.addressed)
        if out is not None:
            await connection.execute(_row(out).values(status="superseded"))
            addressed = wider(out.addressed, addressed) if out.status == "published" else addressed
        await connection.execute(this.values(status="published", published_at=now, addressed=addressed))
        rows = await release.changes(connection, "correction", version, now) if out is not None else 0
        rows += await release.first_copies(connection, version, version.addressed, now)
        await self._wake(connection, version.id)
        return Done(await _version(connection, version.id), "correct" if out else "first", True, rows)

    async def _widen(
        self,
        connection: AsyncConnection,
        out: Version,
        addressed: Sequence[str],
        at: dt.datetime,
        now: dt.datetime,
    ) -> Done:
        """What is out goes to more: those who have it do not get it again, and the next digest lists it."""
        whom = wider(out.addressed, addressed)
        more = set(whom) != set(out.addressed)
        rows = await release.first_copies(connection, out, addressed, now)
        if more or rows:
            await connection.execute(_row(out).values(addressed=whom, publish_at=at, published_at=now))
        await self._wake(connection, out.id)
        return Done(await _version(connection, out.id), "widen", more or rows > 0, rows)

    async def _wake(self, connection: AsyncConnection, briefing: int) -> None:
        lanes = sa.select(deliveries.c.lane).distinct()
        mine = lanes.where(deliveries.c.briefing_id == briefing, deliveries.c.due.is_not(None))
        await self._waker.wake(connection, sorted(await connection.scalars(mine)))


def _that_is_out(slug: str) -> sa.Select[Any]:
    return sa.select(table).where(table.c.slug == slug, table.c.status == "published")


def _due(now: dt.datetime) -> sa.Select[Any]:
    due = sa.select(table).where(table.c.status == "scheduled", table.c.publish_at <= now)
    return due.order_by(table.c.publish_at, table.c.id)


def _row(version: Version) -> sa.Update:
    return sa.update(table).where(table.c.id == version.id)


async def _version(connection: AsyncConnection, briefing: int) -> Version:
    return version_of((await connection.execute(sa.select(table).where(table.c.id == briefing))).one())


async def _live(connection: AsyncConnection, slug: str) -> list[Version]:
    """What is scheduled or out, or was withdrawn last: the newest first."""
    live = table.c.status.in_(("scheduled", "published", "withdrawn"))
    wanted = sa.select(table).where(table.c.slug == slug, live).order_by(table.c.version.desc())
    return [version_of(row) for row in await connection.execute(wanted)]


async def _next_number(connection: AsyncConnection, slug: str) -> int:
    highest = sa.select(sa.func.max(table.c.version)).where(table.c.slug == slug)
    return (await connection.scalar(highest) or 0) + 1
