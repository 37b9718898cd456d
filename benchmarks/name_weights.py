"""Fits the network that tells names from other words: python -m benchmarks.name_weights

The same examples give the same weights. Three networks are fitted from different beginnings and work as one,
which does better on messages that neither has seen. Nothing of tests/measuring is learnt from.
"""

import random
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

from benchmarks.name_lessons import Lesson, digest, lessons
from knowledge.library import Library
from knowledge.load import load
from knowledge.privacy.clues import Candidate, candidates
from knowledge.privacy.judging import FILE, table
from knowledge.privacy.lexicon import lexicon
from knowledge.privacy.names import public_names
from knowledge.privacy.published import published
from knowledge.privacy.reading import read
from knowledge.privacy.sentence import Sentence

LIMIT = 1.0
"""The score from which a word is a name: on the sets called dev, false warnings are then rare."""
FEWEST = 10
"""A clue that fewer candidates have is not looked at."""
NETWORKS, HIDDEN, ROUNDS, AT_ONCE, STEP, SHRINK = 3, 24, 6, 512, 2e-3, 3e-5
KEPT_CLUES, KEPT_HIDDEN = 0.85, 0.8
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Rows:
    """Candidates as numbers, and which are names."""

    clues: csr_matrix
    meanings: Floats
    named: Floats

    def some(self, places: NDArray[np.int64]) -> "Rows":
        """Some of the rows."""
        return Rows(self.clues[places], self.meanings[places], self.named[places])


def main() -> None:
    """Fits and writes the weights."""
    library = load()
    found = list(_candidates(library, lessons(library, random.Random(7))))
    counts = Counter(clue for each, _ in found for clue in each.clues)
    names = sorted(clue for clue, count in counts.items() if count >= FEWEST)
    rows = _rows(found, names)
    print(f"{len(found)} candidates, {len(names)} clues", file=sys.stderr)
    fitted = [_Fit(rows, np.random.RandomState(seed)).weights() for seed in range(NETWORKS)]
    path = Path("knowledge") / FILE
    _write(path, names, fitted)
    print(f"{path.stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def _candidates(library: Library, taught: Sequence[Lesson]) -> Iterator[tuple[Candidate, bool]]:
    public = published(library)
    known, hiding = lexicon(public.words), public_names(public.names)
    for lesson in taught:
        text = read(lesson.text).plain
        hidden = () if lesson.names else tuple(hiding.stretches(text.lower()))
        for each in candidates(Sentence(text, hidden), known):
            yield each, any(start < each.end and each.start < end for start, end in lesson.names)


def _rows(found: Sequence[tuple[Candidate, bool]], names: Sequence[str]) -> Rows:
    columns = {name: place for place, name in enumerate(names)}
    ends, flat = [0], []
    for each, _ in found:
        flat += [columns[clue] for clue in each.clues if clue in columns]
        ends.append(len(flat))
    ones = np.ones(len(flat), np.float32)
    clues = csr_matrix((ones, flat, ends), shape=(len(found), len(names)))
    meanings = table()[np.array([each.meanings for each, _ in found])].reshape(len(found), -1)
    return Rows(clues, meanings, np.array([named for _, named in found], np.float32))


class _Fit:
    """One network: steps down the slope of the log loss, with clues and hidden numbers left out at random."""

    def __init__(self, rows: Rows, random_state: np.random.RandomState) -> None:
        self._rows, self._random = rows, random_state
        self._weights: list[Floats] = [
            self._any(rows.clues.shape[1], HIDDEN, spread=0.05),
            self._any(rows.meanings.shape[1], HIDDEN, spread=0.02),
            np.zeros(rows.clues.shape[1], np.float32),
            np.zeros(HIDDEN, np.float32),
            self._any(HIDDEN, spread=0.2),
            np.zeros(1, np.float32),
        ]
        self._means = [np.zeros_like(each) for each in self._weights]
        self._squares = [np.zeros_like(each) for each in self._weights]
        self._steps = 0

    def weights(self) -> list[Floats]:
        """Of clues and meanings on what is hidden, of clues alone, constants, of what is hidden, the last."""
        count = len(self._rows.named)
        for turn in range(ROUNDS):
            order = self._random.permutation(count)
            for start in range(0, count, AT_ONCE):
                slopes = self._slopes(self._rows.some(order[start : start + AT_ONCE]))
                self._step(slopes, STEP * (1 - 0.9 * turn / ROUNDS))
        return self._weights

    def _any(self, *shape: int, spread: float) -> Floats:
        return (self._random.randn(*shape) * spread).astype(np.float32)

    def _slopes(self, rows: Rows) -> list[Floats]:
        on_clues, on_meanings, alone, constants, hidden, last = self._weights
        clues = rows.clues.copy()
        clues.data = clues.data * (self._random.rand(len(clues.data)) < KEPT_CLUES)
        added = clues @ on_clues + rows.meanings @ on_meanings + constants
        left = (self._random.rand(*added.shape) < KEPT_HIDDEN) / KEPT_HIDDEN * (added > 0)
        scores = (added * left) @ hidden + clues @ alone + last
        wrong = ((1 / (1 + np.exp(-scores)) - rows.named) / len(rows.named)).astype(np.float32)
        back = (np.outer(wrong, hidden) * left).astype(np.float32)
        return [
            clues.T @ back + SHRINK * on_clues,
            rows.meanings.T @ back + SHRINK * on_meanings,
            clues.T @ wrong + SHRINK * alone,
            back.sum(axis=0),
            (added * left).T @ wrong,
            wrong.sum(keepdims=True),
        ]

    def _step(self, slopes: Sequence[Floats], rate: float) -> None:
        """Adam."""
        self._steps += 1
        for place, slope in enumerate(slopes):
            mean, square = self._means[place], self._squares[place]
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            even = mean / (1 - 0.9**self._steps)
            self._weights[place] -= rate * even / (np.sqrt(square / (1 - 0.999**self._steps)) + 1e-8)


def _write(path: Path, names: Sequence[str], fitted: Sequence[Sequence[Floats]]) -> None:
    """The networks side by side as one that gives their mean; a clue's weights are rounded to a byte."""
    share = 1 / len(fitted)
    clues = np.hstack([*(each[0] for each in fitted), np.mean([each[2] for each in fitted], axis=0)[:, None]])
    scale = np.abs(clues).max(axis=0) / 127
    np.savez_compressed(
        path,
        names=np.array("\x1f".join(names)),
        clues=np.rint(clues / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        meanings=np.hstack([each[1] for each in fitted]).astype(np.float16),
        constants=np.concatenate([each[3] for each in fitted]).astype(np.float32),
        hidden=np.concatenate([each[4] for each in fitted]).astype(np.float32) * np.float32(share),
        last=np.array(sum(float(each[5][0]) for each in fitted) * share, np.float32),
        limit=np.array(LIMIT, np.float32),
        examples=np.array(digest()),
    )


if __name__ == "__main__":
    main()
