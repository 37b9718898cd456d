"""Writes down what answers leave behind, a little later and all in one transaction.

Nobody waits for it. A process that is killed loses what the last moment brought: a reply may then come twice,
which is better than none, or a follow-up is not understood.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.engine import Database, of_the_row

Write = Callable[[AsyncConnection, Sequence[Any]], Awaitable[None]]
"""Writes rows of one kind within a transaction."""
MOMENT = 0.1
REST = 30.0
MOST = 20_000


class Behind:
    """Rows that are to be written. While the database is in trouble the newest of them wait."""

    def __init__(self, database: Database, moment: float = MOMENT, rest: float = REST) -> None:
        self._database = database
        self._moment = moment
        self._rest = rest
        self._waiting: dict[Write, list[Any]] = {}
        self._working: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def add(self, write: Write, row: object) -> None:
        """Writes the row soon."""
        self._waiting.setdefault(write, []).append(row)
        self._begin()

    async def settle(self) -> None:
        """Writes at once what waits, as far as the database lets it."""
        self._hurry.set()
        await self._begin()
        self._hurry.clear()

    def _begin(self) -> asyncio.Task[None]:
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._all())
        return self._working

    async def _all(self) -> None:
        while self._waiting:
            await self._pause(self._moment)
            rows, self._waiting = self._waiting, {}
            try:
                await self._write(rows)
            except Exception as error:
                left = await self._one_by_one(rows) if of_the_row(error) else self._troubled(error, rows)
                if not left:
                    continue
                self._put_back(left)  # the database is in trouble: answers go on without it
                if self._hurry.is_set():
                    return
                await self._pause(self._rest)

    async def _one_by_one(self, rows: dict[Write, list[Any]]) -> dict[Write, list[Any]]:
        """Loses a row that can never be written, and no other. Gives those that must wait."""
        singly = [(write, row) for write, some in rows.items() for row in some]
        for number, (write, row) in enumerate(singly):
            try:
                await self._write({write: [row]})
            except Exception as error:
                if not of_the_row(error):
                    left: dict[Write, list[Any]] = {}
                    for waits, each in singly[number:]:
                        left.setdefault(waits, []).append(each)
                    return self._troubled(error, left)
                structlog.get_logger().error("row_lost", doing="write_behind", exc_info=error)
        return {}

    def _troubled(self, error: Exception, rows: dict[Write, list[Any]]) -> dict[Write, list[Any]]:
        structlog.get_logger().warning("database_trouble", doing="write_behind", exc_info=error)
        return rows

    async def _write(self, rows: dict[Write, list[Any]]) -> None:
        async with self._database.write() as connection:
            for write, some in rows.items():
                await write(connection, some)

    def _put_back(self, rows: dict[Write, list[Any]]) -> None:
        for write, some in rows.items():
            self._waiting[write] = [*some, *self._waiting.get(write, ())][-MOST:]

    async def _pause(self, seconds: float) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._hurry.wait()
