"""What a sentence encoder adds: messages that say the same in other words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.library import SafetyContent
from knowledge.linear import Floats
from knowledge.safety.kept import load, save
from knowledge.safety.learnt import LABELS, digest, labels

Encoder = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences in, one line of numbers for each out. One with an `identity` has its weights cached."""
PENALTY = 1.0
SHARE = 0.5
"""How much of the score comes from the encoder, where there is one."""
MOST = 8
"""How many pieces of a message are encoded."""


@dataclass(frozen=True)
class Meaning:
    """A linear model over the encoder's numbers."""

    encoder: Encoder
    weights: Floats
    constant: Floats

    def scores(self, texts: Sequence[str]) -> Floats | None:
        """One line of class scores for each of the first texts; None when the encoder fails."""
        try:
            vectors = np.asarray(self.encoder(texts[:MOST]), np.float64)
            found: Floats = vectors @ self.weights + self.constant
        except Exception:  # whatever an encoder raises, the message is judged without it
            return None
        return found


def meaning_of(content: SafetyContent, encoder: Encoder, cache: Path | None) -> Meaning:
    """The model that these examples and this encoder give, from the cache where it is known."""
    identity = getattr(encoder, "identity", None)
    path = cache / f"safety-{digest(content)}-{identity}.npz" if cache is not None and identity else None
    kept = load(path, ("weights", "constant")) if path is not None else None
    if kept is not None:
        return Meaning(encoder, kept["weights"], kept["constant"])
    meaning = _fit(content, encoder)
    if path is not None:
        save(path, {"weights": meaning.weights, "constant": meaning.constant})
    return meaning


def _fit(content: SafetyContent, encoder: Encoder) -> Meaning:
    from scipy import linalg  # noqa: PLC0415  # takes long, and is needed only to learn

    targets = np.eye(len(LABELS))[labels(content.examples)]
    vectors = np.asarray(encoder([each.text for each in content.examples]), np.float64)
    constant = targets.mean(axis=0)
    square = vectors.T @ vectors + PENALTY * np.eye(vectors.shape[1])
    return Meaning(encoder, linalg.solve(square, vectors.T @ (targets - constant), assume_a="pos"), constant)
