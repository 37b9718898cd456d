"""What handlers need from outside, and what they offer: the seams that surfaces and stores plug into."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from handlers.messages import Message, Reply
from knowledge.library import Library
from knowledge.search.findings import Remembered

ReplyTo = Callable[[Message], Awaitable[Reply]]
"""The one function that every surface calls."""

CurrentLibrary = Callable[[], Library]
"""The library in use now; it changes when content is reloaded."""

__all__ = ["CurrentLibrary", "Memory", "QuestionRecord", "Questions", "Remembered", "ReplyTo"]


class Memory(Protocol):
    """Short conversation memory, by conversation key."""

    async def recall(self, key: str, now: dt.datetime) -> Remembered | None:
        """What is still fresh, or None."""
        ...

    async def remember(self, key: str, remembered: Remembered) -> None:
        """Replaces what is kept for this conversation."""
        ...


@dataclass(frozen=True, slots=True)
class QuestionRecord:
    """All that is kept of a question: what it was about, and of its words those on a list without names."""

    hour: dt.datetime
    platform: str
    status: str
    entries: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    signpost: str | None = None
    words: tuple[str, ...] = ()


class Questions(Protocol):
    """Keeps question records for the curators' report of what people ask and do not find."""

    async def record(self, record: QuestionRecord) -> None:
        """Adds one record. Must not raise: losing a record never costs an answer."""
        ...
