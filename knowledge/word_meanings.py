"""What single words mean, as numbers: words used alike lie close together. A table, no encoder needed."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

FILE: Final = "content/words/meanings.npz"
_ENDINGS = (
    ("ies", "y"),
    ("ied", "y"),
    ("ing", ""),
    ("ing", "e"),
    ("ed", ""),
    ("ed", "e"),
    ("es", ""),
    ("s", ""),
    ("ly", ""),
    ("er", ""),
    ("er", "e"),
)
_SHORTEST = 3


class WordMeanings:
    """One line of numbers a word."""

    def __init__(self, words: Sequence[str], vectors: NDArray[np.float32]) -> None:
        self.vectors = vectors
        self._place = {word: place for place, word in enumerate(words)}

    @property
    def width(self) -> int:
        """How many numbers a word has."""
        return int(self.vectors.shape[1])

    def find(self, word: str) -> int | None:
        """The line of a word, or of its stem; None for a word that is not in the table."""
        place = self._place.get(word)
        return self._by_stem(word) if place is None else place

    def total(self, weighed: Iterable[tuple[str, float]]) -> NDArray[np.float32]:
        """The sum of what words mean, each by its weight: shape (width,). Zeros where it knows none."""
        known = [(line, weight) for word, weight in weighed if (line := self.find(word)) is not None]
        weights = np.array([weight for _, weight in known], np.float32)
        return np.asarray(weights @ self.vectors[[line for line, _ in known]], np.float32)

    def _by_stem(self, word: str) -> int | None:
        for ending, instead in _ENDINGS:
            stem = word.removesuffix(ending)
            if stem != word and len(stem) >= _SHORTEST and stem + instead in self._place:
                return self._place[stem + instead]
        return None


@lru_cache(maxsize=1)
def word_meanings() -> WordMeanings:
    """The shipped table. How it is made: benchmarks/word_meanings.py."""
    file = resources.files("knowledge") / FILE
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        return WordMeanings(str(kept["words"]).split("\n"), kept["vectors"].astype(np.float32))
