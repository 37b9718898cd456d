"""How much a question is like each entry's example questions: ridge regression and the nearest example."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float32]
RIDGE = 0.5
"""Regularisation of the class score."""
LARGEST = 5_000
"""Above this many examples the closed form takes too long and too much memory: nearest example only."""


@dataclass(frozen=True)
class Examples:
    """All example texts as features, with the entry that each belongs to (-1: to none, everyday talk)."""

    rows: sparse.csr_matrix
    owners: NDArray[np.int64]
    entries: int
    vectors: Floats | None = None
    """Sentence vectors of the same texts, when there is an encoder."""


@dataclass(frozen=True)
class ClassScores:
    """Scores for one or more questions: rows are questions, columns entries and, last, everyday talk."""

    ridge: Floats
    nearest: Floats
    meaning: Floats | None = None


class SimilarQuestions:
    """A linear score for each entry, learnt from the examples in closed form."""

    def __init__(self, examples: Examples, meaning_weight: float = 1.0) -> None:
        self.examples = examples
        self.meaning_weight = meaning_weight
        self._order = np.argsort(examples.owners, kind="stable")
        owners = examples.owners[self._order]
        self._groups, self._starts = np.unique(owners, return_index=True)
        self._inverse: NDArray[np.float64] | None = None
        self.closed_form = examples.rows.shape[0] <= LARGEST
        self._alpha = self._solve() if self.closed_form and examples.rows.shape[0] else None
        self._weights = examples.rows.T @ self._alpha if self._alpha is not None else None

    def _targets(self) -> NDArray[np.float64]:
        targets = np.zeros((self.examples.rows.shape[0], self.examples.entries + 1))
        targets[np.arange(len(targets)), self.examples.owners] = 1.0
        return targets

    def _solve(self) -> NDArray[np.float64]:
        kernel = (self.examples.rows @ self.examples.rows.T).toarray().astype(np.float64)
        if self.examples.vectors is not None:
            kernel += self.meaning_weight * (self.examples.vectors @ self.examples.vectors.T)
        kernel[np.diag_indices_from(kernel)] += RIDGE
        self._inverse = np.linalg.inv(kernel)
        return np.asarray(self._inverse @ self._targets())

    def scores(self, rows: sparse.csr_matrix, vectors: Floats | None = None) -> ClassScores:
        """Class score and nearest example for each question."""
        sims = np.asarray((rows @ self.examples.rows.T).todense(), np.float32)
        nearest = self._by_entry(sims)
        meaning: Floats | None = None
        if vectors is not None and self.examples.vectors is not None:
            meaning = self._by_entry(vectors @ self.examples.vectors.T)
        if self._alpha is None or self._weights is None:
            return ClassScores(nearest, nearest, meaning)
        ridge = np.asarray(rows @ self._weights, np.float32)
        if vectors is not None and self.examples.vectors is not None:
            ridge += self.meaning_weight * (vectors @ self._vector_weights)
        return ClassScores(ridge, nearest, meaning)

    @property
    def _vector_weights(self) -> Floats:
        assert self.examples.vectors is not None
        assert self._alpha is not None
        return np.asarray(self.examples.vectors.T @ self._alpha, np.float32)

    def _by_entry(self, sims: Floats) -> Floats:
        best = np.zeros((sims.shape[0], self.examples.entries + 1), np.float32)
        if sims.shape[1]:
            best[:, self._groups] = np.maximum.reduceat(sims[:, self._order], self._starts, axis=1)
        return best

    def left_out(self) -> ClassScores:
        """The scores of every example as if it alone had not been known (exact, from one inverse)."""
        assert self._inverse is not None
        assert self._alpha is not None
        ridge = self._targets() - self._alpha / np.diag(self._inverse)[:, None]
        sims, meaning = self._example_sims()
        np.fill_diagonal(sims, 0)
        if meaning is not None:
            np.fill_diagonal(meaning, 0)
        return self._packed(ridge, sims, meaning)

    def hidden(self) -> ClassScores:
        """The scores of every example as if its whole entry had not been known: near misses."""
        assert self._inverse is not None
        assert self._alpha is not None
        ridge = np.zeros(self._alpha.shape)
        sims, meaning = self._example_sims()
        for owner in self._groups:
            group = np.flatnonzero(self.examples.owners == owner)
            block = self._inverse[np.ix_(group, group)]
            targets = np.zeros((len(group), self._alpha.shape[1]))
            targets[:, owner] = 1.0
            ridge[group] = targets - np.linalg.solve(block, self._alpha[group])
            sims[np.ix_(group, group)] = 0
            if meaning is not None:
                meaning[np.ix_(group, group)] = 0
        return self._packed(ridge, sims, meaning)

    def _example_sims(self) -> tuple[Floats, Floats | None]:
        sims = (self.examples.rows @ self.examples.rows.T).toarray().astype(np.float32)
        vectors = self.examples.vectors
        return sims, None if vectors is None else vectors @ vectors.T

    def _packed(self, ridge: NDArray[np.float64], sims: Floats, meaning: Floats | None) -> ClassScores:
        by_meaning = None if meaning is None else self._by_entry(meaning)
        return ClassScores(ridge.astype(np.float32), self._by_entry(sims), by_meaning)


def owners_of(groups: Sequence[Sequence[str]]) -> NDArray[np.int64]:
    """Entry numbers for texts listed by entry."""
    return np.array([number for number, texts in enumerate(groups) for _ in texts], np.int64)
