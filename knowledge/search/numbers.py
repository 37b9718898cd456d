"""Finds which recommendations are meant by number: digits, words, ordinals, "the last", "the next one"."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from knowledge.search.words import Token

_CARDINALS = """one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
    sixteen seventeen eighteen nineteen twenty"""
_ORDINALS = """first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"""
CARDINALS = {word: value for value, word in enumerate(_CARDINALS.split(), 1)}
ORDINALS = {word: value for value, word in enumerate(_ORDINALS.split(), 1)}
_MISHEARD = {"to": 2, "too": 2, "for": 4, "forth": 4, "won": 1, "sicks": 6, "ate": 8}
"""What dictation writes for a number straight after "recommendation", or "forth" anywhere."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
_SUFFIXES = {"st", "nd", "rd", "th"}
_UNITS = re.compile(
    r"^(week|month|year|day|hour|min|minute|yr|wk|mth|percent|session|time|point|step|part|old|page|area|agenc)"
    r"(s|ies|y)?$"
)
BEFORE = frozenset(
    """
    rec recs recc recommendation recommendations recomendation reccomendation number numbers num no nr r
    item point action
    """.split()
)
AFTER = frozenset("rec recs recc recommendation recommendations recomendation one action".split())
_JOIN = frozenset("and n to through or plus".split())
_FORWARD = ("next", "following", "one after", "after that", "go on", "carry on")
_BACK = ("previous", "go back", "one before", "before that", "back one")
_LAST = frozenset("last final".split())
_SECOND_LAST = ("penultimate", "second to last", "second last", "last but one", "one before last")


@dataclass(frozen=True, slots=True)
class NumberFound:
    """Recommendation numbers and the tokens they were read from.

    `from_end`: 1 for the last, 2 for the last but one. `step`: 1 for the next one, -1 for the one before.
    `ordinal`: the number was given as first, 2nd ...: in a list just shown it may be a place in that list.
    """

    values: tuple[int, ...] = ()
    from_end: int = 0
    step: int = 0
    ordinal: bool = False
    used: frozenset[int] = frozenset()


def find_number(
    words: Sequence[Token], audience_at: Collection[int], taken: Collection[int], *, elliptic: bool
) -> NumberFound:
    """The numbers of recommendations. `elliptic`: in a follow-up a bare "3" is enough."""
    from_end = _from_end(words, audience_at)
    if from_end.from_end:
        return from_end
    first_few = _first_few(words)
    if first_few.values:
        return first_few
    named = [
        (at, value, used)
        for at in range(len(words))
        if at not in taken and (read := _read(words, at)) is not None
        for value, used in [read]
        if _is_number(words, at, max(used), audience_at, elliptic=elliptic)
    ]
    ordinals = [each for each in named if _is_ordinal(words, each[0])]
    chosen = (ordinals or named)[:1]
    if not chosen:
        return _step(words)
    at, value, used = chosen[0]
    values, all_used = _more(words, value, used)
    if value == 1 and words[at].word == "one" and _step(words).step:
        return _step(words)
    return NumberFound(values, ordinal=bool(ordinals), used=frozenset(all_used))


def _read(words: Sequence[Token], at: int) -> tuple[int, tuple[int, ...]] | None:
    """The value of a token, and the tokens that it takes up."""
    word = words[at].word
    if word.isdigit() and (len(word) <= 2 or (len(word) == 3 and at and words[at - 1].word in BEFORE)):
        following = words[at + 1].word if at + 1 < len(words) else ""
        return int(word), (at, at + 1) if following in _SUFFIXES else (at,)
    value = CARDINALS.get(word) or ORDINALS.get(word)
    if value is None and at and words[at - 1].word in BEFORE:
        value = _ROMAN.get(word) or _misheard(words, at)
    if word == "forth":
        value = 4
    return (value, (at,)) if value is not None else None


def _misheard(words: Sequence[Token], at: int) -> int | None:
    """ "Recommendation to for midwives" is the second; "recommendation to midwives" is no number."""
    word = words[at].word
    following = words[at + 1].word if at + 1 < len(words) else ""
    if word in {"to", "too", "for"} and following != "for":
        return None
    return _MISHEARD.get(word)


def _is_ordinal(words: Sequence[Token], at: int) -> bool:
    following = words[at + 1].word if at + 1 < len(words) else ""
    return words[at].word in ORDINALS or words[at].word == "forth" or following in _SUFFIXES


def _is_number(
    words: Sequence[Token], at: int, end: int, audience_at: Collection[int], *, elliptic: bool
) -> bool:
    """Whether a value names a recommendation: not a quantity, a count, or the pronoun "one"."""
    before = words[at - 1].word if at else ""
    after = words[end + 1].word if end + 1 < len(words) else ""
    if _UNITS.match(after):
        return False
    if before in BEFORE:
        return not (before == "no" and at >= 2 and words[at - 2].word in {"there", "is", "has"})
    if words[at].word == "one":
        return False
    ordinal = _is_ordinal(words, at)
    if not ordinal and before in {"the", "all", "those", "these", "first", "last"}:
        return elliptic and len(words) <= 4  # "the six midwifery recommendations" is a count
    if at - 1 in audience_at or after in AFTER:
        return True
    if elliptic and len(words) <= 7:
        return True
    return _near_audience(words, end, after, audience_at, ordinal=ordinal)


def _near_audience(
    words: Sequence[Token], end: int, after: str, audience_at: Collection[int], *, ordinal: bool
) -> bool:
    """ "Third HV recommendation", "3 for housing", "two, hscp"."""
    if end + 1 in audience_at:
        return ordinal or len(words) <= 3 or any(other.word in AFTER for other in words[end + 1 :])
    return after in {"for", "on", "from", "in"} and any(place in audience_at for place in (end + 2, end + 3))


def _more(words: Sequence[Token], value: int, used: Sequence[int]) -> tuple[tuple[int, ...], list[int]]:
    """Further numbers that follow at once: "2, 3 and 4"."""
    values, taken = [value], list(used)
    at = max(used) + 1
    while at < len(words):
        step = 1 if words[at].word in _JOIN else 0
        read = _read(words, at + step) if at + step < len(words) else None
        if read is None or words[at + step].word == "one" or not words[at + step].word.isdigit():
            break
        upto = words[at].word in {"to", "through"} and values[-1] < read[0] < 30
        values.extend(range(values[-1] + 1, read[0] + 1) if upto else [read[0]])
        taken += [at, *read[1]] if step else list(read[1])
        at = max(taken) + 1
    return tuple(values), taken


def _from_end(words: Sequence[Token], audience_at: Collection[int]) -> NumberFound:
    text = " ".join(each.word for each in words)
    if any(phrase in text for phrase in _SECOND_LAST):
        used = frozenset(at for at, each in enumerate(words) if each.word in " ".join(_SECOND_LAST).split())
        return NumberFound(from_end=2, used=used)
    for at, each in enumerate(words):
        following = [other.word for other in words[at + 1 : at + 4]]
        near = any(place in audience_at for place in (at + 1, at + 2, at + 3))
        if each.word in _LAST and (near or any(word in AFTER for word in following)):
            return NumberFound(from_end=1, used=frozenset({at}))
    return NumberFound()


def _first_few(words: Sequence[Token]) -> NumberFound:
    """ "The first three for midwifery"."""
    for at, each in enumerate(words[:-1]):
        count = CARDINALS.get(words[at + 1].word) or (
            int(words[at + 1].word) if words[at + 1].word.isdigit() else 0
        )
        if each.word == "first" and 1 < count < 10:
            return NumberFound(tuple(range(1, count + 1)), used=frozenset({at, at + 1}))
    return NumberFound()


def _step(words: Sequence[Token]) -> NumberFound:
    if len(words) > 6:
        return NumberFound()
    text = f" {' '.join(each.word for each in words)} "
    for phrases, step in ((_FORWARD, 1), (_BACK, -1)):
        if any(f" {phrase} " in text for phrase in phrases):
            used = {at for at, each in enumerate(words) if each.word in " ".join(phrases).split()}
            return NumberFound(step=step, used=frozenset(used))
    return NumberFound()
