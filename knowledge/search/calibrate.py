"""Learns weights, probabilities and the threshold from the content itself.

Each curator's question is asked as if it alone had never been written (it should find its entry) and as if
its whole entry were missing (a near miss that must be turned away). Everyday talk is asked too. No question
from outside the content is needed, so any content gets a threshold of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from knowledge.search import logistic
from knowledge.search.classes import ClassModel
from knowledge.search.corpus import MOST_ENTRIES, Corpus, Example, Prepared
from knowledge.search.features import FeatureSpace, word_grams
from knowledge.search.learnt import Learnt
from knowledge.search.lexical import LexicalIndex
from knowledge.search.ranking import (
    Encoder,
    Kinship,
    Posed,
    Scored,
    grams,
    scored,
    sentence_vectors,
    trust_features,
)
from knowledge.search.similar import ClassScores, Examples, Ints
from knowledge.search.unseen import ExactFit, Fit, SampledFit

Doubles = NDArray[np.float64]
Odds = Callable[[Example], Doubles]
"""What a text names outright says for each entry, by fit.RULES."""
FOLDS = 5
LARGEST = 12_000
"""More examples than this take too long in closed form, and too much memory."""
ASKED = 500
"""About how many questions are asked where there are too many to ask all."""
EVERYDAY_STEP = 2
WRONG_ONES = 6
"""How many wrong entries each left-out question is compared with when the weights are learnt."""
TURNED_AWAY = 0.88
"""The share of near misses and everyday talk that the threshold must turn away."""
OFFERED = 0.80
"""The share that must not even be offered choices."""
LOWEST, HIGHEST = 0.15, 0.5
"""The threshold is never outside these."""


def learn(corpus: Corpus, encoder: Encoder | None, odds: Odds) -> Learnt:
    """Everything learnt from a corpus. Takes seconds for thousands of examples: keep the result.

    `odds`: what a text names outright adds to each entry, as it does when the text is asked.
    """
    large = len(corpus.entries) > MOST_ENTRIES
    rows = [_words(each) if large else grams(each.prepared) for each in corpus.examples]
    features = FeatureSpace.fit(rows)
    in_vectors = sentence_vectors(corpus, encoder) if corpus.examples else None
    vectors = in_vectors and in_vectors(*_split(corpus.examples))
    everything = Examples(features.matrix(rows), corpus.owners, len(corpus.entries), vectors)
    if not everything.count or large:
        return Learnt(features, ClassModel(everything), np.arange(everything.count))
    kept = np.setdiff1d(np.arange(everything.count), at_home(everything, _places(corpus)))
    examples = everything.only(kept)
    return _Calibration(corpus, _fit(examples), kept, odds).learnt(features)


def _fit(examples: Examples) -> Fit:
    if examples.count <= LARGEST:
        return ExactFit(examples)
    return SampledFit(examples, _sample(examples.owners))


def _split(examples: Sequence[Example]) -> tuple[list[str], list[Prepared]]:
    return [each.text for each in examples], [each.prepared for each in examples]


def _words(example: Example) -> tuple[list[int], list[int]]:
    return word_grams(example.prepared.words, example.prepared.concepts), []


def _places(corpus: Corpus) -> Ints:
    """Where the curators' questions stand among the examples."""
    return np.array([k for k, each in enumerate(corpus.examples) if each.question and each.owner >= 0], int)


def at_home(examples: Examples, asked: Ints) -> Ints:
    """Everyday talk that this content is about: as near to it as half its own questions are to each other."""
    everyday, content = np.flatnonzero(examples.owners < 0), np.flatnonzero(examples.owners >= 0)
    some = asked[:: max(len(asked) // ASKED, 1)]
    if not len(some) or not len(everyday):
        return np.zeros(0, np.int64)
    return everyday[_nearest(examples, everyday, content) > np.median(_nearest(examples, some, content))]


def _nearest(examples: Examples, asked: Ints, among: Ints) -> Doubles:
    """The kernel of each asked example with the nearest of the others."""
    others = examples.only(among)
    some = examples.only(asked)
    kernel = others.likeness(some.rows, some.vectors).kernel
    kernel[asked[:, None] == among[None, :]] = 0
    return np.asarray(kernel.max(axis=1), np.float64)


def _sample(owners: Ints) -> Ints:
    """A few examples of each entry, evenly spread, and some of everyday talk."""
    groups = [np.flatnonzero(owners == owner) for owner in np.unique(owners)]
    share = max(ASKED // len(groups), 2)
    spread = [group[np.unique(np.linspace(0, len(group) - 1, share).astype(int))] for group in groups]
    spread.append(np.flatnonzero(owners < 0)[::EVERYDAY_STEP])
    chosen = np.unique(np.concatenate(spread))
    return chosen[:: max(len(chosen) // (3 * ASKED), 1)]


@dataclass(frozen=True)
class _Asked:
    """One question asked of the content, and the entry it belongs to (-1: to none)."""

    scored: Scored
    owner: int
    hidden: bool


class _Calibration:
    def __init__(self, corpus: Corpus, fit: Fit, kept: Ints, odds: Odds) -> None:
        self._corpus = corpus
        self._fit = fit
        self._kept = kept
        self._places = kept[fit.chosen]
        self._chosen = [corpus.examples[place] for place in self._places]
        self._kinship = Kinship(corpus) if corpus.entries else None
        self._posed = [Posed(each.prepared.terms, odds(each)) for each in self._chosen]

    def learnt(self, features: FeatureSpace) -> Learnt:
        found = Learnt(features, self._fit.model(), self._kept)
        left_out = list(self._left_out())
        if len(left_out) < 2 * FOLDS or len(self._corpus.entries) < 2:
            return found
        mixed = replace(found, mix=_learn_mix(left_out))
        asked = [_Asked(each.scored.again(mixed), each.owner, each.hidden) for each in left_out]
        asked += [each for each in self._strangers(mixed) if not self._is_kin(each)]
        return self._with_trust(mixed, asked)

    def _with_trust(self, mixed: Learnt, asked: Sequence[_Asked]) -> Learnt:
        assert self._kinship is not None
        orders = [np.argsort(-each.scored.total) for each in asked]
        rows = [trust_features(each.scored, o, self._kinship) for each, o in zip(asked, orders, strict=True)]
        right = np.array(
            [not a.hidden and o[0] == a.owner for a, o in zip(asked, orders, strict=True)], float
        )
        trust = logistic.fit(np.array(rows), right)
        probability = trust.probability(np.array(rows))
        hidden = np.array([each.hidden for each in asked])
        threshold, offer = (_quantile(probability[hidden], share) for share in (TURNED_AWAY, OFFERED))
        calibration = {
            "questions": float(np.sum(~hidden)),
            "found": float(np.mean(right[~hidden])),
            "answered rightly": float(np.mean(right[~hidden] * (probability[~hidden] >= threshold))),
            "strangers": float(np.sum(hidden)),
            "strangers answered": float(np.mean(probability[hidden] >= threshold)) if hidden.any() else 0.0,
        }
        return replace(
            mixed, trust=trust, threshold=threshold, offer=offer, calibration=MappingProxyType(calibration)
        )

    def _is_kin(self, each: _Asked) -> bool:
        """A hidden entry's question that finds what goes with that entry is no stranger."""
        assert self._kinship is not None
        return each.owner >= 0 and self._kinship.related(int(np.argmax(each.scored.total)), each.owner)

    def _left_out(self) -> Iterator[_Asked]:
        """The curator's questions, each as if it alone had not been written."""
        classes = self._fit.left_out()
        folds = [self._fold(number) for number in range(FOLDS)]
        counts = np.bincount(self._corpus.owners[self._corpus.owners >= 0])
        for row, each in enumerate(self._chosen):
            if each.question and each.owner >= 0 and counts[each.owner] > 1:
                fold = folds[self._places[row] % FOLDS]
                yield _Asked(self._scored(fold, classes, row), each.owner, hidden=False)

    def _fold(self, number: int) -> LexicalIndex:
        without = frozenset(p for p in range(len(self._corpus.examples)) if p % FOLDS == number)
        return LexicalIndex(self._corpus.documents(without))

    def _scored(self, lexical: LexicalIndex, classes: ClassScores, row: int, hidden: int = -1) -> Scored:
        assert self._kinship is not None
        return scored(lexical, self._posed[row], classes.of(row), self._kinship, hidden)

    def _strangers(self, mixed: Learnt) -> Iterator[_Asked]:
        """Questions that must not be answered: of hidden entries, and everyday talk."""
        hidden, alone = self._fit.hidden(), self._fit.left_out()
        lexical = LexicalIndex(self._corpus.documents())
        for row, each in enumerate(self._chosen):
            if not each.question:
                continue
            found = self._scored(lexical, alone if each.owner < 0 else hidden, row, each.owner)
            if each.owner >= 0:
                found.parts[each.owner] = 0.0
            found = found.again(mixed)
            if each.owner >= 0:
                found.total[each.owner] = -np.inf
            yield _Asked(found, each.owner, hidden=True)


def _quantile(probabilities: Doubles, share: float) -> float:
    if not len(probabilities):
        return HIGHEST
    return float(np.clip(np.quantile(probabilities, share), LOWEST, HIGHEST))


def _learn_mix(left_out: Sequence[_Asked]) -> logistic.Logistic:
    """Weights of the parts: each question's right entry against its strongest wrong ones."""
    rows: list[Doubles] = []
    right: list[float] = []
    for each in left_out:
        rivals = [
            int(entry) for entry in np.argsort(-each.scored.total)[: WRONG_ONES + 1] if entry != each.owner
        ]
        for entry in (each.owner, *rivals[:WRONG_ONES]):
            rows.append(each.scored.parts[entry])
            right.append(float(entry == each.owner))
    return logistic.fit(np.array(rows), np.array(right), only_for=True)
