"""TF-IDF features of short texts: word 1-2-grams and character 2-4-grams, hashed, in sparse rows."""

import math
import zlib
from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.search.words import Token

Ints = NDArray[np.int64]
WORD_PART = 0.6
"""Share of the similarity that comes from words; the rest comes from characters within words."""
_CHARACTER_GRAMS = (2, 3, 4)
_TRUE = np.ones(1, bool)


def _hash(gram: str) -> int:
    return zlib.crc32(gram.encode())


def word_grams(words: Sequence[Token], concepts: Sequence[str] = ()) -> list[int]:
    """Hashes of stems, pairs of stems, and known names found in the text."""
    stems = [each.stem for each in words]
    grams = [_hash("w " + stem) for stem in stems]
    grams += [_hash(f"w {a} {b}") for a, b in zip(["^", *stems], [*stems, "$"], strict=True)]
    return grams + [_hash("k " + concept) for concept in concepts]


def character_grams(words: Sequence[Token]) -> list[int]:
    """Hashes of the 2 to 4 letter pieces of each word with its ends marked."""
    return [gram for each in words for gram in _pieces(each.word)]


@lru_cache(maxsize=5_000)
def _pieces(word: str) -> tuple[int, ...]:
    padded = f" {word} "
    return tuple(
        _hash("c" + padded[i : i + size]) for size in _CHARACTER_GRAMS for i in range(len(padded) - size + 1)
    )


class FeatureSpace:
    """The hashed features that the content has, with how telling each is."""

    def __init__(self, hashes: Ints, idf: NDArray[np.float32]) -> None:
        self.hashes = hashes
        self.idf = idf

    @classmethod
    def fit(cls, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> "FeatureSpace":
        """Learns which features there are from (word grams, character grams) rows."""
        counts: Counter[int] = Counter()
        for words, characters in rows:
            counts.update(set(words))
            counts.update(set(characters))
        hashes = np.array(sorted(counts), np.int64)
        seen = np.array([counts[int(each)] for each in hashes], np.float32)
        return cls(hashes, (np.log((1 + len(rows)) / (1 + seen)) + 1).astype(np.float32))

    def matrix(self, rows: Sequence[tuple[Sequence[int], Sequence[int]]]) -> sparse.csr_matrix:
        """One sparse row of unit length a text. Features the content does not have are left out."""
        indices: list[Ints] = []
        values: list[NDArray[np.float32]] = []
        for words, characters in rows:
            columns, weights = self.row(words, characters)
            indices.append(columns)
            values.append(weights)
        starts = np.concatenate(([0], np.cumsum([len(each) for each in indices])))
        flat = np.concatenate(indices) if indices else np.zeros(0, np.int64)
        data = np.concatenate(values) if values else np.zeros(0, np.float32)
        return sparse.csr_matrix((data, flat, starts), shape=(len(rows), len(self.hashes)))

    def row(self, words: Sequence[int], characters: Sequence[int]) -> tuple[Ints, NDArray[np.float32]]:
        """The columns of one text and their weights."""
        word_columns, word_weights = self._part(words, WORD_PART)
        character_columns, character_weights = self._part(characters, 1 - WORD_PART)
        return np.concatenate((word_columns, character_columns)), np.concatenate(
            (word_weights, character_weights)
        )

    @cached_property
    def _rarest(self) -> float:
        return float(self.idf.max()) ** 2

    def _part(self, grams: Sequence[int], share: float) -> tuple[Ints, NDArray[np.float32]]:
        if not grams or not len(self.hashes):
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        ordered = np.array(grams, np.int64)
        ordered.sort()
        starts = np.flatnonzero(np.concatenate((_TRUE, ordered[1:] != ordered[:-1])))
        unique, counts = ordered[starts], np.concatenate((starts[1:], (len(ordered),))) - starts
        columns = np.minimum(self.hashes.searchsorted(unique), len(self.hashes) - 1)
        known = self.hashes[columns] == unique
        columns, counts = columns[known], counts[known]
        weights = (1 + np.log(counts)).astype(np.float32) * self.idf[columns]
        unseen = float(len(unique) - len(columns)) * self._rarest
        length = math.sqrt(float((weights**2).sum()) + unseen) or 1.0  # unknown pieces make a text longer
        return columns, weights * np.float32(math.sqrt(share) / length)
