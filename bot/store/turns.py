"""Work on one thing in turns, across processes."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

DIGEST = "digest"
"""The turn of whoever makes a digest, sends something to those who do not wait for one, or changes who waits:
what is published in that moment must reach each of them in one of the two ways."""


async def in_turn(connection: AsyncConnection, name: str) -> None:
    """Until the end of this transaction nobody else works on what has this name.

    On SQLite a transaction that may write has the database to itself anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(
            sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7203418))"), {"name": name}
        )
