"""How much a question is like the example texts: in words, and in meaning when there is an encoder."""

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
WORDS_SHARE = 0.5
"""What likeness in words counts beside likeness in meaning."""
WORDS_FALL, MEANING_FALL = 2.0, 3.0
"""How fast the kernels fall off: only what is near to a question says much about it."""

CHUNK = 500
"""So many questions are compared with all examples at a time: what is in between takes memory too."""


def alone(left: Floats, right: Floats) -> Floats:
    """A matrix product for one question. `bot` tells NumPy to use one thread."""
    product: Floats = left @ right
    return product


@dataclass(frozen=True)
class Likeness:
    """Cosines of questions (rows) and example texts (columns)."""

    words: Floats
    meaning: Floats | None = None

    @property
    def kernel(self) -> Floats:
        """Both in one number, by which the class score learns."""
        near = _falling(self.words, WORDS_FALL)
        if self.meaning is not None:
            near *= np.float32(WORDS_SHARE)
            near += _falling(self.meaning, MEANING_FALL)
        return near


def _falling(similarities: Floats, fall: float) -> Floats:
    """1 where two texts are the same, less the less alike they are. One array, as it may be large."""
    near: Floats = similarities - np.float32(1)
    near *= np.float32(fall)
    np.exp(near, out=near)
    return near


@dataclass(frozen=True)
class ClassScores:
    """Scores for one or more questions: rows are questions, columns entries and, last, everyday talk."""

    learnt: Floats
    nearest: Floats
    meaning: Floats | None = None

    def of(self, row: int) -> "ClassScores":
        """Those of one question."""
        meaning = None if self.meaning is None else self.meaning[row : row + 1]
        return ClassScores(self.learnt[row : row + 1], self.nearest[row : row + 1], meaning)

    def without(self, owners: Ints, learnt: Floats) -> "ClassScores":
        """The same with each question's own entry unlike anything, and what is learnt without that entry."""
        rows = np.arange(len(owners))
        nearest = self.nearest.copy()
        nearest[rows, owners] = 0
        meaning = None if self.meaning is None else self.meaning.copy()
        if meaning is not None:
            meaning[rows, owners] = 0
        return ClassScores(learnt, nearest, meaning)


@dataclass(frozen=True)
class Examples:
    """All example texts as features, with the entry that each belongs to (-1: to none, everyday talk)."""

    rows: sparse.csr_matrix
    owners: Ints
    entries: int
    vectors: Floats | None = None
    """Sentence vectors of the same texts, when there is an encoder."""

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.owners)

    def only(self, chosen: Ints) -> "Examples":
        """Some of the examples."""
        vectors = None if self.vectors is None else self.vectors[chosen]
        return replace(self, rows=self.rows[chosen], owners=self.owners[chosen], vectors=vectors)

    def compact(self) -> "Examples":
        """The same texts without the features that none of them has: quicker to compare a few."""
        used, columns = np.unique(self.rows.indices, return_inverse=True)
        shape = (self.count, len(used))
        return replace(self, rows=sparse.csr_matrix((self.rows.data, columns, self.rows.indptr), shape=shape))

    def turned(self) -> None:
        """Gets ready for questions now, and not with the first of them."""
        assert self.by_feature is not None
        assert self._by_owner is not None

    @cached_property
    def by_feature(self) -> sparse.csr_matrix:
        """The rows turned round, once: for each feature the examples that have it. A question has few."""
        return self.rows.T.tocsr()

    @cached_property
    def _by_owner(self) -> tuple[Ints, Ints, Ints]:
        return _groups(self.owners)

    def likeness(self, rows: sparse.csr_matrix, vectors: Floats | None = None) -> Likeness:
        """How like questions are to each example."""
        words = np.empty((rows.shape[0], self.count), np.float32)
        for start in range(0, len(words), CHUNK):
            part = words[start : start + CHUNK]
            (rows[start : start + CHUNK] @ self.by_feature).toarray(out=part)
        known = vectors is not None and self.vectors is not None
        return Likeness(words, vectors @ self.vectors.T if known else None)  # type: ignore[operator,union-attr]

    def likeness_of(self, columns: Ints, values: Floats, vector: Floats | None = None) -> Likeness:
        """How like one question is to each example, given its features and its sentence vector."""
        words = np.asarray(self.by_feature[columns].T @ values, np.float32)[None]
        if vector is None or self.vectors is None:
            return Likeness(words)
        return Likeness(words, alone(vector[None], self.vectors.T))

    def nearest(self, similarities: Floats) -> Floats:
        """For each question (row) its best similarity to an example of each entry (column)."""
        return _best(similarities, self._by_owner, self.entries + 1)


def _groups(owners: Ints) -> tuple[Ints, Ints, Ints]:
    order = np.argsort(owners, kind="stable")
    groups, starts = np.unique(owners[order], return_index=True)
    return order, groups, starts


def _best(similarities: Floats, by_owner: tuple[Ints, Ints, Ints], width: int) -> Floats:
    best = np.zeros((similarities.shape[0], width), np.float32)
    order, groups, starts = by_owner
    if len(order):
        best[:, groups] = np.maximum.reduceat(similarities[:, order], starts, axis=1)
    return best
