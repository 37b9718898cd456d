"""What is learnt from the example messages, and its cache on disk for the next start."""

import hashlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.library import SafetyContent
from knowledge.linear import Linear, fit
from knowledge.safety.cues import CueBook, Noticed
from knowledge.safety.features import Features, learn_words
from knowledge.safety.text import plain_text
from knowledge.schema.safety import ExampleMessage, Label

LABELS: tuple[Label, ...] = get_args(Label)
PENALTY = 1.0
KEPT = 6
"""How many cached states a cache folder keeps; the oldest go."""


@dataclass(frozen=True)
class Learnt:
    """The columns and the weights of a fitted detector."""

    features: Features
    linear: Linear


def learnt_from(content: SafetyContent, book: CueBook, cache: Path | None) -> Learnt:
    """What was learnt from this content before, if it is cached; otherwise learnt now and cached."""
    path = None if cache is None else cache / f"safety-{_digest(content)}.npz"
    kept = None if path is None else _load(path, book)
    if kept is not None:
        return kept
    learnt = learn(
        [book.notice(plain_text(each.text)) for each in content.examples], labels(content.examples), book
    )
    if path is not None:
        _save(path, learnt)
    return learnt


def learn(noticed: Sequence[Noticed], targets: NDArray[np.int64], book: CueBook) -> Learnt:
    """Fits the weights to messages and the numbers of their labels."""
    features = Features(book, *learn_words(noticed))
    return Learnt(features, fit(features.rows(noticed), np.eye(len(LABELS))[targets], PENALTY))


def labels(examples: Sequence[ExampleMessage]) -> NDArray[np.int64]:
    """The number of each example's label."""
    return np.array([LABELS.index(each.level) for each in examples], np.int64)


def _digest(content: SafetyContent) -> str:
    """Names a state by all that it depends on: examples, cues, and this code."""
    digest = hashlib.sha256()
    for each in (*content.examples, *content.cues):
        digest.update(each.model_dump_json().encode("utf-8", "replace"))
    code = (resources.files("knowledge.safety"), resources.files("knowledge") / "linear.py")
    files = [each for each in code[0].iterdir() if each.name.endswith(".py")]
    for file in sorted((*files, code[1]), key=lambda each: each.name):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:24]


def _save(path: Path, learnt: Learnt) -> None:
    """Writes a state whole or not at all. A cache that cannot be written costs time, never an answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
        with os.fdopen(handle, "wb") as file:
            np.savez(
                file,
                allow_pickle=False,
                words=np.array("\n".join(learnt.features.words)),
                rarity=learnt.features.weights,
                weights=learnt.linear.weights,
                constant=learnt.linear.constant,
            )
        Path(partial).replace(path)
        for old in sorted(path.parent.glob("safety-*.npz"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _load(path: Path, book: CueBook) -> Learnt | None:
    """A cached state that fits these cues, or None when there is none that can be read."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            words = str(kept["words"]).split("\n")
            features = Features(book, words, kept["rarity"])
            linear = Linear(kept["weights"], kept["constant"])
    except (OSError, ValueError, KeyError, EOFError):
        return None
    fits = linear.weights.shape == (features.width, len(LABELS)) and len(words) == len(features.weights)
    return Learnt(features, linear) if fits else None
