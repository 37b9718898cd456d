"""Scores by likeness to each example: messages as unit vectors, near ones weigh most."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import cho_factor, cho_solve

from knowledge.linear import Floats

Vectors = NDArray[np.float32]
PENALTY = 0.1
SMALL, FEWEST = 260_000, 400
"""Products up to this size stay on one core in OpenBLAS: spread over busy cores they take far longer."""
CORRECTIONS, PART = 2, 1_000
NEARNESS = 1.0
"""How fast likeness falls with distance."""


@dataclass(frozen=True)
class Likeness:
    """The vectors of the examples, and what nearness to each says for each class."""

    vectors: Vectors
    weights: Vectors
    constant: Floats

    def scores(self, rows: Vectors) -> Floats:
        """One line of class scores for each row."""
        pair = np.concatenate((rows, rows)) if len(rows) == 1 else rows
        step = max(FEWEST, SMALL // max(pair.size, 1))
        found = np.zeros((len(pair), len(self.constant)))
        for start in range(0, len(self.vectors), step):
            near = _likeness(pair, self.vectors[start : start + step])
            found += near @ self.weights[start : start + step]
        return found[: len(rows)] + self.constant


def unit(rows: Vectors) -> Vectors:
    """Each row with length one, as exact as it is kept in a cache; a row of nothing stays so."""
    length = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    found: Vectors = (rows / length).astype(np.float16).astype(np.float32)
    return found


def fit_likeness(vectors: Vectors, targets: Floats) -> Likeness:
    """Ridge regression over the likeness of every example to every other: 4 bytes a pair while it lasts.

    Solved to eight digits: rounds that stop early give other scores where another number of cores does the
    sums. Single precision and two corrections give that in a quarter of the memory.
    """
    constant = targets.mean(axis=0)
    ridge = _likeness(vectors, vectors)
    ridge[np.diag_indices_from(ridge)] += PENALTY
    factor = cho_factor(ridge.T, lower=True, overwrite_a=True, check_finite=False)
    weights, left = np.zeros_like(targets), targets - constant
    for _ in range(CORRECTIONS + 1):
        weights += cho_solve(factor, left.astype(np.float32), check_finite=False)
        left = targets - constant - PENALTY * weights - _told(vectors, weights)
    return Likeness(vectors, weights.astype(np.float32), constant)


def _told(vectors: Vectors, weights: Floats) -> Floats:
    """What the weights say of the examples themselves, a part at a time."""
    parts = range(0, len(vectors), PART)
    return np.concatenate([_likeness(vectors[at : at + PART], vectors) @ weights for at in parts])


def _likeness(rows: Vectors, others: Vectors) -> Vectors:
    """1 for the same vector, and less the wider the angle."""
    found: Vectors = rows @ others.T
    found -= 1
    found *= 2 * NEARNESS
    np.exp(found, out=found)
    return found
