"""What comes at the same time goes to the database together: a transaction costs far more than its rows."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

from bot.store.engine import of_the_row

Row = TypeVar("Row")
Answer = TypeVar("Answer")
MOST = 200


class Gathered(Generic[Row, Answer]):
    """One piece of database work for many rows, for callers that each bring one.

    While a transaction is under way, rows gather for the next one. `work` gives an answer for each row, in
    their order; what it raises is raised to each of them, or where one of the rows is to blame, to that one.
    """

    def __init__(self, work: Callable[[Sequence[Row]], Awaitable[Sequence[Answer]]]) -> None:
        self._work = work
        self._waiting: list[tuple[Row, asyncio.Future[Answer]]] = []
        self._working: asyncio.Task[None] | None = None

    async def add(self, row: Row) -> Answer:
        """The answer for this row, when its transaction has come to its end."""
        answered: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((row, answered))
        if self._working is None or self._working.done():
            self._working = asyncio.create_task(self._all())
        return await answered

    async def _all(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            left = [(row, answered) for row, answered in batch if not answered.done()]
            try:
                await self._answer(left)
            except Exception as error:
                if len(left) > 1 and of_the_row(error):
                    for each in left:
                        await self._alone(each)
                else:
                    _tell(left, error)

    async def _alone(self, one: tuple[Row, asyncio.Future[Answer]]) -> None:
        try:
            await self._answer([one])
        except Exception as error:  # it belongs to whoever waits for this row
            _tell([one], error)

    async def _answer(self, left: Sequence[tuple[Row, asyncio.Future[Answer]]]) -> None:
        answers = await self._work([row for row, _ in left])
        for (_, answered), answer in zip(left, answers, strict=True):
            if not answered.done():
                answered.set_result(answer)


def _tell(left: Sequence[tuple[Row, asyncio.Future[Answer]]], error: Exception) -> None:
    for _, answered in left:
        if not answered.done():
            answered.set_exception(error)
