"""Fits how the detector weighs its views, on messages they had not seen: python -m benchmarks.safety_weights.

Situations are left out whole, so that what is weighed is how the views do on situations they do not know.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from knowledge.everyday import with_endings
from knowledge.library import SafetyContent
from knowledge.linear import Floats
from knowledge.load import load
from knowledge.safety.cues import CueBook
from knowledge.safety.framed import framed
from knowledge.safety.learnt import LABELS, labels, learn, lessons
from knowledge.safety.likeness import fit_likeness, unit
from knowledge.safety.meaning import MOST
from knowledge.safety.pieces import pieces
from knowledge.safety.text import plain_text
from knowledge.safety.weighing import FILE, VIEWS, evidence
from knowledge.search.meaning import SentenceEncoder

FOLDS = 5
PENALTY = 1e-3
_NAMES = (*(f"whole {label}" for label in LABELS), *(f"piece {label}" for label in LABELS))


@dataclass(frozen=True)
class Lesson:
    """A message's pieces, its label, and the fold in which it is left out."""

    texts: tuple[str, ...]
    wholes: int
    label: int
    fold: int


def main() -> None:
    """Fits both weighings and writes them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--encoder", type=Path, default=Path(".encoder"))
    content = load().safety
    book = CueBook(content.cues, with_endings())
    folded = list(_folded(content, book))
    views = _views(content, book, folded, SentenceEncoder(parser.parse_args().encoder))
    targets = np.array([each.label for each in folded])
    weighings = [_fit(views[:, : 10 * count], targets) for count in (2, 3)]
    path = Path("knowledge") / FILE
    path.write_text(_written(weighings), encoding="utf-8")
    print(f"{len(folded)} messages; wrote {path}")


def _folded(content: SafetyContent, book: CueBook) -> Iterator[Lesson]:
    """Every lesson with its fold: that of its situation, or of its place where it has none."""
    places = [*range(len(content.examples)), *(place for _, place in framed(content))]
    situations = sorted({each.note for each in content.examples if each.note})
    order = np.random.RandomState(5).permutation(len(situations))
    fold = {situations[number]: place % FOLDS for place, number in enumerate(order)}
    taught = lessons(content)
    for message, label, place in zip(taught, labels(taught), places, strict=True):
        found = pieces(message.text, book.telling)
        where = fold.get(message.note or "", place % FOLDS)
        yield Lesson((*found.wholes, *found.parts), len(found.wholes), int(label), where)


def _views(
    content: SafetyContent, book: CueBook, folded: Sequence[Lesson], encoder: SentenceEncoder
) -> Floats:
    """What each view says of each message when it has not learnt from its fold."""
    taught = lessons(content)
    noticed = [book.notice(plain_text(each.text)) for each in taught]
    targets = labels(taught)
    meant = unit(encoder([each.text for each in taught]))
    texts = list({text: None for each in folded for text in each.texts[:MOST]})
    encoded = dict(zip(texts, unit(encoder(texts)), strict=True))
    found = np.zeros((len(folded), 10 * len(VIEWS)))
    for fold in range(FOLDS):
        rest = [place for place, each in enumerate(folded) if each.fold != fold]
        learnt = learn([noticed[place] for place in rest], targets[rest], book)
        meaning = fit_likeness(meant[rest], np.eye(len(LABELS))[targets[rest]])
        for place, lesson in enumerate(folded):
            if lesson.fold == fold and lesson.texts:
                own = learnt.views([book.notice(text) for text in lesson.texts])
                looked_at = np.array([encoded[text] for text in lesson.texts[:MOST]])
                views = (*own, meaning.scores(looked_at))
                found[place] = np.concatenate([evidence(each, lesson.wholes) for each in views])
    return found


def _fit(rows: Floats, targets: NDArray[np.int64]) -> tuple[Floats, Floats]:
    """Multinomial logistic regression; the weights are for rows as they are."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = np.c_[(rows - mean) / spread, np.ones(len(rows))]
    wanted = np.eye(len(LABELS))[targets]

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = flat.reshape(-1, len(LABELS))
        scores = scaled @ weights
        scores -= scores.max(axis=1, keepdims=True)
        shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        slope = scaled.T @ (shares - wanted) / len(rows)
        slope[:-1] += 2 * PENALTY * weights[:-1]
        error = -np.log(shares[wanted > 0] + 1e-12).mean() + PENALTY * (weights[:-1] ** 2).sum()
        return float(error), slope.ravel()

    start = np.zeros(scaled.shape[1] * len(LABELS))
    weights = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = weights.reshape(-1, len(LABELS))
    own = weights[:-1] / spread[:, None]
    return own, weights[-1] - mean @ own


def _written(weighings: Sequence[tuple[Floats, Floats]]) -> str:
    """The file that the detector reads."""
    lines = [
        "# How much the detector believes each of its views, for a whole message and for its pieces.",
        "# Made by: python -m benchmarks.safety_weights. Columns: " + ", ".join(LABELS) + ".",
        "weighings:",
    ]
    for weights, constant in weighings:
        views = VIEWS[: len(weights) // 10]
        names = [f"{view}, {name}" for view in views for name in _NAMES]
        lines += [f"  - views: [{', '.join(views)}]", "    weights:"]
        lines += [f'      "{name}": {_row(row)}' for name, row in zip(names, weights, strict=True)]
        lines += [f"    constant: {_row(constant)}"]
    return "\n".join(lines) + "\n"


def _row(numbers: Floats) -> str:
    return "[" + ", ".join(f"{number:.3f}" for number in numbers) + "]"


if __name__ == "__main__":
    main()
