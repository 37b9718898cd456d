"""Conversations of which the platform says that they are not there: given up after two days that say so."""

import datetime as dt

import sqlalchemy as sa

from bot.store.briefing_tables import conversations, deliveries
from bot.store.engine import Database

MOST = 2


class Strikes:
    """Counts the days on which a conversation could not be found."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def strike(self, conversation: int, now: dt.datetime, day: dt.date, error: str) -> bool:
        """Whether it is given up now. Then whatever waits for it is dead, and nothing new is sent to it."""
        table = conversations.c
        another_day = sa.or_(table.struck_on.is_(None), table.struck_on != day)
        striking = (
            sa.update(conversations)
            .where(table.id == conversation, another_day)
            .values(strikes=table.strikes + 1, struck_on=day)
        )
        async with self._database.write() as connection:
            await connection.execute(striking)
            strikes = await connection.scalar(sa.select(table.strikes).where(table.id == conversation))
            if strikes is None or strikes < MOST:
                return False
            gone = sa.update(conversations).where(table.id == conversation, table.gone_at.is_(None))
            await connection.execute(gone.values(gone_at=now))
            waiting = sa.update(deliveries).where(
                deliveries.c.conversation_id == conversation, deliveries.c.status == "pending"
            )
            await connection.execute(waiting.values(status="dead", due=None, error=error))
            return True
