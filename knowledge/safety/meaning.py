"""What a sentence encoder adds: messages that say the same in other words."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import linalg

from knowledge.linear import Floats
from knowledge.schema.safety import ExampleMessage

Encoder = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences in, one line of numbers for each out."""
PENALTY = 1.0
SHARE = 0.5
"""How much of the score comes from the encoder, where there is one."""
MOST = 8
"""How many pieces of a message are encoded."""


class Meaning:
    """A linear model over the encoder's numbers."""

    def __init__(self, examples: Sequence[ExampleMessage], targets: Floats, encoder: Encoder) -> None:
        self._encoder = encoder
        vectors = np.asarray(encoder([each.text for each in examples]), np.float64)
        self._constant = targets.mean(axis=0)
        square = vectors.T @ vectors + PENALTY * np.eye(vectors.shape[1])
        self._weights = linalg.solve(square, vectors.T @ (targets - self._constant), assume_a="pos")

    def scores(self, texts: Sequence[str]) -> Floats | None:
        """One line of class scores for each of the first texts; None when the encoder fails."""
        try:
            vectors = np.asarray(self._encoder(texts[:MOST]), np.float64)
        except Exception:  # whatever an encoder raises, the message is judged without it
            return None
        found: Floats = vectors @ self._weights + self._constant
        return found
