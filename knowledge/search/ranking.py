"""Ranks all entries for a question and says how probable it is that the first is right."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Entry
from knowledge.search.corpus import MOST_ENTRIES, Corpus, Prepared
from knowledge.search.features import character_grams, word_grams
from knowledge.search.gist import Gist
from knowledge.search.learnt import Learnt
from knowledge.search.lexical import LexicalIndex
from knowledge.search.similar import ClassScores
from knowledge.word_meanings import word_meanings

Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Ints = NDArray[np.int64]
PARTS = ("class score", "words shared", "nearest example", "nearest in meaning", "kind", "kindred")
PRIOR = np.array([2.0, 2.0, 1.5, 1.5, 0.5, 0.5])
"""Weights of the parts until better ones have been learnt."""
NEAREST = PARTS.index("nearest example")
NEARLY, SURE = 0.7, 0.97
OF_EACH_REVIEW = frozenset({"review", "briefing"})
"""Each review has its own of these: those of two reviews go together, as what is about one topic does."""
FEW_QUESTIONS = 50
"""Where entries have more example questions than this, what their words mean adds noise (decision 10)."""
FAR = 6.0
"""A margin of this many log odds is as good as any larger one."""


class Encoder(Protocol):
    """Turns texts into unit vectors; `identity` names it in cache keys."""

    identity: str

    def __call__(self, texts: Sequence[str]) -> Floats:
        """One vector a text."""
        ...


Vectors = Callable[[Sequence[str], Sequence[Prepared]], Floats]
"""Unit vectors of texts, which come as they are and split."""


@dataclass(frozen=True)
class Posed:
    """A question as it is ranked: its words, and for each entry what it names outright."""

    terms: dict[str, float]
    odds: Doubles
    """Entries by rules."""


@dataclass(frozen=True)
class Scored:
    """Scores of every entry for one question; everyday talk is kept apart."""

    parts: Doubles
    """Entries by PARTS, and after those by rules."""
    total: Doubles
    """Log odds of each entry, from all parts."""
    everyday: float
    unknown: float
    """The share of the question's telling words that no entry has."""

    def again(self, learnt: Learnt | None) -> "Scored":
        """The same parts, weighed by what has been learnt."""
        if learnt is None or not learnt.mix:
            return self
        return replace(self, total=learnt.mix.logit(self.parts))


class Kinship:
    """Which entries are of the same kind, and which go together: linked, or about the same topic."""

    def __init__(self, corpus: Corpus) -> None:
        kinds: dict[str, int] = {}
        self._kinds = np.array(
            [kinds.setdefault(entry.kind, len(kinds)) for entry in corpus.entries], np.int64
        )
        self._starts, self._near = _linked(corpus)

    def related(self, one: int, other: int) -> bool:
        """Whether two entries go together."""
        return other in self.near(one)

    def near(self, one: int) -> list[int]:
        """The entries that go together with one, and itself."""
        found: list[int] = self._near[self._starts[one] : self._starts[one + 1]].tolist()
        return found

    def of_kind(self, scores: Floats) -> Floats:
        """For each entry the sum of the scores of its kind."""
        sums: Floats = np.bincount(self._kinds, scores).astype(np.float32)
        return sums[self._kinds]

    def kindred(self, scores: Floats) -> Floats:
        """For each entry the sum of the scores of those that go together with it."""
        sums: Floats = np.add.reduceat(scores[self._near], self._starts[:-1])
        return sums


class Ranker:
    """Ranks with one corpus and what was learnt from it."""

    def __init__(self, corpus: Corpus, learnt: Learnt, encoder: Encoder | None = None) -> None:
        self._corpus = corpus
        self._vectors = sentence_vectors(corpus, encoder)
        self._lexical = LexicalIndex(corpus.documents())
        self._kinship = Kinship(corpus)
        self.learnt = learnt
        learnt.classes.examples.turned()

    def score(self, prepared: Prepared, text: str, odds: Doubles) -> Scored:
        """Scores every entry for a question. `odds`: what it names outright says for each, by fit.RULES."""
        columns, values = self.learnt.features.row(*grams(prepared))
        vector = self._vectors([text], [prepared])[0] if self._vectors else None
        classes = self.learnt.classes.score(columns, values, vector)
        posed = Posed(prepared.terms, odds)
        return scored(self._lexical, posed, classes, self._kinship).again(self.learnt)

    def shares(self, prepared: Prepared) -> Floats:
        """For each entry the share of a question's words that it accounts for."""
        return self._lexical.shares(prepared.terms)

    def having(self, stems: Iterable[str]) -> list[Entry]:
        """The entries that have every one of these words."""
        return [self._corpus.entries[each] for each in self._lexical.having(stems)]

    def probability(self, found: Scored, order: NDArray[np.int64]) -> float:
        """The calibrated probability that the first of `order` is the right entry."""
        trust = self.learnt.trust
        if trust is None:
            return _uncalibrated(found, int(order[0]))
        learnt = float(trust.probability(trust_features(found, order, self._kinship)[None, :])[0])
        return max(learnt, _verbatim(float(found.parts[order[0], NEAREST])))


def sentence_vectors(corpus: Corpus, encoder: Encoder | None) -> Vectors | None:
    """How texts become vectors: by the encoder, or else by what their words mean.

    Where entries have many example questions, those words say more; large content would be slow.
    """
    if encoder is not None:
        return lambda texts, _: encoder(texts)
    if len(corpus.entries) > MOST_ENTRIES or _questions_beside_each(corpus) > FEW_QUESTIONS:
        return None
    gist = Gist(word_meanings(), (each.prepared.words for each in corpus.examples))
    return lambda _, prepared: gist([each.words for each in prepared])


def _questions_beside_each(corpus: Corpus) -> float:
    """How many example questions there are for the entry that a typical example question belongs to."""
    asked = [each.owner for each in corpus.examples if each.question and each.owner >= 0]
    counts = Counter(asked).values()
    return sum(count**2 for count in counts) / max(len(asked), 1)


def scored(
    lexical: LexicalIndex, posed: Posed, classes: ClassScores, kinship: Kinship, hidden: int = -1
) -> Scored:
    """Puts the parts of one question's scores together.

    `classes`: of this question alone. `hidden`: an entry whose words count as if it were not there.
    """
    learnt, nearest = classes.learnt[0, :-1], classes.nearest[0, :-1]
    meaning = classes.meaning[0, :-1] if classes.meaning is not None else np.zeros(len(learnt))
    shares = lexical.shares(posed.terms)
    columns = (learnt, shares, nearest, meaning, kinship.of_kind(learnt), kinship.kindred(learnt))
    parts = np.column_stack((*columns, posed.odds)).astype(np.float64, copy=False)
    unknown = lexical.unknown_share(posed.terms, hidden)
    return Scored(parts, _before(parts), float(classes.learnt[0, -1]), unknown)


def _before(parts: Doubles) -> Doubles:
    """The log odds before better weights have been learnt: rules count as they say."""
    total: Doubles = parts @ np.concatenate((PRIOR, np.ones(parts.shape[1] - len(PARTS))))
    return total


def _uncalibrated(found: Scored, top: int) -> float:
    """For content with too few questions to learn from: the share of the words it has, or less."""
    class_score, share, nearest = found.parts[top][:3]
    sure = float(np.clip(max(share, nearest), 0, 1))
    return sure if class_score > found.everyday else sure / 2


def _verbatim(nearest: float) -> float:
    """How sure a question is that is a curator's own, or nearly: none was ever left out so near to itself."""
    return float(np.clip((nearest - NEARLY) / (1 - NEARLY), 0, 1)) * SURE


def trust_features(found: Scored, order: NDArray[np.int64], kinship: Kinship) -> Doubles:
    """What the probability is read from: the winner's scores, its lead over the first rival, strangeness.

    What is better and yet may not win, being of another review, is a rival too: the question is about it.
    """
    top = int(order[0])
    apart = found.total.copy()
    apart[kinship.near(top)] = -np.inf
    margin = np.clip(found.total[top] - apart.max(), -FAR, FAR)
    return np.array(
        [found.total[top], margin, *found.parts[top, : len(PARTS)], found.everyday, found.unknown]
    )


def grams(prepared: Prepared) -> tuple[list[int], list[int]]:
    """The hashed features of a text: of words, and of characters."""
    return word_grams(prepared.words, prepared.concepts), character_grams(prepared.words)


def _linked(corpus: Corpus) -> tuple[Ints, Ints]:
    """For each entry those that it is linked with or shares a topic with, and itself: where its own begin,
    and all of them one after another."""
    pairs = {(place, place) for place in range(len(corpus.entries))}
    topics: dict[str, list[int]] = {}
    for place, entry in enumerate(corpus.entries):
        linked = [corpus.number[each] for each in entry.related if each in corpus.number]
        pairs.update((place, each) for each in linked)
        pairs.update((each, place) for each in linked)
        for about in (*entry.topics, *({entry.kind} & OF_EACH_REVIEW)):
            topics.setdefault(about, []).append(place)
    for places in topics.values():
        for together in _groups(places, corpus):
            pairs.update((a, b) for a in together for b in together)
    rows, near = np.array(sorted(pairs), np.int64).reshape(-1, 2).T
    starts = np.concatenate(([0], np.cumsum(np.bincount(rows, minlength=len(corpus.entries)))))
    return starts, near.copy()


def _groups(about: Sequence[int], corpus: Corpus) -> Iterator[Sequence[int]]:
    """The entries of one topic that go together: all of them, and in large content those of each case.

    Every pair is kept, so a thousand reviews on one topic would be a million pairs.
    """
    if len(corpus.entries) <= MOST_ENTRIES:
        yield about
        return
    of_each: dict[str | None, list[int]] = {}
    for place in about:
        of_each.setdefault(corpus.entries[place].case, []).append(place)
    yield from of_each.values()
