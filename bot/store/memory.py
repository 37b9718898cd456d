"""What conversations were last about, kept for minutes so that a follow-up is understood after a restart."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

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
        remembered = await self._patience.attempt(
            "recall", lambda: self._reading.add(self._hidden(key)), None
        )
        at = remembered.at if remembered else None
        return remembered if at is not None and now - at <= self._fresh else None

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept for this conversation. Without a time (`at`) nothing is kept."""
        await self._patience.attempt(
            "remember", lambda: self._writing.add((self._hidden(key), remembered)), None
        )

    def _hidden(self, key: str) -> str:
        return hidden(self._secret, key)

    async def _read(self, keys: Sequence[str]) -> list[Remembered | None]:
        wanted = sa.select(table.c.key_hash, table.c.remembered).where(table.c.key_hash.in_(keys))
        async with self._database.read() as connection:
            found = {row.key_hash: row.remembered for row in await connection.execute(wanted)}
        return [_as_remembered(found.get(key)) for key in keys]

    async def _write(self, given: Sequence[tuple[str, Remembered]]) -> list[None]:
        """Of several for one conversation the last one counts."""
        last = dict(sorted(dict(given).items()))  # in one order, so that no two processes wait for each other
        rows = [
            {"key_hash": key, "remembered": SHAPE.dump_python(each, mode="json"), "at": each.at}
            for key, each in last.items()
            if each.at is not None
        ]
        emptied = [key for key, each in last.items() if each.at is None]
        async with self._database.write() as connection:
            if emptied:
                await connection.execute(sa.delete(table).where(table.c.key_hash.in_(emptied)))
            if rows:
                adding = insert(connection, table).values(rows)
                newer = {name: adding.excluded[name] for name in ("remembered", "at")}
                await connection.execute(
                    adding.on_conflict_do_update(index_elements=[table.c.key_hash], set_=newer)
                )
        return [None] * len(given)


def _as_remembered(kept: object) -> Remembered | None:
    try:
        return None if kept is None else SHAPE.validate_python(kept)
    except ValidationError:
        return None  # written by another version; it would be forgotten in minutes anyway
