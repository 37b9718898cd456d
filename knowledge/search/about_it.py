"""Recommendations about what was shown: "which other rec mentions it", "what did Child P say about them"."""

import re
from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.search.asking_words import BESIDE_MANY
from knowledge.search.findings import Facets, Findings
from knowledge.search.shown import asks_of_it, asks_which_one, beyond, recommending, titled
from knowledge.search.words import Token, text_of

_OTHERS = frozenset("other others another else".split())
_AGENCIES = frozenset("agency agencies services professions organisations anyone".split())
_IT = r"(?:it|this|that|them|these|those)"
_POINTED = re.compile(
    rf"(?<!\bof )\b{_IT}$|\b(?:about|on|in|from|to|with|cover|mention|mentions) {_IT}\b"
    r"|\b(?:is|are|was|were|does|do) (?:it|they|that|this) (?:in|mentioned|named|from|come|appear|feature)\b"
)
_SPEAKS_ABOUT = re.compile(rf"\b(?:about|on|regarding|around) {_IT}\b")


def about_it(
    facets: Facets, words: Sequence[Token], shown: Sequence[Entry], library: Library
) -> Findings | None:
    """The recommendations about what was shown, when the message asks for nothing else."""
    text = text_of(words)
    others = not _OTHERS.isdisjoint(text.split())
    things = all(entry.kind in {"term", "resource", "contact"} for entry in shown)
    speaks = _SPEAKS_ABOUT.search(text) is not None and not asks_of_it(words, facets)
    asked = facets.asks_recommendations or (others and not _AGENCIES.isdisjoint(text.split()))
    asked = asked or (things and bool(facets.case or (facets.audiences and speaks)))
    if not (asked and (things or others)) or facets.numbers or facets.standing or asks_which_one(words):
        return None
    if _POINTED.search(text) is None or set(beyond(facets, words)) - BESIDE_MANY:
        return None
    return _about(facets, shown, library, others=others, speaks=speaks)


def _about(
    facets: Facets, shown: Sequence[Entry], library: Library, *, others: bool, speaks: bool
) -> Findings | None:
    left = {entry.id for entry in shown} if others else set()
    pool = library.recommendations_of(facets.case)
    about = [entry for entry in recommending(shown, library) if entry in pool and entry.id not in left]
    found = [entry for entry in about if not facets.audiences or entry.audience in facets.audiences]
    if not facets.asks_recommendations:
        found.sort(key=lambda entry: not titled(entry, shown))
    contact = any(entry.kind == "contact" for entry in shown)
    if not found and (contact or (facets.audiences and not speaks)):
        return None
    if not found:
        return Findings("not_held", facets, related=tuple(entry.id for entry in about or shown)[:3])
    return Findings("answer" if len(found) == 1 else "list", facets, tuple(entry.id for entry in found))
