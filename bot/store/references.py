"""Where the bot may write without being asked: the conversations that it was added to."""

from dataclasses import asdict, dataclass

import sqlalchemy as sa

from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.tables import conversation_references as table


@dataclass(frozen=True, slots=True)
class Reference:
    """All that is needed to write to a conversation; nothing about who is in it."""

    conversation: str
    platform: str
    room: str
    team: str
    tenant: str
    bot: str
    service_url: str


class ConversationReferences:
    """Kept from the moment the bot is added to a conversation until it is removed."""

    def __init__(self, database: Database, patience: Patience) -> None:
        self._database = database
        self._patience = patience

    async def keep(self, reference: Reference) -> bool:
        """Whether the bot did not know the conversation; it does now. While the database is in trouble
        nothing is kept, and the conversation counts as known."""
        return await self._patience.attempt("keep_reference", lambda: self._keep(reference), False)

    async def forget(self, conversation: str) -> None:
        """The bot was removed, with its threads."""
        await self._patience.attempt("forget_reference", lambda: self._forget(conversation), None)

    async def every(self) -> tuple[Reference, ...]:
        """All that are kept. Raises what the database raises."""
        columns = [each for each in table.c if each.name != "id"]
        async with self._database.read() as connection:
            rows = await connection.execute(sa.select(*columns).order_by(table.c.id))
        return tuple(Reference(**row) for row in rows.mappings())

    async def _keep(self, reference: Reference) -> bool:
        known = table.c.conversation == reference.conversation
        async with self._database.write() as connection:
            changed = await connection.execute(sa.update(table).where(known).values(**asdict(reference)))
            if changed.rowcount:
                return False
            await connection.execute(sa.insert(table).values(**asdict(reference)))
        return True

    async def _forget(self, conversation: str) -> None:
        async with self._database.write() as connection:
            await connection.execute(sa.delete(table).where(table.c.conversation == conversation))
