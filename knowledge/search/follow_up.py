"""Follow-up turns: "and for GPs?", "what did they do about it", "link?", "and 3"."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Library
from knowledge.search.findings import Facets, Remembered
from knowledge.search.words import Token

_OPENERS = (
    "and",
    "what about",
    "how about",
    "ok and",
    "also",
    "same",
    "now",
    "then",
    "or",
    "any more",
    "tell me more",
)
_POINTERS = frozenset("it that this they them their those these there one ones same".split())


def is_follow_up(facets: Facets, words: Sequence[Token]) -> bool:
    """Whether a message leans on the turn before. A full new question does not."""
    text = " ".join(each.word for each in words)
    if facets.case is not None or facets.unknown_case is not None:
        return False
    if text.startswith(_OPENERS) and len(words) <= 8:
        return True
    if facets.step or (facets.number is not None and not facets.audiences):
        return True
    pointed = any(each.word in _POINTERS for each in words)
    return (pointed and len(facets.residue) <= 2) or not facets.residue


def merged(facets: Facets, remembered: Remembered, library: Library) -> Facets:
    """The facets of a follow-up, filled up from what the conversation was about."""
    audiences = facets.audiences or ((remembered.audience,) if remembered.audience else ())
    number = facets.number
    if facets.step and remembered.number is not None:
        number = remembered.number + facets.step
    if number is None and facets.audiences and remembered.number is not None and not facets.residue:
        number = remembered.number
    return replace(facets, case=facets.case or remembered.case, audiences=audiences, number=number)
