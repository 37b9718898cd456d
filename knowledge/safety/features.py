"""Turns what was noticed in a message into numbers: cues, pairs of cues, their order, words and letters."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from knowledge.linear import Floats
from knowledge.safety.cues import CueBook, Noticed
from knowledge.safety.letters import Letters

Row = tuple[NDArray[np.int64], Floats]
NEAR = 6
"""Two cues are in order when the second begins within this many words after the first."""
AT_START = 2
LEAST = 2
"""A word or word pair is learnt when at least this many examples have it."""


class Features:
    """The columns: each cue, pair, ordered pair, cue at the start, learnt word, and run of letters."""

    def __init__(self, book: CueBook, words: Sequence[str], rarity: Floats, letters: Letters) -> None:
        self.words, self.rarity, self.letters = words, rarity, letters
        self._size = len(book.names)
        self._first_word = self._size * (2 * self._size + 2)
        self._first_letters = self._first_word + len(words)
        self._word = {word: place for place, word in enumerate(words)}

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self._first_letters + len(self.letters.runs)

    def row(self, noticed: Noticed) -> Row:
        """The nonzero columns of one message and their values: what stands in it, and how it is spelt."""
        columns, values = self._told(noticed)
        letters, spelt = self.letters.row(noticed.words)
        values /= max(float(np.linalg.norm(values)), 1e-9)
        return np.concatenate((columns, self._first_letters + letters)), np.concatenate((values, spelt))

    def _told(self, noticed: Noticed) -> Row:
        """Cues and words. Each kind of column weighs the same."""
        cues, size = sorted(noticed.cues), self._size
        pairs = [size + one * size + other for one, other in combinations(cues, 2)]
        columns, shares = [*cues, *pairs], [*_shares(cues), *_shares(pairs)]
        for found, weight in ((self._ordered(noticed), 1.0), (self._at_start(noticed), 0.5)):
            columns += found
            shares += _shares(found, weight)
        words = self._words(noticed)
        rare = self.rarity[words]
        rare = rare / max(float(np.linalg.norm(rare)), 1e-9)
        return (
            np.concatenate((np.array(columns, np.int64), self._first_word + words)),
            np.concatenate((np.array(shares, np.float64), rare)),
        )

    def rows(self, messages: Iterable[Noticed]) -> csr_matrix:
        """One line for each message."""
        rows = [self.row(each) for each in messages]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows])
        values = np.concatenate([values for _, values in rows])
        return csr_matrix((values, columns, starts), shape=(len(rows), self.width))

    def _ordered(self, noticed: Noticed) -> list[int]:
        at, size = noticed.at, self._size
        found = set()
        for place, (start, cue) in enumerate(at):
            for later, other in at[place + 1 : place + 9]:
                if start < later <= start + NEAR:
                    found.add(size * (size + 1) + cue * size + other)
        return list(found)

    def _at_start(self, noticed: Noticed) -> list[int]:
        first = self._size * (2 * self._size + 1)
        found = {first + cue for start, cue in noticed.at if start < AT_START}
        return list(found)

    def _words(self, noticed: Noticed) -> NDArray[np.int64]:
        known = {self._word[each] for each in runs(noticed.words) if each in self._word}
        return np.array(sorted(known), np.int64)


def _shares(kind: Sequence[int], weight: float = 1.0) -> list[float]:
    """Each kind of column weighs the same, however many there are of it."""
    return [weight / math.sqrt(len(kind))] * len(kind) if kind else []


def runs(words: Sequence[str]) -> set[str]:
    """The words, their pairs and triples, with the start marked."""
    marked = ("^", *words)
    return {
        *words,
        *map(" ".join, zip(marked, words, strict=False)),
        *map(" ".join, zip(marked, marked[1:], marked[2:], strict=False)),
    }


def learn_words(messages: Sequence[Noticed]) -> tuple[list[str], Floats]:
    """The words worth a column, with how rare each is."""
    seen = Counter(each for message in messages for each in runs(message.words))
    words = sorted(word for word, count in seen.items() if count >= LEAST)
    return words, np.array([math.log(len(messages) / seen[word]) for word in words])
