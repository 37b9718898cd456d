"""Lanes: which have something due, which wait for how long, and which are stopped."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.briefing_tables import deliveries, lanes
from bot.store.engine import Database
from bot.store.upsert import insert


@dataclass(frozen=True, slots=True)
class LaneNow:
    """What a lane has to do. `due` is when the first that waits is due; None: nothing waits."""

    lane: str
    due: dt.datetime | None = None
    held_until: dt.datetime | None = None
    stopped: bool = False

    def next_at(self) -> dt.datetime | None:
        """When there is something to do in it. None: nothing, until something is published or mended."""
        if self.stopped or self.due is None:
            return None
        return max(self.due, self.held_until) if self.held_until else self.due


class LaneStates:
    """The lanes of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def now(self, lane: str) -> LaneNow:
        """One lane."""
        waiting = sa.and_(deliveries.c.lane == lane, deliveries.c.status == "pending")
        first = sa.select(sa.func.min(deliveries.c.due)).where(waiting)
        async with self._database.read() as connection:
            due = await connection.scalar(first)
            row = (await connection.execute(sa.select(lanes).where(lanes.c.lane == lane))).first()
        if row is None:
            return LaneNow(lane, due)
        return LaneNow(lane, due, row.held_until, row.stopped_at is not None)

    async def ready(self, now: dt.datetime) -> tuple[str, ...]:
        """The lanes with something due that neither wait nor are stopped."""
        waits = sa.exists().where(
            lanes.c.lane == deliveries.c.lane,
            sa.or_(lanes.c.stopped_at.is_not(None), lanes.c.held_until > now),
        )
        wanted = sa.select(deliveries.c.lane).distinct().where(deliveries.c.due <= now, ~waits)
        async with self._database.read() as connection:
            return tuple(sorted(await connection.scalars(wanted)))

    async def hold(self, lane: str, until: dt.datetime) -> None:
        """The platform asked to wait: nobody sends in this lane before. The longest wait counts."""
        async with self._database.write() as connection:
            adding = insert(connection, lanes).values(lane=lane, held_until=until)
            longer = sa.or_(lanes.c.held_until.is_(None), lanes.c.held_until < until)
            await connection.execute(
                adding.on_conflict_do_update(
                    index_elements=[lanes.c.lane], set_={"held_until": until}, where=longer
                )
            )

    async def stop(self, lane: str, at: dt.datetime, error: str) -> bool:
        """The installation is gone: nothing is sent until it is mended. Whether it was not stopped before."""
        async with self._database.write() as connection:
            adding = insert(connection, lanes).values(lane=lane, stopped_at=at, error=error)
            stopping = adding.on_conflict_do_update(
                index_elements=[lanes.c.lane],
                set_={"stopped_at": at, "error": error},
                where=lanes.c.stopped_at.is_(None),
            ).returning(lanes.c.lane)
            return (await connection.execute(stopping)).first() is not None

    async def start(self, lane: str) -> None:
        """The platform lets the bot in again: the lane goes on."""
        mended = sa.update(lanes).where(lanes.c.lane == lane).values(stopped_at=None, error=None)
        async with self._database.write() as connection:
            await connection.execute(mended)

    async def stopped(self) -> dict[str, str]:
        """The lanes that are stopped, each with the word that the platform gave."""
        wanted = sa.select(lanes.c.lane, lanes.c.error).where(lanes.c.stopped_at.is_not(None))
        async with self._database.read() as connection:
            return {row.lane: row.error or "" for row in await connection.execute(wanted)}
