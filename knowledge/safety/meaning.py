"""What a sentence encoder adds: messages that say the same in other words."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.cache import load, save
from knowledge.library import SafetyContent
from knowledge.linear import Floats
from knowledge.safety.learnt import LABELS, digest, labels, lessons
from knowledge.safety.likeness import Likeness, fit_likeness, unit

Encoder = Callable[[Sequence[str]], NDArray[np.float32]]
"""Sentences in, one line of numbers for each out. One with an `identity` has its weights cached."""
MOST = 16
"""How many pieces of a message are encoded."""
_KEPT = ("vectors", "weights", "constant")


@dataclass(frozen=True)
class Meaning:
    """The encoder, and the likeness of what it makes of a message to what it makes of the examples."""

    encoder: Encoder
    likeness: Likeness

    def scores(self, texts: Sequence[str]) -> Floats | None:
        """One line of class scores for each of the first texts; None when the encoder fails."""
        try:
            scores = self.likeness.scores(_vectors(self.encoder, texts[:MOST]))
        except Exception:  # whatever an encoder raises, the message is judged without it
            return None
        return scores if np.isfinite(scores).all() else None


def meaning_of(content: SafetyContent, encoder: Encoder, cache: Path | None) -> Meaning:
    """The model that these examples and this encoder give, from the cache where it is known."""
    identity = getattr(encoder, "identity", None)
    path = cache / f"safety-{digest(content)}-{identity}.npz" if cache is not None and identity else None
    kept = load(path, _KEPT) if path is not None else None
    if kept is not None:
        vectors = kept["vectors"].astype(np.float32)
        return Meaning(encoder, Likeness(vectors, kept["weights"], kept["constant"]))
    taught = lessons(content)
    targets = np.eye(len(LABELS))[labels(taught)]
    likeness = fit_likeness(_vectors(encoder, [each.text for each in taught]), targets)
    if path is not None:
        parts = (likeness.vectors.astype(np.float16), likeness.weights, likeness.constant)
        save(path, dict(zip(_KEPT, parts, strict=True)))
    return Meaning(encoder, likeness)


def _vectors(encoder: Encoder, texts: Sequence[str]) -> NDArray[np.float32]:
    return unit(np.asarray(encoder(texts), np.float32))
