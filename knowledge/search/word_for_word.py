"""Words that stand in a passage as they were typed: pasted from the document, or put as in a search box."""

import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from knowledge.library import Entry
from knowledge.search.findings import Decision, Facets, Findings
from knowledge.search.words import Token, clean, stems, text_of, tokens

_ASKING = frozenset(
    """
    who whos what whats when whens where wheres why how hows which whose whom did does do is are was were has
    have had can could should would will any anyone anything
    """.split()
)
_SAYING = frozenset("say says said mention mentions mentioned read reads quote word words".split())
_RUN = 3
"""More words than this one after another are no chance."""
_TOGETHER = 3
"""Nor are so many telling words in one passage, in any order."""
_OFFERED = 3
_LOOKED_AT = 40
"""More passages than this with the same words, and the words say too little to choose by."""
SURE = 0.9
_EXPLAINED = MappingProxyType({"found by": "the words stand in the passage as they were typed"})
_QUOTED = re.compile(r"[\"\u201c](?P<words>[^\"\u201c\u201d]+)[\"\u201d]")
Passage = tuple[Entry, str]


def word_for_word(
    text: str, facets: Facets, words: Sequence[Token], having: Sequence[Entry]
) -> Findings | None:
    """The passages in which all that was typed stands: one word after another, or else as single words.

    `having`: the entries that have all its telling words. None where something is asked about them: "who
    leads the strategic group" is not answered by where that group is named.
    """
    chosen = [each for each in having if _fits(each, facets)]
    if len(chosen) > _LOOKED_AT:
        return None
    passages = [(each, _text(each)) for each in chosen]
    quoted = _QUOTED.search(text)
    whole = tokens(quoted["words"]) if quoted else words
    if len(whole) > _RUN and (found := _saying(whole, passages)):
        return _shown(facets, found)
    telling = set(facets.residue)
    if len(telling) < _TOGETHER or facets.numbers or facets.intents - {"status", "training"} or _asks(words):
        return None
    return _shown(facets, [each for each, text in passages if telling <= frozenset(stems(text))])


def _saying(words: Sequence[Token], passages: Iterable[Passage]) -> list[Entry]:
    return [each for each, text in passages if f" {text_of(words)} " in text]


def _fits(entry: Entry, facets: Facets) -> bool:
    return (
        entry.kind in {"recommendation", "review"}
        and (facets.case is None or entry.case == facets.case)
        and (not facets.audiences or entry.audience in facets.audiences)
    )


def _asks(words: Sequence[Token]) -> bool:
    """Whether a question is put, other than where something is said."""
    said = {each.word for each in words}
    return not _ASKING.isdisjoint(said) and _SAYING.isdisjoint(said)


def _text(entry: Entry) -> str:
    return f" {text_of(tokens(clean(' '.join(entry.body))))} "


def _shown(facets: Facets, found: Sequence[Entry]) -> Findings | None:
    entries = tuple(each.id for each in found)
    if not entries or len(entries) > _OFFERED:
        return None
    decision: Decision = "answer" if len(entries) == 1 else "choices"
    return Findings(decision, facets, entries, confidence=SURE, explain=_EXPLAINED)
