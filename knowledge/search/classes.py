"""The class score: which entry a question belongs to, by kernel ridge regression on the example texts."""

from dataclasses import dataclass, replace

import numpy as np

from knowledge.linear import conjugate_gradients
from knowledge.search.similar import ClassScores, Examples, Floats, Ints, Likeness, alone

RIDGE = 0.2
"""Regularisation of the class score."""
NEIGHBOURS = 200
"""With many examples only this many, the most alike, are looked at for a question."""
ROUNDS = 25
"""After these the weights have settled to three digits."""


@dataclass(frozen=True)
class ClassModel:
    """Scores questions. `weights` (examples by entries) are absent where there are too many examples.

    Then a question's neighbourhood is learnt from, or, not `local`, the nearest example is all there is.
    """

    examples: Examples
    weights: Floats | None = None
    local: bool = False

    def score(self, columns: Ints, values: Floats, vector: Floats | None = None) -> ClassScores:
        """Class score and nearest example for one question, given its features and its sentence vector."""
        like = self.examples.likeness_of(columns, values, vector)
        if self.weights is not None:
            return with_nearest(self.examples, like, alone(like.kernel, self.weights))
        if self.local:
            return with_nearest(self.examples, like, local_scores(self.examples, like))
        found = with_nearest(self.examples, like, like.words)
        return replace(found, learnt=found.nearest)


def with_nearest(examples: Examples, like: Likeness, learnt: Floats) -> ClassScores:
    """Class scores together with what is nearest."""
    meaning = None if like.meaning is None else examples.nearest(like.meaning)
    return ClassScores(learnt, examples.nearest(like.words), meaning)


def local_scores(examples: Examples, like: Likeness) -> Floats:
    """The class scores learnt, for each question anew, from the examples that are most like it."""
    kernel = like.kernel
    found = np.zeros((len(kernel), examples.entries + 1), np.float32)
    for row, near in zip(found, kernel, strict=True):
        if examples.count:
            chosen = _most_alike(near)
            np.add.at(row, examples.owners[chosen], _solved(examples.only(chosen), near[chosen]))
    return found


def _most_alike(near: Floats) -> Ints:
    if len(near) <= NEIGHBOURS:
        return np.arange(len(near))
    return np.sort(np.argpartition(-near, NEIGHBOURS)[:NEIGHBOURS])


def _solved(chosen: Examples, near: Floats) -> Floats:
    """The weight of each of a few examples for one question, by conjugate gradients.

    A library's solver would start threads for each question, which costs more than the sum itself.
    """
    few = chosen.compact()
    kernel = few.likeness(few.rows, few.vectors).kernel
    kernel[np.diag_indices_from(kernel)] += RIDGE
    return conjugate_gradients(lambda step: kernel @ step, near, ROUNDS)
