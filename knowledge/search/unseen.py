"""What each example would score if it, or its whole entry, had not been known."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np

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
    """All examples at once, in closed form."""

    def __init__(self, examples: Examples) -> None:
        self.chosen: Ints = np.arange(examples.count)
        self._examples = examples
        self._targets = np.zeros((examples.count, examples.entries + 1))
        self._targets[self.chosen, examples.owners] = 1.0
        self._like = examples.likeness(examples.rows, examples.vectors)
        kernel = self._like.kernel.astype(np.float64)  # so that every machine learns the same
        kernel[np.diag_indices_from(kernel)] += RIDGE
        self._inverse = np.linalg.inv(kernel)
        self._weights = self._inverse @ self._targets

    def model(self) -> ClassModel:
        """The class model."""
        return ClassModel(self._examples, np.asarray(self._weights, np.float32))

    def left_out(self) -> ClassScores:
        """Exact, from one inverse."""
        learnt = self._targets - self._weights / np.diag(self._inverse)[:, None]
        return self._without(learnt, [self.chosen[place : place + 1] for place in self.chosen])

    def hidden(self) -> ClassScores:
        """Exact, entry by entry, from the same inverse."""
        learnt = np.zeros(self._weights.shape)
        owners = self._examples.owners
        groups = [np.flatnonzero(owners == owner) for owner in np.unique(owners)]
        for group in groups:
            block = self._inverse[np.ix_(group, group)]
            learnt[group] = self._targets[group] - np.linalg.solve(block, self._weights[group])
        return self._without(learnt, groups)

    def _without(self, learnt: np.ndarray, groups: Sequence[Ints]) -> ClassScores:
        meaning = self._like.meaning
        like = Likeness(
            _blanked(self._like.words, groups), None if meaning is None else _blanked(meaning, groups)
        )
        return with_nearest(self._examples, like, np.asarray(learnt, np.float32))


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


def _blanked(similarities: Floats, groups: Sequence[Ints]) -> Floats:
    """The same similarities, with none between members of one group."""
    blanked = similarities.copy()
    for group in groups:
        blanked[np.ix_(group, group)] = 0
    return blanked
