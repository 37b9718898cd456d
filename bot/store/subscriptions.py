"""Who wants which briefings."""

import datetime as dt
from collections.abc import Callable, Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.briefing_tables import subscriptions as table
from bot.store.copies import wanted_again
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.places import certainly, ids_of, known
from bot.store.turns import DIGEST, in_turn
from bot.store.upsert import insert
from bot.store.weekly import bring_forward
from handlers.messages import Conversation
from handlers.records import Rhythm, Subscription
from knowledge.commands import Scope


class StoredSubscriptions:
    """Subscriptions in the database (a handlers.records.Subscriptions)."""

    def __init__(self, database: Database, patience: Patience, clock: Callable[[], dt.datetime]) -> None:
        self._database = database
        self._patience = patience
        self._clock = clock

    async def of(self, place: Conversation) -> tuple[Subscription, ...]:
        """All of one conversation, in the order in which they were made."""
        return await certainly(self._patience, "subscriptions", lambda: self._of(place))

    async def add(
        self, place: Conversation, scopes: Iterable[Scope], rhythm: Rhythm, now: dt.datetime
    ) -> None:
        """Adds these; those that are there get the rhythm and are no longer paused."""
        await certainly(self._patience, "subscribe", lambda: self._add(place, tuple(scopes), rhythm, now))

    async def replace(self, place: Conversation, wanted: Iterable[Subscription], now: dt.datetime) -> None:
        """These and no others from now on."""
        await certainly(self._patience, "replace", lambda: self._replace(place, tuple(wanted), now))

    async def remove(self, place: Conversation, scopes: Iterable[Scope] | None = None) -> int:
        """Removes these, or all: how many there were."""
        chosen = None if scopes is None else tuple(scopes)
        return await certainly(self._patience, "unsubscribe", lambda: self._remove(place, chosen))

    async def change(
        self, place: Conversation, *, rhythm: Rhythm | None = None, paused: bool | None = None
    ) -> int:
        """Changes all of a conversation: how many there are."""
        wanted: dict[str, object] = {"rhythm": rhythm, "paused": paused}
        values = {name: value for name, value in wanted.items() if value is not None}
        return await certainly(self._patience, "change", lambda: self._change(place, values))

    async def _of(self, place: Conversation) -> tuple[Subscription, ...]:
        wanted = sa.select(table).where(table.c.conversation_id == ids_of(place)).order_by(table.c.id)
        async with self._database.read() as connection:
            rows = (await connection.execute(wanted)).all()
        return tuple(Subscription(Scope(row.kind, row.topic), row.rhythm, row.paused) for row in rows)

    async def _add(
        self, place: Conversation, scopes: tuple[Scope, ...], rhythm: Rhythm, now: dt.datetime
    ) -> None:
        async with self._database.write() as connection:
            await _put(connection, place, (Subscription(each, rhythm) for each in scopes), now)

    async def _replace(self, place: Conversation, wanted: tuple[Subscription, ...], now: dt.datetime) -> None:
        others = sa.and_(
            table.c.conversation_id == ids_of(place), sa.not_(_about(each.scope for each in wanted))
        )
        async with self._database.write() as connection:
            await connection.execute(sa.delete(table).where(others))
            if wanted:
                await _put(connection, place, wanted, now)

    async def _remove(self, place: Conversation, scopes: tuple[Scope, ...] | None) -> int:
        chosen = table.c.conversation_id == ids_of(place)
        if scopes is not None:
            chosen = sa.and_(chosen, _about(scopes))
        async with self._database.write() as connection:
            return int((await connection.execute(sa.delete(table).where(chosen))).rowcount)

    async def _change(self, place: Conversation, values: dict[str, object]) -> int:
        mine = table.c.conversation_id == ids_of(place)
        changing = sa.update(table).where(mine).values(**values)
        async with self._database.write() as connection:
            if values.get("rhythm") == "immediate":
                await bring_forward(connection, self._clock(), mine)
            many = int((await connection.execute(changing)).rowcount)
            await wanted_again(connection, ids_of(place), self._clock())
            return many


def _about(scopes: Iterable[Scope]) -> sa.ColumnElement[bool]:
    """Whether a row is about one of these."""
    same = (sa.and_(table.c.kind == each.kind, table.c.topic == each.id) for each in scopes)
    return sa.or_(sa.false(), *same)


async def _put(
    connection: AsyncConnection, place: Conversation, wanted: Iterable[Subscription], now: dt.datetime
) -> None:
    """Adds these; those that are there become so, and keep the day since which they are there."""
    await in_turn(connection, DIGEST)
    conversation = await known(connection, place)
    for each in wanted:
        same = (table.c.kind == each.scope.kind, table.c.topic == each.scope.id)
        if each.rhythm == "immediate":
            await bring_forward(connection, now, table.c.conversation_id == conversation, *same)
        how = {"rhythm": each.rhythm, "paused": each.paused}
        about = {"kind": each.scope.kind, "topic": each.scope.id}
        adding = insert(connection, table).values(conversation_id=conversation, since=now, **about, **how)
        key = [table.c.conversation_id, table.c.kind, table.c.topic]
        await connection.execute(adding.on_conflict_do_update(index_elements=key, set_=how))
    await wanted_again(connection, conversation, now)
