"""Whether what waits for a conversation is still out and still wanted there, at the moment it is sent."""

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.addressed import fits
from bot.store.briefing_tables import briefings, conversations, subscriptions
from bot.store.copies import NOT_WANTED
from bot.store.engine import Database
from bot.store.queue import Taken
from bot.store.release import WITHDRAWN
from bot.store.versions import Version, version_of


class Wanted:
    """Reads only."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def refused(self, taken: Taken) -> str | None:
        """Why a first copy or a digest is not sent any more. None: it is."""
        if taken.kind == "briefing":
            of_it = briefings.c.id == taken.briefing
        elif taken.kind == "digest":
            of_it = sa.and_(briefings.c.slug.in_(taken.items), briefings.c.status == "published")
        else:
            return None
        async with self._database.read() as connection:
            found = await connection.execute(sa.select(briefings).where(of_it))
            versions = [version_of(row) for row in found]
            out = [each for each in versions if each.status != "withdrawn"]
            if not out:
                return WITHDRAWN
            wanted = [each for each in out if await _wants(connection, taken.conversation, each)]
        return None if wanted else NOT_WANTED


async def _wants(connection: AsyncConnection, conversation: int, version: Version) -> bool:
    """Whether any of its subscriptions, not paused, is for this briefing."""
    for_it = sa.or_(fits(version.content, version.addressed), fits(version.content, ()))
    mine = subscriptions.join(conversations, conversations.c.id == subscriptions.c.conversation_id)
    wanted = sa.select(subscriptions.c.id).select_from(mine).where(conversations.c.id == conversation, for_it)
    return (await connection.execute(wanted.limit(1))).first() is not None
