"""Runs of letters inside words, so that a misspelt or unknown word still counts for those it is like."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.linear import Floats

SHORTEST, LONGEST = 3, 5
Columns = NDArray[np.int64]
_NONE: Columns = np.array([], np.int64)
LEAST = 2
"""A run is learnt when at least this many examples have it."""


class Letters:
    """The learnt runs with how rare each is; a column each.

    The runs of `familiar` words are looked up once; those of any other word each time, and not remembered.
    """

    def __init__(self, runs: Sequence[str], rarity: Floats, familiar: Iterable[str] = ()) -> None:
        self.runs, self.rarity = runs, rarity
        self._place = {run: place for place, run in enumerate(runs)}
        self._familiar = {word: self._columns(word) for word in familiar}

    def row(self, words: Sequence[str]) -> tuple[Columns, Floats]:
        """The columns of a message's words and their values, of length one together."""
        found = [self._familiar.get(word) for word in words]
        of_each = [
            self._columns(word) if known is None else known for word, known in zip(words, found, strict=True)
        ]
        columns, counts = np.unique(np.concatenate((_NONE, *of_each)), return_counts=True)
        values = (1 + np.log(counts)) * self.rarity[columns]
        return columns, values / max(float(np.linalg.norm(values)), 1e-9)

    def _columns(self, word: str) -> Columns:
        return np.array([self._place[run] for run in _runs(word) if run in self._place], np.int64)


def learn_letters(messages: Sequence[Sequence[str]]) -> Letters:
    """The runs worth a column, from the words of the examples."""
    seen = Counter(run for words in messages for run in {run for word in words for run in _runs(word)})
    runs = sorted(run for run, count in seen.items() if count >= LEAST)
    rarity = np.array([1 + math.log(len(messages) / seen[run]) for run in runs])
    return Letters(runs, rarity, {word for words in messages for word in words})


def _runs(word: str) -> list[str]:
    """Every run of three to five letters of a word whose ends are marked."""
    marked = f" {word} "
    sizes = range(SHORTEST, LONGEST + 1)
    return [marked[start : start + size] for size in sizes for start in range(len(marked) - size + 1)]
