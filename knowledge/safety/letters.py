"""Runs of letters inside words, so that a misspelt or unknown word still counts for those it is like."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from knowledge.linear import Floats

SHORTEST, LONGEST = 3, 5
LEAST = 2
"""A run is learnt when at least this many examples have it."""


@dataclass(frozen=True)
class Letters:
    """The learnt runs with how rare each is; a column each."""

    runs: Sequence[str]
    rarity: Floats

    @cached_property
    def _place(self) -> dict[str, int]:
        return {run: place for place, run in enumerate(self.runs)}

    def row(self, words: Sequence[str]) -> tuple[NDArray[np.int64], Floats]:
        """The columns of a message's words and their values, of length one together."""
        place = self._place
        seen = Counter(place[run] for run in _runs(words) if run in place)
        columns = np.fromiter(seen, np.int64, len(seen))
        values = (1 + np.log(np.fromiter(seen.values(), np.float64, len(seen)))) * self.rarity[columns]
        return columns, values / max(float(np.linalg.norm(values)), 1e-9)


def learn_letters(messages: Sequence[Sequence[str]]) -> Letters:
    """The runs worth a column, from the words of the examples."""
    seen = Counter(run for words in messages for run in set(_runs(words)))
    runs = sorted(run for run, count in seen.items() if count >= LEAST)
    return Letters(runs, np.array([1 + math.log(len(messages) / seen[run]) for run in runs]))


def _runs(words: Sequence[str]) -> list[str]:
    """Every run of three to five letters, the ends of words marked."""
    marked = [f" {word} " for word in words]
    return [
        word[start : start + size]
        for word in marked
        for size in range(SHORTEST, LONGEST + 1)
        for start in range(len(word) - size + 1)
    ]
