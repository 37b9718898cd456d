"""What is kept of the workspaces that installed the app, and how one of them is forgotten."""

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.briefing_tables import conversations, lanes
from bot.store.engine import IMMEDIATE, Database
from bot.store.installation_tables import states


class Installations:
    """Lends the database to Slack's own installation store."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def engine(self) -> AsyncEngine:
        """An engine whose transactions may write after they have read."""
        return self._database.engine.execution_options(**IMMEDIATE)

    async def forget_workspace(self, team: str) -> None:
        """Removes every conversation of a workspace, with its subscriptions, deliveries and records."""
        ours = sa.and_(conversations.c.platform == "slack", conversations.c.team == team)
        async with self._database.write() as connection:
            await connection.execute(sa.delete(conversations).where(ours))
            await connection.execute(sa.delete(lanes).where(lanes.c.lane == f"slack/{team}"))

    async def forget_conversation(self, team: str, channel: str) -> None:
        """Removes one, with its subscriptions, deliveries and records."""
        one = sa.and_(
            conversations.c.platform == "slack",
            conversations.c.team == team,
            conversations.c.channel == channel,
        )
        async with self._database.write() as connection:
            await connection.execute(sa.delete(conversations).where(one))


async def remove_expired(connection: AsyncConnection, now: dt.datetime) -> None:
    """Removes installations that someone began and did not come back for."""
    over = states.c.expire_at < now.astimezone(dt.UTC).replace(tzinfo=None)
    await connection.execute(sa.delete(states).where(over))
