"""One command as it was understood: ids and fixed words, nothing of what was typed."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Literal

ScopeKind = Literal["everything", "theme", "audience", "review"]


@dataclass(frozen=True, slots=True, order=True)
class Scope:
    """What briefings are wanted about. `id` is empty for everything."""

    kind: ScopeKind
    id: str = ""

    @property
    def code(self) -> str:
        """It in a button's words: a name such as head injury would be read as a concern."""
        return hashlib.sha256(f"{self.kind}/{self.id}".encode()).hexdigest()[:8]


EVERYTHING = Scope("everything")


@dataclass(frozen=True, slots=True)
class Command:
    """What is to be done, with what stood in the places of the sentence."""

    name: str
    scopes: tuple[Scope, ...] = ()
    unknown: bool = False
    """Whether a subject was given that is none the bot knows."""
    ids: tuple[str, ...] = ()
    """Entries that were named."""
    choice: str = ""
    """A fixed word, such as a rhythm or a reason for feedback."""
    day: dt.date | None = None
    bad_day: bool = False
    """Whether a day was given that cannot be read, or that does not exist."""
    at: dt.datetime | None = None
    """A time in London."""
    revision: str = ""
    """The exact content that was previewed."""
