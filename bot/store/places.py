"""The row of a conversation, and database work whose outcome a person is told."""

from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.briefing_tables import conversations as table
from bot.store.patience import Patience
from bot.store.references import Reference, kept
from handlers.messages import Conversation
from handlers.records import NotKept

T = TypeVar("T")
_LOST = object()


async def certainly(patience: Patience, doing: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
    """What the work gives. Raises NotKept when the database is in trouble or too slow to say."""
    outcome: Any = await patience.attempt(doing, work, _LOST)
    if outcome is _LOST:
        raise NotKept
    found: T = outcome
    return found


def there(place: Conversation) -> sa.ColumnElement[bool]:
    """The row of a conversation, whatever its thread."""
    return sa.and_(
        table.c.platform == place.platform, table.c.team == place.team, table.c.channel == place.channel
    )


def ids_of(place: Conversation) -> sa.ScalarSelect[int]:
    """Its id, for a statement about what belongs to it."""
    return sa.select(table.c.id).where(there(place)).scalar_subquery()


async def known(connection: AsyncConnection, place: Conversation) -> int:
    """The id of a conversation, which is known from now on: the bot was just spoken to there."""
    reach = place.reach
    where = (place.platform, place.team, place.channel, place.room)
    return (await kept(connection, Reference(*where, reach.tenant, reach.bot, reach.service_url))).id
