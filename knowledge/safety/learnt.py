"""What is learnt from the example messages."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from knowledge.cache import load, save
from knowledge.library import SafetyContent
from knowledge.linear import Floats, Linear, fit
from knowledge.safety.cues import CueBook, Noticed
from knowledge.safety.features import Features, learn_words
from knowledge.safety.framed import framed
from knowledge.safety.gist import Gist
from knowledge.safety.letters import Letters, learn_letters
from knowledge.safety.likeness import Likeness, fit_likeness
from knowledge.safety.text import plain_text
from knowledge.schema.safety import ExampleMessage, Label
from knowledge.word_meanings import FILE, word_meanings

LABELS: tuple[Label, ...] = get_args(Label)
PENALTY = 0.5


@dataclass(frozen=True)
class Learnt:
    """The columns and the weights of a fitted detector, and what messages like the examples mean."""

    features: Features
    linear: Linear
    gist: Gist
    likeness: Likeness

    def views(self, messages: Sequence[Noticed]) -> tuple[Floats, Floats]:
        """One line of class scores for each message, twice: by cues and words, and by what they mean."""
        by_words = np.array([self.linear.score(*self.features.row(each)) for each in messages])
        return by_words, self.likeness.scores(self.gist.vectors(messages))


def learnt_from(content: SafetyContent, book: CueBook, cache: Path | None) -> Learnt:
    """What was learnt from this content before, if it is cached; otherwise learnt now and cached."""
    path = None if cache is None else cache / f"safety-{digest(content)}.npz"
    kept = None if path is None else _load(path, book)
    if kept is not None:
        return kept
    taught = lessons(content)
    noticed = [book.notice(plain_text(each.text)) for each in taught]
    learnt = learn(noticed, labels(taught), book)
    if path is not None:
        _save(path, learnt)
    return learnt


def learn(noticed: Sequence[Noticed], targets: NDArray[np.int64], book: CueBook) -> Learnt:
    """Fits the weights to messages and the numbers of their labels. Without messages, only rules decide."""
    words, rarity = learn_words(noticed)
    features = Features(book, words, rarity, learn_letters([each.words for each in noticed]))
    gist = Gist(word_meanings(), words, rarity, len(noticed))
    if not noticed:
        nothing = np.eye(len(LABELS))[-1]
        none = Likeness(gist.vectors(()), np.zeros((0, len(LABELS)), np.float32), nothing)
        return Learnt(features, Linear(np.zeros((features.width, len(LABELS))), nothing), gist, none)
    wanted = np.eye(len(LABELS))[targets]
    linear = fit(features.rows(noticed), wanted, PENALTY)
    return Learnt(features, linear, gist, fit_likeness(gist.vectors(noticed), wanted))


def lessons(content: SafetyContent) -> tuple[ExampleMessage, ...]:
    """All that is learnt from: the examples, and what the frames make of them."""
    return (*content.examples, *(each for each, _ in framed(content)))


def labels(examples: Sequence[ExampleMessage]) -> NDArray[np.int64]:
    """The number of each example's label."""
    return np.array([LABELS.index(each.level) for each in examples], np.int64)


def digest(content: SafetyContent) -> str:
    """Names a state by all that it depends on: examples, cues, and this code."""
    found = hashlib.sha256()
    for each in (*content.examples, *content.cues, *content.frames):
        found.update(each.model_dump_json().encode("utf-8", "replace"))
    package = resources.files("knowledge")
    files = [each for each in (package / "safety").iterdir() if each.name.endswith(".py")]
    others = (package / "linear.py", package / "word_meanings.py", package / FILE)
    for file in sorted((*files, *others), key=lambda each: each.name):
        found.update(file.read_bytes())
    return found.hexdigest()[:24]


_KEPT = (
    "words",
    "rarity",
    "letters",
    "letters_rarity",
    "weights",
    "constant",
    "like_vectors",
    "like_weights",
    "like_constant",
)


def _save(path: Path, learnt: Learnt) -> None:
    linear, likeness = learnt.linear, learnt.likeness
    parts = (
        np.array("\n".join(learnt.features.words)),
        learnt.features.rarity,
        np.array("\n".join(learnt.features.letters.runs)),
        learnt.features.letters.rarity,
        linear.weights,
        linear.constant,
        likeness.vectors.astype(np.float16),
        likeness.weights,
        likeness.constant,
    )
    save(path, dict(zip(_KEPT, parts, strict=True)))


def _load(path: Path, book: CueBook) -> Learnt | None:
    kept = load(path, _KEPT)
    if kept is None:
        return None
    words = str(kept["words"]).split("\n")
    familiar = (each for each in words if " " not in each)
    letters = Letters(str(kept["letters"]).split("\n"), kept["letters_rarity"], familiar)
    features = Features(book, words, kept["rarity"], letters)
    fits = kept["weights"].shape == (features.width, len(LABELS)) and len(words) == len(features.rarity)
    vectors = kept["like_vectors"].astype(np.float32)
    if not fits or len(vectors) != len(kept["like_weights"]):
        return None
    gist = Gist(word_meanings(), words, kept["rarity"], len(vectors))
    likeness = Likeness(vectors, kept["like_weights"], kept["like_constant"])
    return Learnt(features, Linear(kept["weights"], kept["constant"]), gist, likeness)
