"""The words that leave something out: "all but the GPs", "apart from training", "not the finished ones"."""

import re
from collections.abc import Iterator

_EXCEPT = (
    r"except(?:ing)?|excl(?:ud(?:e|ing))?|(?:apart|aside) from|(?:other|rather) than|instead of|besides"
    r"|leaving out|minus|bar|without|but not"
    r"|(?:(?<=\ball )|(?<=\bany )|(?<=\bevery )|(?<=ything )|(?<=yone )|(?<=ybody ))but"
)
_DIRECTLY = re.compile(
    rf"\b(?:{_EXCEPT}|not) (?P<first>(?:(?:for|the|those|any|ones|that|which|are|have|been|already) )*)"
)
_CLAUSE = re.compile(
    rf"\b(?:{_EXCEPT}|(?:arent|isnt)(?= about| on)"
    r"|(?:dont|do not|doesnt|does not|didnt|did not|not|never)"
    r"(?= (?:the|those|about|on|to do with|(?:mention|ask|nam|includ|refer|relat|touch|contain)\w*)\b))(?!\w)"
)


def named_next(text: str) -> Iterator[tuple[int, int]]:
    """The first and the last place where a name stands for what is left out: "other than | the | GPs"."""
    return (found.span("first") for found in _DIRECTLY.finditer(text))


def clauses(text: str) -> Iterator[tuple[int, int]]:
    """Where words begin and end after which all is left out: "recs | that | do not | mention training"."""
    return (found.span() for found in _CLAUSE.finditer(text))
