"""What somebody says of themselves and of what they want it for: no part of what is asked."""

import re
from collections.abc import Iterator, Sequence

from knowledge.search.words import Token, text_of, tokens

_CLAUSE_END = re.compile(r"(?<=[.!?;,])\s+|\s[-\u2013\u2014]+\s|\.{2,}|\n")
_OF_THE_ASKER = re.compile(
    r"^\W*(?:(?:hi|hey|hello|hiya|so|ok|right|well|sorry|and|morning|evening)\W+(?:(?:all|there|team)\W+)?)*"
    r"(?:i'?m|im|i am|i'?ve|ive|i have|i work|i was|we'?re|we are|we have|we'?ve|weve|my|our|just|new to"
    r"|newly|making|printing|putting together|updating|i only|only got"
    r"|doing|writing|prepping|preparing|presenting|delivering|working|got|sorry|long|busy|quick one"
    r"|quick question|as an?|need(?:ed)? (?:it|this|them|these|for|by|in)|it'?s for|its for|this is for"
    r"|bit of|back on|on nights?"
    r"|in a meeting|covering|student|trainee|fine|thanks|thank you|cheers|hope)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:what|whats|which|who|where|when|how|is there|are there|any(?:thing)?|list|show|give me|tell"
    r"|need the|find|want|looking for|rec|recs|recommend\w*|every\w*|number)\b",
    re.IGNORECASE,
)
_PRODUCT = (
    r"(?:slides?|deck|presentation|powerpoint|ppt|papers?|pack|meetings?|brief|handover|huddle|supervision"
    r"|sessions?|induction|newsletter|poster|e-?mail|essay|assignment|dissertation|cpd|revalidation|portfolio|governance"
    r"|report|manager|boss|matron|inspector|colleagues?|students?|teaching|training(?: day)?|audit|notes"
    r"|away ?day|1 ?to ?1|one to one|appraisal|noticeboard|display|briefing|lecture|interview|exam)"
)
_WHEN = r"(?: (?:at|on|in|by|later|today|tomorrow|this|next|tonight|please|pls|thanks|thx|ta|cheers)\b.*)?"
_ERRAND = re.compile(
    r" (?:i |we )?(?:need|want|have) (?:it|them|this|these|that) (?:for|by|before|in) .*$"
    r"| (?:its|this is|thats) for (?:a|my|our|the) (?:team )?"
    r"(?:meeting|supervision|training|briefing|audit)\b.*$"
    r"| (?:ready )?(?:for|before|at) (?:an?|my|our|the|this|tomorrows?|todays?|next|some|board|team|staff)"
    rf"(?: \w+){{0,2}}? {_PRODUCT}{_WHEN}$"
    rf"| for (?:board|team|staff|ward) {_PRODUCT}{_WHEN}$"
    rf"| (?:im |i am )?(?:doing|writing|prepping|presenting|running|giving) (?:an?|my|our|the|some)"
    rf"(?: \w+){{0,2}}? {_PRODUCT}{_WHEN}$"
)
"""What somebody wants it for, at the end of a question."""


def context(
    text: str, words: Sequence[Token], asked: frozenset[int], named: frozenset[int]
) -> frozenset[int]:
    """The places of words that only say who asks and why. `asked`: where audiences and recommendations stand,
    `named`: topics, which are never passed over."""
    used = frozenset(_errand(words))
    clauses = list(_clauses(text, words))
    asides = [
        frozenset(places)
        for places, said in clauses
        if _OF_THE_ASKER.match(said) and not _ASKS.search(said) and not named & set(places)
    ]
    aside = frozenset[int]().union(*asides)
    return used | aside if (asked - aside) else used


def _errand(words: Sequence[Token]) -> Iterator[int]:
    found = _ERRAND.search(text_of(words))
    if found is not None:
        yield from range(len(words) - len(found.group().split()), len(words))


def _clauses(text: str, words: Sequence[Token]) -> Iterator[tuple[range, str]]:
    """The clauses of a question with the places of their words; none if they cannot be told apart."""
    parts = [part for part in _CLAUSE_END.split(text) if part]
    counts = [len(tokens(part)) for part in parts]
    if len(parts) < 2 or sum(counts) != len(words):
        return
    start = 0
    for part, count in zip(parts, counts, strict=True):
        yield range(start, start + count), part
        start += count
