"""The rows that bring a briefing by itself to those who lack it: new ones, and ones that were given up."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.addressed import lacking
from bot.store.briefing_tables import briefings, deliveries, subscriptions
from bot.store.turns import DIGEST, in_turn
from bot.store.upsert import Insert, insert
from bot.store.versions import Version, version_of
from knowledge.schema.answers import entry_of

NOT_WANTED = "not_wanted"
"""The error of what was given up because nobody there wanted it any more."""
NAMES = ["kind", "key", "briefing_id", "conversation_id", "target_id", "lane", "status", "due"]


async def first(
    connection: AsyncConnection, version: Version, to: sa.Select[tuple[int, str]], now: dt.datetime
) -> int:
    """One row for each of these conversations, none of which has it: how many. One that was given up before
    it was sent comes to life again."""
    whom = to.subquery()
    rows = sa.select(
        sa.literal("briefing"),
        sa.literal(entry_of(version.slug)),
        sa.literal(version.id),
        whom.c.id,
        sa.null(),
        whom.c.lane,
        sa.literal("pending"),
        sa.literal(now, deliveries.c.due.type),
    ).where(sa.true())
    adding = insert(connection, deliveries).from_select(NAMES, rows)
    again = adding.on_conflict_do_update(
        index_elements=[deliveries.c.conversation_id, deliveries.c.key],
        set_={"status": "pending", "due": now, "error": None, "attempts": 0, "briefing_id": version.id},
        where=deliveries.c.status == "dead",
    )
    return await added(connection, again)


async def wanted_again(
    connection: AsyncConnection, conversation: sa.ColumnElement[Any] | int, now: dt.datetime
) -> None:
    """What came due while subscriptions there were paused is sent if they are not any more, and it is out.

    A subscription that is newer than the briefing does not want it.
    """
    await in_turn(connection, DIGEST)
    given_up = sa.exists().where(
        deliveries.c.conversation_id == conversation,
        deliveries.c.key == sa.literal(entry_of("")) + briefings.c.slug,
        deliveries.c.status == "dead",
        deliveries.c.error == NOT_WANTED,
    )
    out = sa.select(briefings).where(briefings.c.status == "published", given_up)
    for version in [version_of(row) for row in await connection.execute(out)]:
        wants = lacking(version.slug, version.content, version.addressed, "immediate")
        mine = subscriptions.c.conversation_id == conversation
        await first(
            connection, version, wants.where(mine, subscriptions.c.since <= version.published_at), now
        )


async def added(connection: AsyncConnection, adding: Insert) -> int:
    """How many rows it added: PostgreSQL's driver does not count them."""
    return len((await connection.scalars(adding.returning(deliveries.c.id))).all())
