"""Ranks all entries for a question and says how probable it is that the first is right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge.search import logistic
from knowledge.search.corpus import Corpus, Prepared
from knowledge.search.features import FeatureSpace, character_grams, word_grams
from knowledge.search.lexical import LexicalIndex
from knowledge.search.similar import ClassScores, Examples, SimilarQuestions

Floats = NDArray[np.float32]
Encoder = Callable[[Sequence[str]], Floats]
FOLDS = 5
WRONG_ONES = 6
"""How many wrong entries each left-out question is compared with when the weights are learnt."""
_PRIOR = np.array([2.0, 2.0, 1.5, 1.5, 0.5, 0.5])
_STRANGERS = 1.0
REJECTED = 0.90
"""The share of questions of hidden entries that the threshold must turn away."""
LOWEST = 0.2


@dataclass(frozen=True)
class Scored:
    """Scores of every entry for one question; everyday talk is kept apart."""

    parts: NDArray[np.float64]
    """Entries by parts: class score, lexical share, nearest example, nearest in meaning, and the class
    scores of all entries of the same kind and of all that go with it, added up."""
    total: NDArray[np.float64]
    everyday: float
    unknown: float


class Ranker:
    """Everything learnt from one corpus. `encoder` turns texts into unit vectors, or is None."""

    def __init__(self, corpus: Corpus, encoder: Encoder | None = None) -> None:
        self.corpus = corpus
        self.encoder = encoder
        self.lexical = LexicalIndex(corpus.documents())
        rows = [_grams(each.prepared) for each in corpus.examples]
        self.features = FeatureSpace.fit(rows)
        vectors = encoder([each.text for each in corpus.examples]) if encoder and corpus.examples else None
        self.similar = SimilarQuestions(
            Examples(self.features.matrix(rows), corpus.owners, len(corpus.entries), vectors)
        )
        self._kinds = _same([entry.kind for entry in corpus.entries])
        self._kindred = self._all_kin()
        self._mix: logistic.Logistic | None = None
        self._trust: logistic.Logistic | None = None
        self.threshold = 0.5
        if self.similar.closed_form and len(corpus.entries) >= 2:
            self._learn()

    # -- one question ------------------------------------------------------------------------------------

    def score(self, prepared: Prepared, text: str) -> Scored:
        """Scores every entry for a question."""
        rows = self.features.matrix([_grams(prepared)])
        vectors = self.encoder([text]) if self.encoder else None
        classes = self.similar.scores(rows, vectors)
        return self._scored(self.lexical, prepared, classes, 0)

    def _scored(self, lexical: LexicalIndex, prepared: Prepared, classes: ClassScores, row: int) -> Scored:
        meaning = (
            classes.meaning[row, :-1] if classes.meaning is not None else np.zeros(len(self.corpus.entries))
        )
        ridge = classes.ridge[row, :-1]
        shares, nearest = lexical.shares(prepared.terms), classes.nearest[row, :-1]
        columns = [ridge, shares, nearest, meaning, self._kinds @ ridge, self._kindred @ ridge]
        parts = np.stack(columns, axis=1).astype(np.float64)
        total = self._mix.logit(parts) if self._mix is not None else parts @ _PRIOR
        return Scored(parts, total, float(classes.ridge[row, -1]), lexical.unknown_share(prepared.terms))

    def probability(self, scored: Scored, order: NDArray[np.int64]) -> float:
        """The calibrated probability that the first of `order` is the right entry."""
        if self._trust is None:
            return float(np.clip(scored.parts[order[0], 1], 0, 1))
        return float(self._trust.probability(self._trust_features(scored, order)[None, :])[0])

    def _trust_features(self, scored: Scored, order: NDArray[np.int64]) -> NDArray[np.float64]:
        top = int(order[0])
        rival = next((int(each) for each in order[1:] if not self._kin(top, int(each))), None)
        margin = scored.total[top] - scored.total[rival] if rival is not None else 3.0
        return np.array([scored.total[top], min(margin, 6.0), *scored.parts[top], scored.everyday, scored.unknown])

    def _all_kin(self) -> sparse.csr_matrix:
        """Entries by entries: 1 where they go together."""
        count = len(self.corpus.entries)
        number = self.corpus.number
        topics: dict[str, list[int]] = {}
        pairs = {(place, place) for place in range(count)}
        for place, entry in enumerate(self.corpus.entries):
            linked = [number[each] for each in entry.related if each in number]
            pairs.update((place, each) for each in linked)
            pairs.update((each, place) for each in linked)
            for topic in entry.topics:
                topics.setdefault(topic, []).append(place)
        for together in topics.values():
            pairs.update((a, b) for a in together for b in together)
        rows, columns = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
        return sparse.csr_matrix((np.ones(len(rows), np.float32), (rows, columns)), shape=(count, count))

    def _kin(self, one: int, other: int) -> bool:
        """Whether two entries go together: linked, or about the same topic."""
        return bool(self._kindred[one, other])

    # -- learning ----------------------------------------------------------------------------------------

    def _learn(self) -> None:
        left_out = self._left_out()
        self._mix = self._learn_mix(left_out)
        left_out = [self._again(each) for each in left_out]
        features, right, importance, hidden = [], [], [], []
        for place, scored in zip(self._asked, left_out, strict=True):
            order = np.argsort(-scored.total)
            features.append(self._trust_features(scored, order))
            right.append(float(order[0] == self.corpus.owners[place]))
            importance.append(1.0)
        for scored, owner in self._strangers():
            order = np.argsort(-scored.total)
            if owner >= 0 and self._kin(int(order[0]), owner):
                continue
            features.append(self._trust_features(scored, order))
            right.append(0.0)
            importance.append(_STRANGERS)
            hidden.append(len(features) - 1)
        self._trust = logistic.fit(np.array(features), np.array(right), np.array(importance))
        probabilities = self._trust.probability(np.array(features))
        if hidden:
            self.threshold = float(np.clip(np.quantile(probabilities[hidden], REJECTED), LOWEST, 0.5))
        self.calibration = {
            "threshold": self.threshold,
            "left out": len(left_out),
            "right": float(np.mean(right[: len(left_out)])),
            "strangers": len(hidden),
            "strangers over half": float(np.mean(probabilities[hidden] > 0.5)) if hidden else 0.0,
            "right over half": float(
                np.mean((probabilities[: len(left_out)] > 0.5) * np.array(right[: len(left_out)]))
            ),
        }

    @property
    def _asked(self) -> list[int]:
        """The examples that are questions about an entry that has at least one other example."""
        counts = np.bincount(self.corpus.owners[self.corpus.owners >= 0], minlength=len(self.corpus.entries))
        return [
            place
            for place, each in enumerate(self.corpus.examples)
            if each.question and each.owner >= 0 and counts[each.owner] > 1
        ]

    def _left_out(self) -> list[Scored]:
        classes = self.similar.left_out()
        folds = [self._fold(number) for number in range(FOLDS)]
        return [
            self._scored(folds[place % FOLDS], self.corpus.examples[place].prepared, classes, place)
            for place in self._asked
        ]

    def _fold(self, number: int) -> LexicalIndex:
        without = frozenset(place for place in range(len(self.corpus.examples)) if place % FOLDS == number)
        return LexicalIndex(self.corpus.documents(without))

    def _strangers(self) -> list[tuple[Scored, int]]:
        """Questions that must not be answered: of hidden entries, and everyday talk."""
        classes, alone = self.similar.hidden(), self.similar.left_out()
        found = []
        for place, example in enumerate(self.corpus.examples):
            if not example.question:
                continue
            everyday = example.owner < 0
            scored = self._scored(self.lexical, example.prepared, alone if everyday else classes, place)
            if not everyday:
                scored.parts[example.owner] = 0.0
                scored = self._again(scored)
                scored.total[example.owner] = -np.inf
            found.append((scored, example.owner))
        return found

    def _again(self, scored: Scored) -> Scored:
        total = self._mix.logit(scored.parts) if self._mix is not None else scored.parts @ _PRIOR
        return Scored(scored.parts, total, scored.everyday, scored.unknown)

    def _learn_mix(self, left_out: Sequence[Scored]) -> logistic.Logistic:
        features, right = [], []
        for place, scored in zip(self._asked, left_out, strict=True):
            owner = int(self.corpus.owners[place])
            rivals = [int(each) for each in np.argsort(-scored.total)[: WRONG_ONES + 1] if each != owner]
            for entry in (owner, *rivals[:WRONG_ONES]):
                features.append(scored.parts[entry])
                right.append(float(entry == owner))
        return logistic.fit(np.array(features), np.array(right))


def _same(labels: Sequence[str]) -> sparse.csr_matrix:
    """Entries by entries: 1 where the label is the same, as a product of thin matrices."""
    _, columns = np.unique(np.array(labels), return_inverse=True)
    member = sparse.csr_matrix((np.ones(len(labels), np.float32), (np.arange(len(labels)), columns)))
    return member @ member.T


def _grams(prepared: Prepared) -> tuple[list[int], list[int]]:
    return word_grams(prepared.words, prepared.concepts), character_grams(prepared.words)
