"""A word that somebody heard and asks about: "she keeps saying PLO, what is that"."""

import re
from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.search.findings import Facets, Findings
from knowledge.search.names import Names
from knowledge.search.phrases import Hit
from knowledge.search.words import Token, text_of

SURE = 0.8
_POINTING = re.compile(
    r"\b(?:what|wh?ats|what's|what is|what are|what was)"
    r" (?:it|that|this|they|those|these|one of (?:those|them))"
    r"(?: please| pls| then| about| exactly| again| mean| all about| stand for)*(?= never| no | sorry|$)"
    r"|\bwhat (?:does|do|did|would) (?:it|that|this|they|she|he) (?:mean|stand for)\b"
    r"|\b(?:never|not|havent|hadnt) (?:\w+ )?heard of (?:it|that)\b|\b(?:no|any|not an?) (?:idea|clue) what\b"
    r"|\b(?:just )?nodded\b|\bwhat (?:it|that|they) (?:is|are|means?|stands? for)\b"
    r"|\b(?:could|can|would) (?:you|u|someone|anyone) (?:please )?explain(?: it| that| please)?$"
    r"|\b(?:meaning|definition|means)$"
)
_BEFORE = re.compile(
    r"\b(?:what|whats|what's|wots|what is|what are|what even is|what exactly is)(?: an?| the)?$"
)
_OF_A_FIGURE = re.compile(r"\b(?:how many|how much|what (?:share|proportion|percentage|number)|what %)")
_AFTER = re.compile(
    r"^(?:and|but|or|are|is|do|does|so|then|not|again|please|pls|i|we|as|asking|cos|because)\b|^$"
)
"""How a sentence goes on that had only asked what the word means."""


def word_asked(facets: Facets, library: Library, names: Names, words: Sequence[Token]) -> Findings | None:
    """The term, where one is named and its meaning is asked for, and nothing else was found for certain."""
    if facets.case is not None or facets.numbers or facets.asks_recommendations or facets.areas:
        return None
    hits = [hit for hit in names.entries.find(words) if _terms(hit, library)]
    asked = [hit for hit in hits if _is_asked(hit, words)]
    text = text_of(words)
    if not asked and len(hits) == 1 and _POINTING.search(text) and not _OF_A_FIGURE.search(text):
        asked = hits
    if len(asked) != 1:
        return None
    found = tuple(entry.id for entry in _terms(asked[0], library))
    return Findings("answer", facets, found[:2], confidence=SURE)


def _terms(hit: Hit, library: Library) -> list[Entry]:
    return [entry for entry in library.those(hit.keys) if entry.kind == "term"]


def _is_asked(hit: Hit, words: Sequence[Token]) -> bool:
    """ "What is a core group", and then the sentence ends or says something else."""
    before, after = text_of(words[: hit.start]), text_of(words[hit.end :])
    return _BEFORE.search(before) is not None and _AFTER.search(after) is not None
