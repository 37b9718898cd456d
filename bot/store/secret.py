"""A random key of this database, and the hash that hides conversation keys under it."""

import hashlib
import hmac
import secrets as random

import sqlalchemy as sa

from bot.store.engine import Database
from bot.store.tables import secrets
from bot.store.upsert import insert

NAME = "conversation_keys"


async def conversation_secret(database: Database) -> bytes:
    """The key, made at the first call. Of several processes that make one at once, one is kept."""
    made = {"name": NAME, "value": random.token_bytes(32)}
    async with database.write() as connection:
        await connection.execute(insert(connection, secrets).values(made).on_conflict_do_nothing())
        found = await connection.scalar(sa.select(secrets.c.value).where(secrets.c.name == NAME))
    assert found is not None
    return bytes(found)


def hidden(secret: bytes, key: str) -> str:
    """A conversation key as it is stored: nobody reads a person's or a channel's id out of it."""
    return hmac.new(secret, key.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
