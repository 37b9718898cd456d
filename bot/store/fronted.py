"""What an answer reads and leaves, without a wait: read from the process itself, written down a little later.

Only for a process that serves alone from its database. Where several do, each asks the database.
"""

import datetime as dt
from collections.abc import Callable

from bot.store.behind import Behind
from bot.store.events import SeenEvents, add_events
from bot.store.front import Front
from bot.store.memory import StoredMemory, replace_memories
from handlers.ports import Remembered

EVENTS, MEMORIES = 50_000, 10_000
"""How many are held in the process; older ones are looked up."""


class FrontedEvents:
    """Remembers event ids past the last retry."""

    def __init__(self, stored: SeenEvents, behind: Behind, clock: Callable[[], dt.datetime]) -> None:
        self.front: Front[bool] = Front(EVENTS)
        self.stored = stored
        self._behind = behind
        self._clock = clock

    async def first_time(self, event_id: str) -> bool:
        """Whether this event is new; from now on it is not."""
        key, now = event_id[:200], self._clock()
        if self.front.get(key):
            return False
        whole = self.front.whole
        self.front.put(key, now, True)
        if not whole:
            return await self.stored.first_time(key)
        self._behind.add(add_events, (key, now))
        return True


class FrontedMemory:
    """Conversation memory (a handlers.ports.Memory)."""

    def __init__(self, stored: StoredMemory, behind: Behind) -> None:
        self.front: Front[Remembered] = Front(MEMORIES)
        self._stored = stored
        self._behind = behind

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        """What is still fresh, or None."""
        remembered = self.front.get(self._stored.hidden(key))
        if remembered is None and not self.front.whole:
            return await self._stored.recall(key, now)
        return self._stored.if_fresh(remembered, now)

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept for this conversation. Without a time (`at`) nothing is kept."""
        hidden = self._stored.hidden(key)
        if remembered.at is None:
            self.front.drop(hidden)
        else:
            self.front.put(hidden, remembered.at, remembered)
        self._behind.add(replace_memories, (hidden, remembered))


async def in_front(
    seen: SeenEvents, memory: StoredMemory, behind: Behind, clock: Callable[[], dt.datetime]
) -> tuple[FrontedEvents, FrontedMemory]:
    """Both, with what the database holds now. Raises what the database raises."""
    events, memories = FrontedEvents(seen, behind, clock), FrontedMemory(memory, behind)
    events.front.fill((key, at, True) for key, at in await seen.all())
    memories.front.fill(await memory.all())
    return events, memories
