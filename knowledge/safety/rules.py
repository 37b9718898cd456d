"""Cues that are enough on their own to raise a level, unless another cue keeps them from counting."""

from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.safety.cues import CueBook, Noticed
from knowledge.schema.safety import Label

ORDER: tuple[Label, ...] = ("emergency", "concern", "allegation", "self", "none")


@dataclass(frozen=True, slots=True)
class _Rule:
    cue: int
    level: Label
    needs: frozenset[int]
    unless: frozenset[int]


class Rules:
    """The cues of a book that have a level."""

    def __init__(self, book: CueBook) -> None:
        self._rules = [
            _Rule(number, cue.level, _numbers(book, cue.needs), _numbers(book, cue.unless))
            for number, cue in enumerate(book.cues)
            if cue.level is not None
        ]

    def level(self, noticed: Noticed) -> Label | None:
        """The most urgent level that a cue raises; "none" when a cue says that nothing is the matter."""
        found = {rule.level for rule in self._rules if _holds(rule, noticed.cues)}
        return next((level for level in ORDER if level in found), None)


def _holds(rule: _Rule, cues: frozenset[int]) -> bool:
    return rule.cue in cues and rule.needs <= cues and not rule.unless & cues


def _numbers(book: CueBook, names: Iterable[str]) -> frozenset[int]:
    """The numbers of cues by name. A wider cue counts from its first member on."""
    return frozenset(
        number for name in names for number, known in enumerate(book.names) if known in {name, f"{name}-1"}
    )
