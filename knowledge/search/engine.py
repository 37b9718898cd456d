"""Search: a question in, findings out. Facets first, then ranking, then one decision."""

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Entry, Library
from knowledge.search.corpus import Corpus, Prepared
from knowledge.search.facets import FacetReader
from knowledge.search.findings import Decision, Facets, Findings, Match, Remembered
from knowledge.search.follow_up import is_follow_up, merged
from knowledge.search.lists import asked_list, nearest_topics
from knowledge.search.named import named_entry
from knowledge.search.ranking import Encoder, Ranker, Scored
from knowledge.search.refusals import refusal
from knowledge.search.words import clean

CLOSE = 0.35
"""A second entry at least this probable relative to the first makes it "did you mean"."""
BOOST = 2.0
"""Log odds that an entry gains when it fits what the question names (audience, kind), and loses when not."""


class Engine:
    """Answers questions from one library. Build once for each content revision; then read-only."""

    def __init__(self, library: Library, encoder: Encoder | None = None) -> None:
        self.library = library
        self.corpus = Corpus(library)
        self.facets = FacetReader(self.corpus.names, self.corpus.vocabulary)
        self.ranker = Ranker(self.corpus, encoder)

    def search(self, question: str, remembered: Remembered | None = None) -> Findings:
        """What the library holds for a question. `remembered`: the conversation's last facets and entries."""
        text = clean(question)
        prepared = self.corpus.prepare(text, correct=True)
        if not prepared.words:
            return Findings("empty", Facets())
        facets = self.facets.read(text, prepared.words)
        follow_up = remembered is not None and is_follow_up(facets, prepared.words)
        if follow_up and remembered is not None:
            facets = merged(self.facets.read(text, prepared.words, follow_up=True), remembered, self.library)
        return self._decide(text, prepared, facets, follow_up)

    def _decide(self, text: str, prepared: Prepared, facets: Facets, follow_up: bool) -> Findings:
        for small_talk in ("help", "greeting", "thanks"):
            if small_talk in facets.intents:
                return Findings(small_talk, facets)
        refused = refusal(facets, self.library)
        if refused is not None:
            return refused
        listed = asked_list(facets, self.library, prepared.words)
        if listed is not None:
            return listed
        named = named_entry(facets, self.library, prepared.words)
        if named is not None:
            return named
        return self._ranked(text, prepared, facets, follow_up)

    def _ranked(self, text: str, prepared: Prepared, facets: Facets, follow_up: bool) -> Findings:
        if not self.corpus.entries:
            return Findings("not_held", facets)
        scored = self.ranker.score(prepared, text)
        scored.total[:] += self._fit(facets)
        order = np.argsort(-scored.total)
        probability = self.ranker.probability(scored, order)
        matches = self._matches(scored, order, probability)
        top = self.corpus.entries[int(order[0])]
        decision, entries = self._decision(top, matches, facets)
        related = () if decision == "answer" else nearest_topics(matches, self.library)
        return Findings(decision, facets, entries, related, matches, probability, follow_up)

    def _decision(
        self, top: Entry, matches: tuple[Match, ...], facets: Facets
    ) -> tuple[Decision, tuple[str, ...]]:
        first = matches[0]
        if first.probability < self.ranker.threshold:
            return "not_held", ()
        if top.kind == "gap":
            return "gap", ()
        together = self._together(top, matches, facets)
        return "answer", together

    def _together(self, top: Entry, matches: tuple[Match, ...], facets: Facets) -> tuple[str, ...]:
        """The first entry and, when the question names a topic, the other recommendations on it."""
        if top.kind != "recommendation" or facets.audiences:
            return (top.id,)
        asked = set(facets.topics) & set(top.topics)
        others = [
            match.entry
            for match in matches[1:6]
            if (entry := self.library.entries[match.entry]).kind == "recommendation"
            and asked & set(entry.topics)
            and match.score > matches[0].score - 3.0
        ]
        return (top.id, *others)

    def _matches(self, scored: Scored, order: NDArray[np.int64], probability: float) -> tuple[Match, ...]:
        top = scored.total[order[:10]]
        shares = np.exp(top - top[0])
        return tuple(
            Match(self.corpus.entries[int(each)].id, float(score), float(probability * share))
            for each, score, share in zip(order[:10], top, shares, strict=True)
        )

    def _fit(self, facets: Facets) -> NDArray[np.float64]:
        """How well each entry fits what the question names outright."""
        fits = np.zeros(len(self.corpus.entries))
        for number, entry in enumerate(self.corpus.entries):
            fits[number] = entry_fit(entry, facets)
        return fits


def entry_fit(entry: Entry, facets: Facets) -> float:
    """Log odds for one entry from the facets."""
    fit = 0.0
    if facets.audiences and entry.kind == "recommendation":
        fit += BOOST if entry.audience in facets.audiences else -BOOST
    if facets.case is not None and entry.kind in {"term", "contact"}:
        fit -= BOOST
    if entry.kind == "contact" and not facets.intents & {"contact", "link"}:
        fit -= BOOST
    if "contact" in facets.intents and facets.areas and entry.kind == "contact":
        fit += BOOST if _in_area(entry, facets) else -BOOST
    return fit


def _in_area(entry: Entry, facets: Facets) -> bool:
    areas = getattr(entry.item, "areas", ())
    return bool(set(areas) & set(facets.areas))
