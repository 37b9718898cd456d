"""Search: a question in, findings out. Facets first, then ranking, then one decision."""

from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Entry, Library
from knowledge.search.calibrate import learn
from knowledge.search.corpus import Corpus, Example, Prepared
from knowledge.search.corrections import corrected
from knowledge.search.facets import FacetReader
from knowledge.search.figures import says
from knowledge.search.findings import Decision, Facets, Findings, Match, Remembered
from knowledge.search.fit import Fits
from knowledge.search.follow_up import (
    is_follow_up,
    leaning,
    merged,
    of_what_was_shown,
    shown_already,
    still_about,
)
from knowledge.search.learnt import Learnt, cache_file, load, save
from knowledge.search.lists import asked_list, nearest_topics, on_theme, settled
from knowledge.search.local import local_contacts
from knowledge.search.named import named_entry
from knowledge.search.phoned import phoned
from knowledge.search.ranking import Encoder, Ranker, Scored
from knowledge.search.refusals import refusal
from knowledge.search.word_asked import word_asked
from knowledge.search.word_for_word import word_for_word
from knowledge.search.words import clean
from knowledge.search.workers import about_a_worker

SMALL_TALK: tuple[Decision, ...] = ("help", "greeting", "thanks")
GAP_LEAD = 0.7
"""An answer must lead a known gap by this many log odds: better "not held" than wrong."""
CERTAIN = 0.99
CLOSE = 2.0
"""Entries within this many log odds of the first are offered beside it."""
LEVEL = 0.5
"""Entries this near to each other are shown in the order of the document."""
EVERYDAY, OFF_HAND, STRANGE = 0.45, 0.65, 0.3
"""A message more like everyday talk, or with more unknown words, asks no more of what was shown."""
UNSURE = 0.6
"""Below this a theme that alone is named gets what is recommended on it, and not a page."""
LIKELY = 0.5
"""A gap that is less probable than this does not come before what was shown already."""
SHOWN = 10
"""How many matches the findings carry."""


class Engine:
    """Answers questions from one library. Built once for each content revision; then read-only."""

    def __init__(self, library: Library, encoder: Encoder | None = None, cache: Path | None = None) -> None:
        self.library = library
        self.encoder = encoder
        self.corpus = Corpus(library)
        self.facets = FacetReader(library, self.corpus.names, self.corpus.vocabulary)
        self._places = frozenset(self.corpus.names.areas.words())
        self._fits = Fits(self.corpus.entries)
        self.ranker = Ranker(self.corpus, self._learnt(encoder, cache), encoder)
        self.corpus.let_go()

    def _learnt(self, encoder: Encoder | None, cache: Path | None) -> Learnt:
        """What was learnt from this content before, if it is cached; otherwise learnt now and cached."""
        path = cache and cache_file(cache, self.library.revision, encoder.identity if encoder else None)
        learnt = path and load(path, len(self.corpus.entries), self.corpus.owners)
        if not learnt:
            learnt = learn(self.corpus, encoder, self._odds)
            if path:
                save(path, learnt)
        return learnt

    def _odds(self, example: Example) -> NDArray[np.float64]:
        """What an example names outright adds to each entry."""
        words = example.prepared.words
        facets = self.facets.read(clean(example.text), words) if words else Facets()
        return self._fits.odds(facets)

    @property
    def threshold(self) -> float:
        """The least probability at which an answer is given."""
        return self.ranker.learnt.threshold

    def search(self, question: str, remembered: Remembered | None = None) -> Findings:
        """What the library holds for a question. `remembered`: the conversation's last facets and entries."""
        text = corrected(clean(question), first=remembered is None)
        prepared = self.corpus.prepare(text, correct=True)
        if not prepared.words:
            return phoned(text, Facets(), self.library) or Findings("empty", Facets())
        facets = self.facets.read(text, prepared.words)
        for talk in SMALL_TALK:
            if talk in facets.intents and self.corpus.own_question(prepared) is None:
                return Findings(talk, facets, confidence=1.0)
        if remembered is None:
            return self._decide(text, prepared, facets, None)
        found = self._in_conversation(text, prepared, facets, remembered)
        if found.decision in {"not_held", "choices"} and remembered.earlier:
            found = self._of_the_earlier(text, prepared, remembered) or found
        return replace(found, again=shown_already(found, remembered))

    def _of_the_earlier(self, text: str, prepared: Prepared, remembered: Remembered) -> Findings | None:
        """ "And what did they do about it", after a telephone number: of the recommendation before that."""
        before = replace(remembered, entries=remembered.earlier, earlier=())
        elliptic = self.facets.read(text, prepared.words, follow_up=True)
        found = of_what_was_shown(elliptic, prepared.words, before, self.library)
        if found is None and is_follow_up(elliptic, prepared.words):
            found = leaning(elliptic, prepared.words, before, self.library)
        return None if found is None else self._if_said(text, found)

    def lexical(self, question: str) -> NDArray[np.float32]:
        """For each entry the share of a question's words that it accounts for: the first part of a search."""
        text = clean(question)
        prepared = self.corpus.prepare(text, correct=True)
        self.facets.read(text, prepared.words)
        return self.ranker.shares(prepared)

    def _in_conversation(
        self, text: str, prepared: Prepared, facets: Facets, remembered: Remembered
    ) -> Findings:
        elliptic = self.facets.read(text, prepared.words, follow_up=True)
        found = of_what_was_shown(elliptic, prepared.words, remembered, self.library)
        if found is not None:
            return self._if_said(text, found)
        if not is_follow_up(elliptic, prepared.words):
            near = remembered if len(prepared.words) <= SHOWN else None
            full = self._decide(text, prepared, facets, near)
            return self._or_more_of_it(full, facets, text, prepared, remembered)
        found = leaning(elliptic, prepared.words, remembered, self.library)
        if found is not None:
            gap = self._gap(text, prepared, facets, remembered, found)
            return gap or self._if_said(text, found)
        full = self._decide(text, prepared, merged(elliptic, prepared.words, remembered), remembered)
        return replace(self._or_more_of_it(full, facets, text, prepared, remembered), follow_up=True)

    def _gap(
        self, text: str, prepared: Prepared, facets: Facets, remembered: Remembered, found: Findings
    ) -> Findings | None:
        """What a curator wrote down as not held, before the same is shown again: "which trust"."""
        if not shown_already(found, remembered):
            return None
        gap = self._decide(text, prepared, facets, remembered)
        if gap.decision != "gap" or gap.matches[0].probability < LIKELY:
            return None
        of_it = self.library.entries[gap.matches[0].entry].related
        return None if set(of_it).isdisjoint(found.entries) else gap

    def _or_more_of_it(
        self, found: Findings, facets: Facets, text: str, prepared: Prepared, remembered: Remembered
    ) -> Findings:
        """What was found; if nothing, what was shown before, unless the words are of something else."""
        more = still_about(found, facets, prepared.words, remembered, self.library)
        if more is None:
            return found
        scored = self.ranker.score(prepared, text, self._fits.odds(facets))
        nearest = bool(found.matches) and found.matches[0].entry == remembered.entries[0]
        other = scored.everyday > (OFF_HAND if nearest else EVERYDAY) or scored.unknown > STRANGE
        return found if other else self._if_said(text, more)

    def _decide(
        self, text: str, prepared: Prepared, facets: Facets, remembered: Remembered | None
    ) -> Findings:
        found = (
            self._own_question(text, prepared, facets)
            or phoned(text, facets, self.library)
            or about_a_worker(facets, self.library, prepared.words)
            or local_contacts(facets, self.library, prepared.words, self._unknown(prepared))
            or refusal(facets, self.library)
            or named_entry(facets, self.library, prepared.words)
            or asked_list(facets, self.library, self.corpus.names, prepared.words)
        )
        if found is not None:
            return found
        ranked = self._ranked(text, prepared, facets, remembered)
        unsure = ranked.decision in {"not_held", "choices"} or self._is_a_page_perhaps(ranked)
        whole = settled(facets, self.library, prepared.words) if unsure else None
        if whole is None and ranked.decision in {"not_held", "choices"}:
            whole = word_asked(facets, self.library, self.corpus.names, prepared.words)
        if whole is None and ranked.decision in {"not_held", "choices", "gap"}:
            whole = word_for_word(text, facets, prepared.words, self.ranker.having(facets.residue))
        return ranked if whole is None else replace(whole, matches=ranked.matches)

    def _is_a_page_perhaps(self, found: Findings) -> bool:
        """An answer that is not sure, of no review though a theme is named."""
        unsure = found.decision == "answer" and found.confidence < UNSURE and found.facets.case is None
        return unsure and self.library.entries[found.entries[0]].kind != "recommendation"

    def _unknown(self, prepared: Prepared) -> frozenset[str]:
        """The stems of words that are neither everyday nor in the content, nor slips of such; and those that
        are only part of a place's name, as Newport is."""
        knows = self.corpus.vocabulary.knows
        return frozenset(
            each.stem
            for each in prepared.words
            if each.corrected_from is None and (not knows(each) or each.word in self._places)
        )

    def _own_question(self, text: str, prepared: Prepared, facets: Facets) -> Findings | None:
        """A question that a curator wrote for an entry finds that entry."""
        number = self.corpus.own_question(prepared)
        if number is None:
            return None
        entry = self.corpus.entries[number]
        match = Match(entry.id, 0.0, CERTAIN)
        if entry.kind == "gap":
            return Findings("gap", facets, matches=(match,), confidence=CERTAIN)
        entries: tuple[str, ...] = (entry.id,)
        if entry.kind == "recommendation" and facets.topics:
            ranked = self._ranked(text, prepared, facets, None)
            together = all(self.library.entries[each].kind == "recommendation" for each in ranked.entries)
            entries = ranked.entries if together and entry.id in ranked.entries[:2] else entries
        return Findings("answer", facets, entries, matches=(match,), confidence=CERTAIN)

    def _ranked(
        self, text: str, prepared: Prepared, facets: Facets, remembered: Remembered | None
    ) -> Findings:
        if not self.corpus.entries:
            return Findings("not_held", facets)
        scored = self.ranker.score(prepared, text, self._fits.odds(facets))
        if remembered is not None:
            scored.total[:] += self._fits.odds_in_conversation(facets, remembered)
        order = self._in_order(scored.total, facets)
        probability = self.ranker.probability(scored, order)
        matches = self._matches(scored, order, probability)
        decision, entries = self._decision(matches, facets)
        theme = on_theme(facets, self.library, self.corpus.names, prepared.words)
        named = (facets.case is not None or facets.intents == {"status"}) and decision != "gap"
        if theme and (named or (entries and entries[0] in theme)):
            ordered = (self.corpus.entries[int(each)].id for each in order)
            decision, entries = "answer", tuple(each for each in ordered if each in theme)
        if decision == "gap":
            matches = tuple(sorted(matches, key=lambda each: not self._is_gap(each)))
        related = () if decision == "answer" else nearest_topics(matches, self.library)
        return self._if_said(text, Findings(decision, facets, entries, related, matches, probability))

    def _in_order(self, total: NDArray[np.float64], facets: Facets) -> NDArray[np.int64]:
        """The entries, best first. What is of another review than the one that is named comes last."""
        order = np.argsort(-total)
        if facets.case is None:
            return order
        last = self._fits.of_another_case(facets)[order]
        return np.concatenate((order[~last], order[last]))

    def _decision(self, matches: tuple[Match, ...], facets: Facets) -> tuple[Decision, tuple[str, ...]]:
        top = self.library.entries[matches[0].entry]
        if matches[0].probability < self.ranker.learnt.offer:
            return "not_held", ()
        if any(self._is_gap(each) and each.score > matches[0].score - GAP_LEAD for each in matches[:3]):
            return "gap" if matches[0].probability >= self.threshold else "not_held", ()
        if matches[0].probability < self.threshold:
            offered = self._offered(matches)
            return ("choices", offered) if len(offered) > 1 else ("not_held", ())
        return "answer", self._together(top, matches, facets)

    def _if_said(self, question: str, found: Findings) -> Findings:
        """An answer, unless it lacks what is asked for: a passage without a figure cannot say how many.

        What a curator answers in their own words, their example questions tell.
        """
        if found.decision != "answer" or found.by_number:
            return found
        entry = self.library.entries[found.entries[0]]
        own_words = entry.kind in {"answer", "gap"}
        if own_words or says(question, entry.body, pages=entry.kind not in {"recommendation", "term"}):
            return found
        near = nearest_topics(found.matches, self.library) or found.entries[:1]
        return replace(found, decision="not_held", entries=(), related=near)

    def _offered(self, matches: tuple[Match, ...]) -> tuple[str, ...]:
        """Two or three entries to choose from, when none is sure enough."""
        near = (each for each in matches[:4] if each.score > matches[0].score - CLOSE)
        return tuple(each.entry for each in near if not self._is_gap(each))[:3]

    def _is_gap(self, match: Match) -> bool:
        return self.library.entries[match.entry].kind == "gap"

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
        close = [each.entry for each in matches[:6] if each.score > matches[0].score - LEVEL]
        level = all(each in close for each in others)
        return (
            tuple(sorted({top.id, *others}, key=self.library.place.__getitem__))
            if level
            else (top.id, *others)
        )

    def _matches(self, scored: Scored, order: NDArray[np.int64], probability: float) -> tuple[Match, ...]:
        top = scored.total[order[:SHOWN]]
        shares = np.exp(top - top[0])
        return tuple(
            Match(self.corpus.entries[int(each)].id, float(score), float(probability * share))
            for each, score, share in zip(order[:SHOWN], top, shares, strict=True)
        )
