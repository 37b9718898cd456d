"""What a search must find: the form in which it answers the checks, and when an answer is a miss."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from knowledge.schema.answers import Turn

LEVELS = ("emergency", "concern", "allegation", "self")


@dataclass(frozen=True, slots=True)
class FoundTurn:
    """What one message of a conversation was answered with, as in the reply."""

    status: str
    entries: tuple[str, ...] = ()
    signpost: str | None = None

    def __str__(self) -> str:
        what = self.signpost or self.status.replace("_", " ")
        return f"{what}: {', '.join(self.entries[:3])}" if self.entries else what


Finder = Callable[[Sequence[str]], Sequence[FoundTurn]]
"""Answers the messages of one conversation in order."""


def miss(turn: Turn, found: FoundTurn) -> str | None:
    """What a turn should have found, or None if it did. Of several entries the first found must be one."""
    if turn.expect in LEVELS:
        return None if found.signpost == turn.expect else turn.expect
    right = found.signpost is None and _found(turn, found)
    wanted = ", ".join(turn.entries)
    return None if right else f"{turn.expect.replace('_', ' ')}{': ' if wanted else ''}{wanted}"


def _found(turn: Turn, found: FoundTurn) -> bool:
    if turn.expect == "answer":
        return found.status == "answered" and bool(found.entries) and found.entries[0] in turn.entries
    if turn.expect == "list":
        return found.status == "answered" and set(found.entries) == set(turn.entries)
    if turn.expect == "choices":
        return found.status == "choices" and set(turn.entries) <= set(found.entries)
    if turn.expect == "not_held":
        return found.status == "not_held" and not found.entries
    return found.status == turn.expect
