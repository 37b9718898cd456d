"""What is learnt from the example messages."""

import hashlib
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
from knowledge.safety.kept import load, save
from knowledge.safety.text import plain_text
from knowledge.schema.safety import ExampleMessage, Label

LABELS: tuple[Label, ...] = get_args(Label)
PENALTY = 1.0


@dataclass(frozen=True)
class Learnt:
    """The columns and the weights of a fitted detector."""

    features: Features
    linear: Linear


def learnt_from(content: SafetyContent, book: CueBook, cache: Path | None) -> Learnt:
    """What was learnt from this content before, if it is cached; otherwise learnt now and cached."""
    path = None if cache is None else cache / f"safety-{digest(content)}.npz"
    kept = None if path is None else _load(path, book)
    if kept is not None:
        return kept
    noticed = [book.notice(plain_text(each.text)) for each in content.examples]
    learnt = learn(noticed, labels(content.examples), book)
    if path is not None:
        _save(path, learnt)
    return learnt


def learn(noticed: Sequence[Noticed], targets: NDArray[np.int64], book: CueBook) -> Learnt:
    """Fits the weights to messages and the numbers of their labels. Without messages, only rules decide."""
    features = Features(book, *learn_words(noticed))
    if not noticed:
        return Learnt(features, Linear(np.zeros((features.width, len(LABELS))), np.eye(len(LABELS))[-1]))
    return Learnt(features, fit(features.rows(noticed), np.eye(len(LABELS))[targets], PENALTY))


def labels(examples: Sequence[ExampleMessage]) -> NDArray[np.int64]:
    """The number of each example's label."""
    return np.array([LABELS.index(each.level) for each in examples], np.int64)


def digest(content: SafetyContent) -> str:
    """Names a state by all that it depends on: examples, cues, and this code."""
    found = hashlib.sha256()
    for each in (*content.examples, *content.cues):
        found.update(each.model_dump_json().encode("utf-8", "replace"))
    package = resources.files("knowledge")
    files = [each for each in (package / "safety").iterdir() if each.name.endswith(".py")]
    for file in sorted((*files, package / "linear.py"), key=lambda each: each.name):
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


def _save(path: Path, learnt: Learnt) -> None:
    words = np.array("\n".join(learnt.features.words))
    linear = learnt.linear
    save(
        path,
        {
            "words": words,
            "rarity": learnt.features.rarity,
            "weights": linear.weights,
            "constant": linear.constant,
        },
    )


def _load(path: Path, book: CueBook) -> Learnt | None:
    kept = load(path, ("words", "rarity", "weights", "constant"))
    if kept is None:
        return None
    words = str(kept["words"]).split("\n")
    features = Features(book, words, kept["rarity"])
    fits = kept["weights"].shape == (features.width, len(LABELS)) and len(words) == len(features.rarity)
    return Learnt(features, Linear(kept["weights"], kept["constant"])) if fits else None
