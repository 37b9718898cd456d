"""How likely a word is a name: a small network over its clues, fitted from the examples of the content.

How it is fitted: benchmarks/name_weights.py.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from knowledge.privacy.clues import Candidate
from knowledge.word_meanings import word_meanings

FILE: Final = "content/privacy/name-weights.npz"
WIDTH: Final = 32
"""Of a word's meaning, the numbers that tell most."""
_AT_ONCE = 256
Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Network:
    """Lines of weights for clues and for meanings; what they add up to, above nought, is weighed again."""

    columns: Mapping[str, int]
    clues: Floats
    meanings: Floats
    hidden: Floats
    constants: Floats
    last: Floats
    limit: float

    def are_names(self, found: Sequence[Candidate]) -> list[bool]:
        """Whether each is a name."""
        return [
            bool(score > self.limit)
            for start in range(0, len(found), _AT_ONCE)
            for score in self.scores(found[start : start + _AT_ONCE])
        ]

    def scores(self, found: Sequence[Candidate]) -> Floats:
        """The higher, the more likely a name; nought is as likely as not."""
        columns = [[self.columns[clue] for clue in each.clues if clue in self.columns] for each in found]
        starts = np.cumsum([0, *map(len, columns[:-1])])
        flat = [column for each in columns for column in each]
        added = np.add.reduceat(self.clues[flat], starts, axis=0)
        around = table()[[each.meanings for each in found]].reshape(len(found), -1)
        hidden = np.maximum(added[:, :-1] + around @ self.meanings + self.constants, 0)
        scores: Floats = hidden @ self.hidden + added[:, -1] + self.last
        return scores


@lru_cache(maxsize=1)
def network() -> Network:
    """The shipped one."""
    file = resources.files("knowledge") / FILE
    with file.open("rb") as opened, np.load(opened, allow_pickle=False) as kept:
        names = str(kept["names"]).split("\x1f")
        return Network(
            {name: place for place, name in enumerate(names)},
            kept["clues"] * kept["scale"],
            kept["meanings"].astype(np.float32),
            kept["hidden"],
            kept["constants"],
            kept["last"],
            float(kept["limit"]),
        )


@lru_cache(maxsize=1)
def table() -> Floats:
    """The meanings of words, about as large as a clue's weight; the last line is that of no meaning."""
    numbers = word_meanings().vectors[:, :WIDTH]
    return np.vstack([numbers / numbers.std(), np.zeros((1, WIDTH), np.float32)]).astype(np.float32)
