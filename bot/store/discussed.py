"""Which briefings teams talked through, and when: evidence of use."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa

from bot.store.briefing_tables import conversations
from bot.store.briefing_tables import discussed as table
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.places import certainly, ids_of, known
from bot.store.upsert import insert
from handlers.messages import Conversation
from handlers.records import Discussion


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of the export. `team` and `channel` are ids of the platform; nobody's name."""

    discussed_on: dt.date
    briefing: str
    platform: str
    room: str
    team: str
    channel: str


class StoredDiscussions:
    """Discussed records in the database (a handlers.records.Discussions)."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience

    async def of(self, place: Conversation) -> tuple[Discussion, ...]:
        """All of one conversation, the latest first."""
        return await certainly(self._patience, "discussions", lambda: self._of(place))

    async def add(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it is new."""
        return await certainly(self._patience, "discussed", lambda: self._add(place, discussion))

    async def remove(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it was there."""
        return await certainly(self._patience, "not_discussed", lambda: self._remove(place, discussion))

    async def every(self) -> tuple[Evidence, ...]:
        """All that were recorded, the latest first. Raises what the database raises."""
        columns = (
            table.c.discussed_on,
            table.c.briefing,
            conversations.c.platform,
            conversations.c.room,
            conversations.c.team,
            conversations.c.channel,
        )
        wanted = sa.select(*columns).join(conversations, table.c.conversation_id == conversations.c.id)
        newest = wanted.order_by(table.c.discussed_on.desc(), table.c.briefing, table.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(newest)).mappings().all()
        return tuple(Evidence(**row) for row in rows)

    async def _of(self, place: Conversation) -> tuple[Discussion, ...]:
        wanted = (
            sa.select(table.c.discussed_on, table.c.briefing)
            .where(table.c.conversation_id == ids_of(place))
            .order_by(table.c.discussed_on.desc(), table.c.briefing.desc())
        )
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return tuple(Discussion(row.discussed_on, row.briefing) for row in rows)

    async def _add(self, place: Conversation, discussion: Discussion) -> bool:
        async with self._database.write() as connection:
            row = {"briefing": discussion.briefing, "discussed_on": discussion.day}
            adding = insert(connection, table).values(conversation_id=await known(connection, place), **row)
            added = await connection.execute(adding.on_conflict_do_nothing().returning(table.c.id))
            return added.first() is not None

    async def _remove(self, place: Conversation, discussion: Discussion) -> bool:
        removing = sa.delete(table).where(
            table.c.conversation_id == ids_of(place),
            table.c.briefing == discussion.briefing,
            table.c.discussed_on == discussion.day,
        )
        async with self._database.write() as connection:
            return bool((await connection.execute(removing)).rowcount)
