"""What each example would score if it, or its whole entry, had not been known."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

from knowledge.linear import inverse_factor
from knowledge.search.classes import RIDGE, ClassModel, local_scores, with_nearest
from knowledge.search.similar import ClassScores, Examples, Floats, Ints, Likeness

FAR_AWAY = -1.0
"""The cosine given to examples that must not be seen."""
CHUNK = 100


class Fit(Protocol):
    """A class model and the scores of what it was learnt from. `chosen`: the examples that are asked."""

    chosen: Ints

    def model(self) -> ClassModel:
        """The class model."""
        ...

    def left_out(self) -> ClassScores:
        """The scores of each chosen example as if it alone had not been known."""
        ...

    def hidden(self) -> ClassScores:
        """The scores of each chosen example as if its whole entry had not been known: near misses."""
        ...


class ExactFit:
    """All examples at once, in closed form.

    The likenesses are let go of once both questions are answered: they are most of what this needs.
    """

    def __init__(self, examples: Examples) -> None:
        self.chosen: Ints = np.arange(examples.count)
        self._examples = examples
        targets = np.zeros((examples.count, examples.entries + 1), np.float32)
        targets[self.chosen, examples.owners] = 1.0
        like = examples.likeness(examples.rows, examples.vectors)
        kernel = like.kernel
        kernel[np.diag_indices_from(kernel)] += RIDGE
        factor = inverse_factor(kernel)
        self._weights = factor.T @ (factor @ targets)
        spread = np.einsum("ij,ij->j", factor, factor)  # the diagonal of the inverse
        self._left_out = _nothing_alike(examples, like, targets - self._weights / spread[:, None])
        learnt = np.zeros_like(self._weights)
        for group in (np.flatnonzero(examples.owners == owner) for owner in np.unique(examples.owners)):
            block = factor[:, group].T @ factor[:, group]
            learnt[group] = targets[group] - np.linalg.solve(block, self._weights[group])
        self._hidden = self._left_out.without(examples.owners, learnt)

    def model(self) -> ClassModel:
        """The class model."""
        return ClassModel(self._examples, self._weights)

    def left_out(self) -> ClassScores:
        """Exact, from one factor."""
        return self._left_out

    def hidden(self) -> ClassScores:
        """Exact, entry by entry, from the same factor."""
        return self._hidden


def _nothing_alike(examples: Examples, like: Likeness, learnt: Floats) -> ClassScores:
    """The scores of all examples, none of which is like itself. Changes `like`."""
    for similarities in (like.words, like.meaning):
        if similarities is not None:
            similarities[np.diag_indices_from(similarities)] = 0
    return with_nearest(examples, like, learnt)


class SampledFit:
    """Too many examples for the closed form: some of them are asked, each of its own neighbourhood."""

    def __init__(self, examples: Examples, chosen: Ints) -> None:
        self.chosen = chosen
        self._examples = examples

    def model(self) -> ClassModel:
        """The class model."""
        return ClassModel(self._examples, local=True)

    def left_out(self) -> ClassScores:
        """Each without itself."""
        return self._asked(lambda place: np.array([place]))

    def hidden(self) -> ClassScores:
        """Each without its entry."""
        owners = self._examples.owners
        return self._asked(lambda place: np.flatnonzero(owners == owners[place]))

    def _asked(self, unseen: Callable[[int], Ints]) -> ClassScores:
        parts = [self.chosen[start : start + CHUNK] for start in range(0, len(self.chosen), CHUNK)]
        found = [self._some(places, unseen) for places in parts]
        return ClassScores(
            *(_stacked([getattr(each, name) for each in found]) for name in ClassScores.__annotations__)  # type: ignore[arg-type]
        )

    def _some(self, places: Ints, unseen: Callable[[int], Ints]) -> ClassScores:
        asked = self._examples.only(places)
        like = self._examples.likeness(asked.rows, asked.vectors)
        for row, place in enumerate(places):
            hidden = unseen(int(place))
            like.words[row, hidden] = FAR_AWAY
            if like.meaning is not None:
                like.meaning[row, hidden] = FAR_AWAY
        return with_nearest(self._examples, like, local_scores(self._examples, like))


def _stacked(parts: Sequence[Floats | None]) -> Floats | None:
    present = [each for each in parts if each is not None]
    return np.concatenate(present) if present else None
