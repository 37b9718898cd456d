"""What is held about one conversation and who writes in it, its erasure, and the briefings sent there."""

import sqlalchemy as sa

from bot.store.briefing_tables import briefings, conversations, deliveries, discussed, subscriptions
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.places import certainly, ids_of, there
from handlers.messages import Conversation
from handlers.records import Held, Issued
from knowledge.hours import london_day
from knowledge.schema.answers import entry_of

SIGNED = (briefings.c.published_by, briefings.c.withdrawn_by)


class StoredAccount:
    """An account of the database (a handlers.records.Account)."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience

    async def of(self, place: Conversation, person: str = "") -> Held:
        """How much there is."""
        return await certainly(self._patience, "held", lambda: self._of(place, person))

    async def erase(self, place: Conversation, person: str = "") -> None:
        """Removes the conversation with all that belongs to it, and who published."""
        await certainly(self._patience, "erase", lambda: self._erase(place, person))

    async def _of(self, place: Conversation, person: str) -> Held:
        async with self._database.read() as connection:
            counts = [
                await connection.scalar(
                    sa.select(sa.func.count()).where(table.c.conversation_id == ids_of(place))
                )
                for table in (subscriptions, discussed, deliveries)
            ]
            signed = sa.or_(*(each == person for each in SIGNED))
            theirs = sa.select(sa.func.count()).select_from(briefings).where(signed)
            counts.append(await connection.scalar(theirs) if person else 0)
        return Held(*(int(count or 0) for count in counts))

    async def _erase(self, place: Conversation, person: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(sa.delete(conversations).where(there(place)))
            for each in SIGNED:
                await connection.execute(sa.update(briefings).where(each == person).values({each: ""}))


class StoredIssued:
    """What was published (a handlers.records.IssuedBriefings)."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience

    async def for_place(self, place: Conversation) -> tuple[Issued, ...]:
        """All that is out, the newest first."""
        return await certainly(self._patience, "issued", lambda: self._for_place(place))

    async def _for_place(self, place: Conversation) -> tuple[Issued, ...]:
        sent = (
            sa.select(briefings.c.slug)
            .join(deliveries, deliveries.c.briefing_id == briefings.c.id)
            .where(deliveries.c.conversation_id == ids_of(place), deliveries.c.status == "sent")
        )
        digests = sa.select(deliveries.c["items"]).where(
            deliveries.c.conversation_id == ids_of(place),
            deliveries.c.kind == "digest",
            deliveries.c.status == "sent",
        )
        out = (
            sa.select(briefings.c.slug, briefings.c.content, briefings.c.published_at)
            .where(briefings.c.status == "published", briefings.c.published_at.is_not(None))
            .order_by(briefings.c.published_at.desc())
        )
        async with self._database.read() as connection:
            got = set(await connection.scalars(sent))
            for slugs in await connection.scalars(digests):
                got |= set(slugs)
            rows = (await connection.execute(out)).all()
        return tuple(
            Issued(
                entry_of(row.slug),
                str(row.content.get("title", row.slug)),
                london_day(row.published_at),
                row.slug in got,
            )
            for row in rows
        )
