"""Finds which recommendations are meant by number: digits, words, ordinals, "the last", "the next one"."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from knowledge.search.counting import (
    ORDINALS,
    counted,
    is_ordinal,
    misheard,
    nearest_number,
    says_none,
    value_at,
)
from knowledge.search.words import Token, text_of, word_at

_UNITS = re.compile(
    r"^(week|month|year|day|hour|min|minute|yr|wk|mth|percent|session|time|point|step|part|old|page|area|agenc)"
    r"(s|ies|y)?$"
)
BEFORE = frozenset(
    """
    rec recs recc recommendation recommendations number numbers num numero no nos nr r item point action
    response responses bullet
    """.split()
)
AFTER = frozenset("rec recs recc recommendation recommendations one action".split())
_CLOCK = frozenset("half past quarter am pm oclock".split())
_SEVERAL = frozenset("recs recommendations all every any which what list".split())
_PLURAL = frozenset("recs recommendations".split())
_PLACED = frozenset("the our my their your its his her number and".split())
_GOES_ON = AFTER | frozenset(
    """
    bullet for of in from on to and is was are has have did does do done please pls plz thing point bit item
    ask
    what which who status link only done thanks thx ta
    """.split()
)
"""What may follow "the second" when no thing is named that it is the second of."""
_JOIN = frozenset("and n to through or plus".split())
_FORWARD = ("next", "following", "one after", "after that", "go on", "carry on")
_BACK = ("previous", "go back", "one before", "before that", "back one")
_COMES = frozenset("come comes what whats next is straight right".split())
_THOSE = frozenset("those these them".split())
_LAST = frozenset("last final lasts bottom".split())
_SECOND_LAST = (
    "penultimate",
    "second to last",
    "second last",
    "last but one",
    "before last",
    "next to last",
    "one before last",
)
_FROM_END = re.compile(r"\b(\w+) (?:to|from)(?: the)? (?:last|end|bottom)\b")


_PRINTED = re.compile(
    r"\b(?:rec|recs|recommendations?|number|no|nr|r)\b\.? ?(\d{1,2}(?:\.\d{1,2})+[a-z]?|\d{1,2}[a-h])\b",
    re.IGNORECASE,
)


def find_printed(text: str) -> str | None:
    """A number as some documents print it: "rec 1.2", "recommendation 4a"."""
    found = _PRINTED.search(text)
    return found.group(1).lower() if found else None


@dataclass(frozen=True, slots=True)
class NumberFound:
    """Recommendation numbers and the tokens they were read from.

    `from_end`: 1 for the last, 2 for the last but one; `few`: how many from there on, 2 for "the last two".
    `middle`: the one in the middle. `step`: 1 for the next one, -1 for the one before.
    `ordinal`: the number was given as first, 2nd ...: in a list just shown it may be a place in that list.
    `groups`: every number named, with its place: "rec 1 for midwives and rec 3 for GPs" has two.
    """

    values: tuple[int, ...] = ()
    from_end: int = 0
    few: int = 1
    middle: bool = False
    step: int = 0
    ordinal: bool = False
    used: frozenset[int] = frozenset()
    groups: tuple[tuple[int, tuple[int, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question's words, where audiences stand, which are taken, and whether a bare number is enough."""

    words: Sequence[Token]
    audience_at: Collection[int]
    taken: Collection[int]
    elliptic: bool

    @property
    def without_case(self) -> int:
        """How many words there are beside the name of a case."""
        return len(self.words) - len(set(self.taken) - set(self.audience_at))


def find_number(
    words: Sequence[Token], audience_at: Collection[int], taken: Collection[int], *, elliptic: bool
) -> NumberFound:
    """The numbers of recommendations. `elliptic`: in a follow-up a bare "3" is enough."""
    relative = _from_end(words, audience_at) or _first_few(words) or _middle(words, audience_at)
    if relative is not None:
        return relative
    groups = list(_groups(_Asked(words, audience_at, taken, elliptic)))
    ordinals = [each for each in groups if is_ordinal(words, each[0])]
    chosen = ordinals or groups
    if not chosen:
        return _step(words)
    at, values, _ = chosen[0]
    if values == (1,) and words[at].word == "one" and _step(words).step:
        return _step(words)
    used = frozenset(place for each in chosen for place in each[2])
    return NumberFound(
        values, ordinal=bool(ordinals), used=used, groups=tuple((each[0], each[1]) for each in chosen)
    )


def _groups(asked: _Asked) -> Iterator[tuple[int, tuple[int, ...], tuple[int, ...]]]:
    """Each number named, or several that follow one another: where it begins, values, tokens."""
    words, audience_at, taken, end = asked.words, asked.audience_at, asked.taken, 0
    for at in range(len(words)):
        read = None if at in taken or at < end else _read(words, at, audience_at)
        if read is None or not _is_number(asked, at, max(read[1])):
            continue
        values, used = _more(words, read[0], read[1], taken)
        end = max(used) + 1
        beside = _beside(words, at, audience_at)
        yield at, tuple(value + beside for value in values), used


def _beside(words: Sequence[Token], at: int, audience_at: Collection[int]) -> int:
    """1 for "the one after GP 1", -1 for "the one before HV rec 3"."""
    start = at
    while start and (start - 1 in audience_at or words[start - 1].word in BEFORE | {"the"}):
        start -= 1
    if word_at(words, start - 2) not in AFTER | BEFORE | _COMES:
        return 0
    return {"after": 1, "following": 1, "before": -1, "preceding": -1}.get(word_at(words, start - 1), 0)


def _read(
    words: Sequence[Token], at: int, audience_at: Collection[int]
) -> tuple[int, tuple[int, ...]] | None:
    cued = at > 0 and words[at - 1].word in BEFORE
    read = value_at(words, at, cued=cued or (at - 1 in audience_at and words[at].word in {"zero", "minus"}))
    if read is None and cued and at == len(words) - 1 and at - 2 in audience_at and len(words) == 3:
        value = misheard(words[at].word)  # "HV rec too"
        read = None if value is None else (value, (at,))
    if read is None and word_at(words, at + 1) in AFTER:  # "the thrid rec"
        word = words[at].corrected_from or words[at].word
        value = 0 if says_none(word) else nearest_number(word)
        read = None if value is None else (value, (at,))
    return read


def _is_number(asked: _Asked, at: int, end: int) -> bool:
    """Whether a value names a recommendation: not a quantity, a count, or the pronoun "one"."""
    words, audience_at, elliptic = asked.words, asked.audience_at, asked.elliptic
    before, after = word_at(words, at - 1), word_at(words, end + 1)
    ordinal = is_ordinal(words, at)
    if _UNITS.match(after) and not (ordinal and after in _GOES_ON):
        return False
    if after in _PLURAL and not ordinal and before not in BEFORE:
        return False  # "3 recs for GPs" is a count
    if words[at].word in {"4", "2"} and end + 1 in audience_at and _stands_for_a_word(words, at):
        return False
    if (len(before) == 4 and before.isdigit()) or before in _CLOCK or after in _CLOCK:
        return False  # "2022/23", "half 11", "11 pm"
    if before in BEFORE:
        nobody = words[at].word in {"one", "i"} or word_at(words, at - 2) in {"there", "is", "has"}
        return not (before == "no" and nobody)
    if words[at].word == "one":
        return at - 1 in audience_at and after in _JOIN and bool(counted(words, end + 2))
    if not ordinal and before in {"the", "all", "those", "these", "first", "last"}:
        return elliptic and len(words) <= 4  # "the six midwifery recommendations" is a count
    if at - 1 in audience_at or after in AFTER:
        return True
    if elliptic and len(words) <= 7:
        return True
    if ordinal and audience_at and not after:
        return True
    goes_on = after in _GOES_ON or after.isdigit()
    if ordinal and audience_at and (not before or before in _PLACED) and goes_on:
        return True
    return _near_audience(asked, at, end, ordinal=ordinal)


def _stands_for_a_word(words: Sequence[Token], at: int) -> bool:
    """ "Recs 4 teachers": for them. "Rec 4 midwives" is the fourth, "every rec 4 midwives" is for them."""
    return any(each.word in _SEVERAL for each in words[max(0, at - 2) : at])


def _near_audience(asked: _Asked, at: int, end: int, *, ordinal: bool) -> bool:
    """ "Third HV recommendation", "3 for housing", "two, hscp", "recommendation for 4 midwives"."""
    words, audience_at, after = asked.words, asked.audience_at, word_at(asked.words, end + 1)
    if end + 1 in audience_at:
        scrambled = word_at(words, at - 1) == "for" and word_at(words, at - 2) in BEFORE - _SEVERAL
        later = any(other.word in AFTER for other in words[end + 1 :])
        return ordinal or scrambled or later or asked.without_case <= 3
    return after in {"for", "on", "from", "in", "of"} and any(
        place in audience_at for place in (end + 2, end + 3)
    )


def _more(
    words: Sequence[Token], value: int, used: Sequence[int], taken: Collection[int]
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Further numbers that follow at once: "2, 3 and 4", "one, two, three", "i and ii"."""
    values, places = [value], list(used)
    roman = not words[used[0]].word.isdigit() and value_at(words, used[0], cued=False) is None
    at = max(used) + 1
    while at < len(words):
        joined = words[at].word in _JOIN
        place = at + 1 if joined else at
        if joined and word_at(words, place) in BEFORE:  # "rec 1 and rec 2"
            place += 1
        if place >= len(words) or place in taken:
            break
        read = value_at(words, place, cued=joined and roman)
        said_for = not joined and word_at(words, place) in {"2", "4", "four"} and place + 1 in taken
        if read is None or said_for or words[place].word == "one" or _of_a_unit(words, max(read[1])):
            break
        upto = words[at].word in {"to", "through"} and values[-1] < read[0] < 30
        values.extend(range(values[-1] + 1, read[0] + 1) if upto else [read[0]])
        places += [*range(at, place), *read[1]]
        at = max(places) + 1
    return tuple(dict.fromkeys(values)), tuple(places)


def _of_a_unit(words: Sequence[Token], at: int) -> bool:
    return _UNITS.match(word_at(words, at + 1)) is not None


def _from_end(words: Sequence[Token], audience_at: Collection[int]) -> NumberFound | None:
    text = text_of(words)
    if any(phrase in text for phrase in _SECOND_LAST):
        used = frozenset(at for at, each in enumerate(words) if each.word in " ".join(_SECOND_LAST).split())
        return NumberFound(from_end=2, used=used)
    counted_back = _FROM_END.search(text)
    if counted_back is not None and counted_back.group(1) in ORDINALS:
        start = len(text[: counted_back.start()].split())
        used = frozenset(range(start, start + len(counted_back.group().split())))
        return NumberFound(from_end=ORDINALS[counted_back.group(1)], used=used)
    for at, each in enumerate(words):
        if each.word not in _LAST:
            continue
        few = counted(words, at + 1)
        if few == 1:
            few = 0
        start = at + (2 if few else 1)
        following = [other.word for other in words[start : start + 3]]
        near = any(place in audience_at for place in range(start, start + 3))
        first = ORDINALS.get(word_at(words, at - 2), 0) if word_at(words, at - 1) == "and" else 0
        after = at - 1 in audience_at and start >= len(words)
        if near or after or any(word in AFTER | _THOSE for word in following):
            used = frozenset(range(at - 2 if first else at, start))
            return NumberFound((first,) if first else (), from_end=few or 1, few=few or 1, used=used)
    return None


def _first_few(words: Sequence[Token]) -> NumberFound | None:
    """ "The first three for midwifery"."""
    for at, each in enumerate(words[:-1]):
        count = counted(words, at + 1)
        if each.word == "first" and 1 < count < 10:
            return NumberFound(tuple(range(1, count + 1)), used=frozenset({at, at + 1}))
    return None


def _middle(words: Sequence[Token], audience_at: Collection[int]) -> NumberFound | None:
    """ "The middle GP one"."""
    for at, each in enumerate(words):
        near = any(place in audience_at for place in range(at - 1, at + 5))
        if each.word == "middle" and (near or word_at(words, at + 1) in AFTER):
            return NumberFound(middle=True, used=frozenset({at}))
    return None


def _step(words: Sequence[Token]) -> NumberFound:
    if len(words) > 6:
        return NumberFound()
    text = f" {' '.join(each.word for each in words)} "
    for phrases, step in ((_FORWARD, 1), (_BACK, -1)):
        if any(f" {phrase} " in text for phrase in phrases):
            used = {at for at, each in enumerate(words) if each.word in " ".join(phrases).split()}
            return NumberFound(step=step, used=frozenset(used))
    return NumberFound()
