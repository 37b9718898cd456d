"""The value of number words as people type, misspell and dictate them: "4", "fuor", "twenty-first", "iv"."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from knowledge.everyday import everyday_words
from knowledge.search.words import Token, word_at

_CARDINALS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen"""
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENTHS = "twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth"
CARDINALS = {word: value for value, word in enumerate(_CARDINALS.split(), 1)}
CARDINALS |= {word: 10 * value for value, word in enumerate(_TENS.split(), 2)}
CARDINALS |= {"hundred": 100}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split(), 1)}
ORDINALS |= {word: 10 * value for value, word in enumerate(_TENTHS.split(), 2)}
ORDINALS |= {"hundredth": 100, "forth": 4}
_NONE = frozenset("zero nought naught nil".split())
_MISHEARD = {
    "to": 2, "too": 2, "tow": 2, "tu": 2, "for": 4, "fore": 4, "won": 1, "wan": 1, "uno": 1, "tree": 3,
    "free": 3, "sicks": 6, "sex": 6, "ate": 8, "ait": 8, "nein": 9, "tenn": 10,
}  # fmt: skip
"""What dictation and slips write for a number straight after "recommendation"."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
SUFFIXES = frozenset({"st", "nd", "rd", "th"})
_LONG = 7
"""From this length on two slips are allowed for."""


def value_at(words: Sequence[Token], at: int, *, cued: bool) -> tuple[int, tuple[int, ...]] | None:
    """The value of a token and the tokens that it takes up. `cued`: a word such as "number" stands before."""
    word, following = words[at].word, word_at(words, at + 1)
    if word.isdigit():
        if len(word) > (4 if cued else 2) or _YEAR.fullmatch(word):
            return None
        return int(word), (at, at + 1) if following in SUFFIXES else (at,)
    value = CARDINALS.get(word) or ORDINALS.get(word)
    if value is not None:
        unit = CARDINALS.get(following) or ORDINALS.get(following) or 10
        tens = word in _TENS and unit < 10
        return (value + unit, (at, at + 1)) if tens else (value, (at,))
    if not cued:
        return None
    if word in {"minus", "negative"} and (below := value_at(words, at + 1, cued=True) if following else None):
        return -below[0], (at, *below[1])
    value = 0 if word in _NONE else _roman(word) or _misheard(words, at) or _misspelt(words[at])
    return None if value is None else (value, (at,))


def is_ordinal(words: Sequence[Token], at: int) -> bool:
    """Whether a number is given as a place: third, 3rd."""
    return words[at].word in ORDINALS or word_at(words, at + 1) in SUFFIXES


def says_none(word: str) -> bool:
    """Zero in words."""
    return word in _NONE


def counted(words: Sequence[Token], at: int) -> int:
    """How many a token says: 3 for "3" and "three"; 0 where it says none."""
    word = word_at(words, at)
    return int(word) if word.isdigit() and len(word) <= 2 else CARDINALS.get(word, 0)


def nearest_number(word: str) -> int | None:
    """The number that a misspelt word most likely stands for."""
    return None if word in everyday_words() or not word.isalpha() else _nearest(word)


def misheard(word: str) -> int | None:
    """The number that dictation may have written as a little word: "to", "for", "won"."""
    return _MISHEARD.get(word)


def _misspelt(each: Token) -> int | None:
    return nearest_number(each.corrected_from or each.word)


@lru_cache(maxsize=2_000)
def _nearest(word: str) -> int | None:
    if len(word) < 3:
        return None
    limit = 2 if len(word) >= _LONG else 1
    known = {**CARDINALS, **ORDINALS}
    near = [
        (OSA.distance(word, each, score_cutoff=limit), -len(each), value)
        for each, value in known.items()
        if each[0] == word[0] and abs(len(each) - len(word)) <= limit
    ]
    best = min((each for each in near if each[0] <= limit), default=None)
    return None if best is None else best[2]


def _roman(word: str) -> int | None:
    if not word or not _ROMAN.fullmatch(word):
        return None
    values = [_ROMAN_VALUES[letter] for letter in word]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _misheard(words: Sequence[Token], at: int) -> int | None:
    """ "Recommendation to for midwives" is the second; "recommendation to midwives" is no number."""
    word = words[at].word
    if word in {"to", "too", "for"} and word_at(words, at + 1) != "for":
        return None
    return _MISHEARD.get(words[at].corrected_from or word)
