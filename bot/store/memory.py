"""What conversations were last about, kept for minutes so that a follow-up is understood after a restart."""

import datetime as dt

import sqlalchemy as sa
from pydantic import TypeAdapter, ValidationError

from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.secret import hidden
from bot.store.tables import conversation_memory as table
from handlers.ports import Remembered

SHAPE = TypeAdapter(Remembered)


class StoredMemory:
    """Conversation memory in the database (a handlers.ports.Memory)."""

    def __init__(self, database: Database, secret: bytes, minutes: float, patience: Patience) -> None:
        self._database = database
        self._secret = secret
        self._fresh = dt.timedelta(minutes=minutes)
        self._patience = patience

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        """What is still fresh, or None."""
        remembered = await self._patience.attempt("recall", lambda: self._read(key), None)
        at = remembered.at if remembered else None
        return remembered if at is not None and now - at <= self._fresh else None

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept for this conversation. Without a time (`at`) nothing is kept."""
        await self._patience.attempt("remember", lambda: self._write(key, remembered), None)

    async def _read(self, key: str) -> Remembered | None:
        wanted = sa.select(table.c.remembered).where(table.c.key_hash == hidden(self._secret, key))
        async with self._database.read() as connection:
            found = await connection.scalar(wanted)
        try:
            return None if found is None else SHAPE.validate_python(found)
        except ValidationError:
            return None  # written by another version; it would be forgotten in minutes anyway

    async def _write(self, key: str, remembered: Remembered) -> None:
        key_hash = hidden(self._secret, key)
        kept = SHAPE.dump_python(remembered, mode="json")
        async with self._database.write() as connection:
            await connection.execute(sa.delete(table).where(table.c.key_hash == key_hash))
            if remembered.at is not None:
                row = {"key_hash": key_hash, "remembered": kept, "at": remembered.at}
                await connection.execute(sa.insert(table).values(**row))
