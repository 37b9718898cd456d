"""Finds which recommendation number is meant: digits, words, ordinals, "the next one", "the last"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.search.words import Token

_CARDINALS = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
]
_ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
CARDINALS = {word: value for value, word in enumerate(_CARDINALS, 1)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS, 1)}
_SUFFIXES = {"st", "nd", "rd", "th"}
_UNITS = re.compile(
    r"^(week|month|year|day|hour|min|minute|yr|yrs|wk|wks|mth|percent|session|time|point|step|part|old|page)s?$"
)
BEFORE = frozenset(
    """rec recs recommendation recommendations recomendation number numbers no nr r item point""".split()
)
AFTER = frozenset("rec recs recommendation recommendations one".split())


@dataclass(frozen=True, slots=True)
class NumberFound:
    """A recommendation number and the tokens it was read from."""

    value: int | None = None
    last: bool = False
    step: int = 0
    used: frozenset[int] = frozenset()


def find_number(
    words: Sequence[Token], audience_at: Collection[int], taken: Collection[int], *, elliptic: bool
) -> NumberFound:
    """The number of a recommendation. `elliptic`: in a follow-up a bare "3" is enough."""
    step = _step(words)
    for at, each in enumerate(words):
        if at in taken:
            continue
        value, used = _value(words, at)
        if value is None or _is_quantity(words, max(used)):
            continue
        bare = elliptic and len(words) <= 6 and each.word != "one"
        if bare or _is_named_number(words, at, max(used), audience_at, each):
            return NumberFound(value, used=frozenset(used))
    if step.step or step.last:
        return step
    return NumberFound()


def _value(words: Sequence[Token], at: int) -> tuple[int | None, tuple[int, ...]]:
    word = words[at].word
    if word.isdigit() and len(word) <= 2:
        following = words[at + 1].word if at + 1 < len(words) else ""
        return int(word), (at, at + 1) if following in _SUFFIXES else (at,)
    value = CARDINALS.get(word) or ORDINALS.get(word)
    if value is None and at and words[at - 1].word in BEFORE:
        value = _ROMAN.get(word)
    return value, (at,)


def _is_quantity(words: Sequence[Token], end: int) -> bool:
    following = words[end + 1].word if end + 1 < len(words) else ""
    return bool(_UNITS.match(following))


def _is_named_number(
    words: Sequence[Token], at: int, end: int, audience_at: Collection[int], each: Token
) -> bool:
    before = words[at - 1].word if at else ""
    after = words[end + 1].word if end + 1 < len(words) else ""
    if before in BEFORE:
        return not (before == "no" and at >= 2 and words[at - 2].word in {"there", "is", "has"})
    if after in AFTER and (each.word != "one" or after != "one"):
        return True
    if each.word == "one":  # "the midwifery one" is no number
        return False
    if at - 1 in audience_at:
        return True
    return after in {"for", "on"} and _next_in(audience_at, end + 1)


def _next_in(audience_at: Collection[int], at: int) -> bool:
    return any(place in audience_at for place in (at + 1, at + 2))


def _step(words: Sequence[Token]) -> NumberFound:
    for at, each in enumerate(words):
        following = words[at + 1].word if at + 1 < len(words) else ""
        if each.word in {"next", "following"} and (following in AFTER or len(words) <= 3):
            return NumberFound(step=1, used=frozenset({at}))
        if each.word in {"previous", "before"} and (following in AFTER or len(words) <= 3):
            return NumberFound(step=-1, used=frozenset({at}))
        if each.word in {"last", "final"} and following in AFTER:
            return NumberFound(last=True, used=frozenset({at}))
    return NumberFound()
