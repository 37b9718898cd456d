"""Where the bot may write without being asked: the conversations that it was added to."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.briefing_tables import conversations as table
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.upsert import insert


@dataclass(frozen=True, slots=True)
class Reference:
    """All that is needed to write to a conversation; nothing about who is in it.

    `team` and `channel` are those of the messages that come from there; `lane` is the rate-limit scope.
    """

    platform: str
    team: str
    channel: str
    room: str
    tenant: str = ""
    bot: str = ""
    service_url: str = ""

    @property
    def lane(self) -> str:
        """One Slack workspace, or one tenant of Teams."""
        return f"{self.platform}/{self.tenant or self.team}"


@dataclass(frozen=True, slots=True)
class Kept:
    """The row of a conversation, and whether the bot did not know it, or had left it."""

    id: int
    new: bool


async def kept(connection: AsyncConnection, reference: Reference) -> Kept:
    """From now on the bot is there. What is not told, such as Teams' address, stays as it was."""
    given = {**asdict(reference), "lane": reference.lane}
    adding = insert(connection, table).values(given)
    added = await connection.scalar(adding.on_conflict_do_nothing().returning(table.c.id))
    if added is not None:
        return Kept(int(added), True)
    key = ("platform", "team", "channel")
    there = sa.and_(*(table.c[name] == given[name] for name in key))
    gone = await connection.scalar(sa.select(table.c.gone_at).where(there).with_for_update())
    fresh = {"gone_at": None, "strikes": 0, "struck_on": None, **(given if reference.service_url else {})}
    updating = adding.on_conflict_do_update(index_elements=key, set_=fresh).returning(table.c.id)
    return Kept(int((await connection.execute(updating)).scalar_one()), gone is not None)


class ConversationReferences:
    """Kept from the moment the bot is added to a conversation; marked as gone when it is removed."""

    def __init__(self, database: Database, patience: Patience, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._patience = patience
        self._clock = clock

    async def keep(self, reference: Reference) -> bool:
        """Whether the bot did not know the conversation, or had left it; it knows it now. While the database
        is in trouble nothing is kept, and the conversation counts as known."""
        return await self._patience.attempt("keep_reference", lambda: self._keep(reference), False)

    async def forget(self, platform: str, channel: str) -> None:
        """The bot was removed. What was subscribed to is kept for a while, as an update of the app removes
        the bot and adds it again."""
        await self._patience.attempt("forget_reference", lambda: self._forget(platform, channel), None)

    async def every(self) -> tuple[Reference, ...]:
        """All where the bot still is. Raises what the database raises."""
        columns = [table.c[name] for name in Reference.__dataclass_fields__]
        wanted = sa.select(*columns).where(table.c.gone_at.is_(None)).order_by(table.c.id)
        async with self._database.read() as connection:
            rows = await connection.execute(wanted)
        return tuple(Reference(**row) for row in rows.mappings())

    async def _keep(self, reference: Reference) -> bool:
        async with self._database.write() as connection:
            back = sa.update(table).where(_in_team(reference.channel)).values(gone_at=None)
            await connection.execute(back)
            return (await kept(connection, reference)).new

    async def _forget(self, platform: str, channel: str) -> None:
        there = sa.and_(table.c.platform == platform, sa.or_(table.c.channel == channel, _in_team(channel)))
        leaving = sa.update(table).where(there, table.c.gone_at.is_(None)).values(gone_at=self._clock())
        async with self._database.write() as connection:
            await connection.execute(leaving)


def _in_team(team: str) -> sa.ColumnElement[bool]:
    """The channels of a team of Teams: the bot comes to and leaves all of them, and is told of the first one,
    whose id is that of the team."""
    return sa.and_(table.c.platform == "teams", table.c.room == "channel", table.c.team == team)
