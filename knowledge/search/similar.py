"""How much a question is like each entry's example questions: a class score and the nearest example."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
RIDGE = 0.5
"""Regularisation of the class score."""
LARGEST = 5_000
"""More examples than this take too long in closed form, and too much memory: a sample is learnt from."""


@dataclass(frozen=True)
class ClassScores:
    """Scores for one or more questions: rows are questions, columns entries and, last, everyday talk."""

    ridge: Floats
    nearest: Floats
    meaning: Floats | None = None


@dataclass(frozen=True)
class Examples:
    """All example texts as features, with the entry that each belongs to (-1: to none, everyday talk)."""

    rows: sparse.csr_matrix
    owners: NDArray[np.int64]
    entries: int
    vectors: Floats | None = None
    """Sentence vectors of the same texts, when there is an encoder."""

    @property
    def count(self) -> int:
        """How many texts there are."""
        return len(self.owners)

    def only(self, chosen: NDArray[np.int64]) -> "Examples":
        """Some of the examples."""
        vectors = None if self.vectors is None else self.vectors[chosen]
        return Examples(self.rows[chosen], self.owners[chosen], self.entries, vectors)

    def turned(self) -> None:
        """Gets ready for questions now, and not with the first of them."""
        assert self.by_feature is not None
        assert self._by_owner is not None

    @cached_property
    def by_feature(self) -> sparse.csr_matrix:
        """The rows turned round, once: for each feature the examples that have it. A question has few."""
        return self.rows.T.tocsr()

    @cached_property
    def _by_owner(self) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        order = np.argsort(self.owners, kind="stable")
        groups, starts = np.unique(self.owners[order], return_index=True)
        return order, groups, starts

    def nearest(self, similarities: Floats) -> Floats:
        """For each question (row) its best similarity to an example of each entry (column)."""
        best = np.zeros((similarities.shape[0], self.entries + 1), np.float32)
        if self.count:
            order, groups, starts = self._by_owner
            best[:, groups] = np.maximum.reduceat(similarities[:, order], starts, axis=1)
        return best


@dataclass(frozen=True)
class ClassModel:
    """Scores questions. `weights` are absent where there are too many examples for the closed form."""

    examples: Examples
    weights: Floats | None = None
    vector_weights: Floats | None = None

    def score(self, columns: Ints, values: Floats, vector: Floats | None = None) -> ClassScores:
        """Class score and nearest example for one question, given its features and its sentence vector."""
        nearest = self.examples.nearest((self.examples.by_feature[columns].T @ values)[None])
        meaning: Floats | None = None
        if vector is not None and self.examples.vectors is not None:
            meaning = self.examples.nearest((self.examples.vectors @ vector)[None])
        if self.weights is None:
            return ClassScores(nearest, nearest, meaning)
        ridge = values @ self.weights[columns]
        if vector is not None and self.vector_weights is not None:
            ridge += vector @ self.vector_weights
        return ClassScores(ridge[None], nearest, meaning)


class RidgeFit:
    """Ridge regression of "which entry" on the features, with what each example would score if left out."""

    def __init__(self, examples: Examples) -> None:
        self._examples = examples
        self._targets = np.zeros((examples.count, examples.entries + 1))
        self._targets[np.arange(examples.count), examples.owners] = 1.0
        self._kernel = np.asarray((examples.rows @ examples.rows.T).todense(), np.float32)
        self._meaning = None if examples.vectors is None else examples.vectors @ examples.vectors.T
        kernel = self._kernel.astype(np.float64)  # so that every machine learns the same
        if self._meaning is not None:
            kernel += self._meaning
        kernel[np.diag_indices_from(kernel)] += RIDGE
        self._inverse = np.linalg.inv(kernel)
        self._alpha = self._inverse @ self._targets

    def model(self, everything: Examples) -> ClassModel:
        """The fitted scores, with the nearest example looked for among `everything`."""
        weights = np.asarray(self._examples.rows.T @ self._alpha, np.float32)
        vectors = self._examples.vectors
        vector_weights = None if vectors is None else np.asarray(vectors.T @ self._alpha, np.float32)
        return ClassModel(everything, weights, vector_weights)

    def left_out(self) -> ClassScores:
        """The scores of every example as if it alone had not been known (exact, from one inverse)."""
        ridge = np.asarray(self._targets - self._alpha / np.diag(self._inverse)[:, None], np.float32)
        groups = [np.array([place]) for place in range(self._examples.count)]
        return self._without(ridge, groups)

    def hidden(self) -> ClassScores:
        """The scores of every example as if its whole entry had not been known: near misses."""
        ridge = np.zeros(self._alpha.shape, np.float32)
        groups = [
            np.flatnonzero(self._examples.owners == owner) for owner in np.unique(self._examples.owners)
        ]
        for group in groups:
            block = self._inverse[np.ix_(group, group)]
            ridge[group] = self._targets[group] - np.linalg.solve(block, self._alpha[group])
        return self._without(ridge, groups)

    def _without(self, ridge: Floats, groups: list[NDArray[np.int64]]) -> ClassScores:
        nearest = self._examples.nearest(_blanked(self._kernel, groups))
        meaning = None if self._meaning is None else self._examples.nearest(_blanked(self._meaning, groups))
        return ClassScores(ridge, nearest, meaning)


def _blanked(similarities: Floats, groups: list[NDArray[np.int64]]) -> Floats:
    """The same similarities, with none between members of one group."""
    blanked = similarities.copy()
    for group in groups:
        blanked[np.ix_(group, group)] = 0
    return blanked
