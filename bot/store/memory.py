"""What conversations were last about, kept for minutes so that a follow-up is understood after a restart."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import Database
from bot.store.gathered import Gathered
from bot.store.patience import Patience
from bot.store.secret import hidden
from bot.store.tables import conversation_memory as table
from bot.store.upsert import insert
from handlers.ports import Remembered

SHAPE = TypeAdapter(Remembered)


class StoredMemory:
    """Conversation memory in the database (a handlers.ports.Memory)."""

    def __init__(self, database: Database, secret: bytes, minutes: float, patience: Patience) -> None:
        self._database = database
        self._secret = secret
        self._fresh = dt.timedelta(minutes=minutes)
        self._patience = patience
        self._reading = Gathered(self._read)
        self._writing = Gathered(self._write)

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        """What is still fresh, or None."""
        remembered = await self._patience.attempt("recall", lambda: self._reading.add(self.hidden(key)), None)
        return self.if_fresh(remembered, now)

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept for this conversation. Without a time (`at`) nothing is kept."""
        await self._patience.attempt(
            "remember", lambda: self._writing.add((self.hidden(key), remembered)), None
        )

    def if_fresh(self, remembered: Remembered | None, now: dt.datetime) -> Remembered | None:
        """What was remembered, as long as it counts."""
        at = remembered.at if remembered else None
        return remembered if at is not None and now - at <= self._fresh else None

    def hidden(self, key: str) -> str:
        """A conversation's key as it is stored."""
        return hidden(self._secret, key)

    async def all(self) -> list[tuple[str, dt.datetime, Remembered]]:
        """Everything that is remembered, the oldest first. Raises what the database raises."""
        async with self._database.read() as connection:
            rows = (await connection.execute(sa.select(table).order_by(table.c.at))).all()
        found = ((row.key_hash, row.at, _as_remembered(row.remembered)) for row in rows)
        return [(key, at, each) for key, at, each in found if each is not None]

    async def _read(self, keys: Sequence[str]) -> list[Remembered | None]:
        wanted = sa.select(table.c.key_hash, table.c.remembered).where(table.c.key_hash.in_(keys))
        async with self._database.read() as connection:
            found = {row.key_hash: row.remembered for row in await connection.execute(wanted)}
        return [_as_remembered(found.get(key)) for key in keys]

    async def _write(self, given: Sequence[tuple[str, Remembered]]) -> list[None]:
        async with self._database.write() as connection:
            await replace_memories(connection, given)
        return [None] * len(given)


async def replace_memories(connection: AsyncConnection, given: Sequence[tuple[str, Remembered]]) -> None:
    """Replaces what is kept, by hidden keys. Of several for one conversation the last one counts."""
    last = dict(sorted(dict(given).items()))  # in one order, so that no two processes wait for each other
    rows = [
        {"key_hash": key, "remembered": SHAPE.dump_python(each, mode="json"), "at": each.at}
        for key, each in last.items()
        if each.at is not None
    ]
    emptied = [{"emptied": key} for key, each in last.items() if each.at is None]
    if emptied:
        await connection.execute(sa.delete(table).where(table.c.key_hash == sa.bindparam("emptied")), emptied)
    if rows:
        adding = insert(connection, table)
        newer = {name: adding.excluded[name] for name in ("remembered", "at")}
        adding = adding.on_conflict_do_update(index_elements=[table.c.key_hash], set_=newer)
        await connection.execute(adding, rows)


def _as_remembered(kept: object) -> Remembered | None:
    try:
        return None if kept is None else SHAPE.validate_python(kept)
    except ValidationError:
        return None  # written by another version; it would be forgotten in minutes anyway
