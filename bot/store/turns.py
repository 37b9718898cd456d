"""Work on one thing in turns, across processes."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection


async def in_turn(connection: AsyncConnection, name: str) -> None:
    """Until the end of this transaction nobody else works on what has this name.

    On SQLite a transaction that may write has the database to itself anyway.
    """
    if connection.dialect.name == "postgresql":
        await connection.execute(
            sa.text("SELECT pg_advisory_xact_lock(hashtextextended(:name, 7203418))"), {"name": name}
        )
