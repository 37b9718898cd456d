"""procrastinate's tables in the bot's own database, and how its jobs join a transaction of the bot."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.util import find_spec
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.ext.asyncio import AsyncConnection

Transaction = AsyncConnection
"""A connection in a transaction."""


def make(connection: Connection) -> None:
    """Makes the tables and functions of the installed procrastinate, where they are missing."""
    if find_spec("procrastinate") is None or sa.inspect(connection).has_table("procrastinate_jobs"):
        return
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - an extra that may not be installed

    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute(SchemaManager.get_schema())


@asynccontextmanager
async def in_savepoint(connection: AsyncConnection) -> AsyncIterator[Any]:
    """The driver's own connection, in a savepoint: a job that is refused must not end the transaction."""
    async with connection.begin_nested():
        yield (await connection.get_raw_connection()).driver_connection
