"""Fielded BM25 over an inverted index of numpy arrays: which entries share the question's words."""

import math
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
FIELD_WEIGHTS = {
    "questions": 1.0,
    "title": 1.6,
    "names": 1.6,
    "topics": 1.2,
    "recommendation": 1.0,
    "body": 0.7,
}
K1 = 0.9
B = 0.4


@dataclass(frozen=True, slots=True)
class Document:
    """The words of one entry by field, already stemmed."""

    fields: Mapping[str, Sequence[str]]


class LexicalIndex:
    """BM25F. Scores are shares: 1.0 means that every word of the question counts fully for the entry."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self.size = len(documents)
        averages = _average_lengths(documents)
        self._rows: dict[str, int] = {}
        rows, numbers, weights = array("i"), array("i"), array("f")
        for number, document in enumerate(documents):
            for term, weight in _weighted_counts(document, averages).items():
                rows.append(self._rows.setdefault(term, len(self._rows)))
                numbers.append(number)
                weights.append(weight)
        by_row = np.frombuffer(rows, np.int32) if rows else np.zeros(0, np.int32)
        order = np.argsort(by_row, kind="stable")
        counts = np.bincount(by_row, minlength=len(self._rows)).tolist()
        self._starts = np.concatenate(([0], np.cumsum(counts))).astype(np.int64)
        self._idf = np.array([math.log(1 + (self.size - n + 0.5) / (n + 0.5)) for n in counts], np.float32)
        self._entries = np.array(numbers, np.int32)[order]
        frequency = np.array(weights, np.float32)[order]
        self._impacts = frequency * (K1 + 1) / (frequency + K1)
        self._unknown_idf = math.log(1 + (self.size + 0.5) / 0.5)

    def idf(self, term: str) -> float:
        """How telling a word is; a word that no entry has counts as the rarest."""
        row = self._rows.get(term)
        return float(self._idf[row]) if row is not None else self._unknown_idf

    def knows(self, term: str) -> bool:
        """Whether any entry has this word."""
        return term in self._rows

    def shares(self, terms: Mapping[str, float]) -> Floats:
        """For each entry the share (0 to about 1) of the question that it accounts for."""
        scores = np.zeros(self.size, np.float32)
        ideal = sum(self.idf(term) * weight for term, weight in terms.items())
        for term, weight in terms.items():
            row = self._rows.get(term)
            if row is None:
                continue
            span = slice(self._starts[row], self._starts[row + 1])
            scores[self._entries[span]] += self._idf[row] * weight * self._impacts[span]
        return scores / np.float32(ideal * (K1 + 1)) if ideal else scores

    def having(self, terms: Iterable[str]) -> list[int]:
        """The entries that have every one of these words."""
        found: NDArray[Any] | None = None
        for term in terms:
            row = self._rows.get(term)
            if row is None:
                return []
            those = self._entries[self._starts[row] : self._starts[row + 1]]
            found = those if found is None else np.intersect1d(found, those, assume_unique=True)
        return [] if found is None else [int(each) for each in found]

    def unknown_share(self, terms: Mapping[str, float], hidden: int = -1) -> float:
        """The share of the question, by telling words, that no entry has, not counting a hidden one."""
        unknown = known = 0.0
        for term, weight in terms.items():
            if self._has(term, hidden):
                known += self.idf(term) * weight
            else:
                unknown += self._unknown_idf * weight
        return unknown / (unknown + known) if unknown + known else 1.0

    def _has(self, term: str, hidden: int) -> bool:
        row = self._rows.get(term)
        if row is None:
            return False
        start, end = self._starts[row], self._starts[row + 1]
        return bool(end - start > 1 or self._entries[start] != hidden)


def _average_lengths(documents: Iterable[Document]) -> dict[str, float]:
    lengths: dict[str, list[int]] = {}
    for document in documents:
        for name, words in document.fields.items():
            lengths.setdefault(name, []).append(len(words))
    return {name: max(sum(each) / len(each), 1.0) for name, each in lengths.items()}


def _weighted_counts(document: Document, averages: Mapping[str, float]) -> Counter[str]:
    weighted: Counter[str] = Counter()
    for name, words in document.fields.items():
        norm = FIELD_WEIGHTS[name] / (1 - B + B * len(words) / averages[name])
        for term, count in Counter(words).items():
            weighted[term] += count * norm  # type: ignore[assignment]  # Counter of floats
    return weighted
