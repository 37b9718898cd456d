"""In-memory stand-ins for what is kept: for tests, and for commands that must not touch a database."""

import datetime as dt

from handlers.ports import QuestionRecord, Remembered

MOST = 10_000


class InMemoryMemory:
    """Conversation memory that ends with the process (a Memory)."""

    def __init__(self, minutes: float = 10) -> None:
        self._fresh = dt.timedelta(minutes=minutes)
        self._kept: dict[str, Remembered] = {}

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        """What is still fresh, or None."""
        remembered = self._kept.get(key)
        if remembered is None or remembered.at is None:
            return None
        return remembered if now - remembered.at <= self._fresh else None

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept. Without a time (`at`) nothing is kept; the oldest goes when it is full."""
        self._kept.pop(key, None)
        if remembered.at is None:
            return
        if len(self._kept) >= MOST:
            del self._kept[next(iter(self._kept))]
        self._kept[key] = remembered


class NoQuestions:
    """Keeps no question records (a Questions)."""

    async def record(self, record: QuestionRecord) -> None:
        """Forgets it."""
