"""What tells a name from another word: what the word may be, how it is written, and what stands around it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from knowledge.everyday import everyday_words
from knowledge.privacy.lexicon import KNOWN, Lexicon
from knowledge.privacy.sentence import Sentence, Token
from knowledge.privacy.wordlists import words
from knowledge.word_meanings import word_meanings

AROUND = (-3, -2, -1, 1, 2, 3)
"""The places around a word that are looked at."""
NOTHING = -1
"""Stands for the meaning of what has none."""
_NEAR = 8
_SHORTEST_NAME = 2
_LONGEST_ACRONYM = 5
_LONGEST_NUMBER = 6
_SHE_OR_HE = words("she-or-he")
_TITLES = words("titles") | words("unclear-titles")
_GROUPS = (
    ("person", words("person")),
    ("relative", words("relative")),
    ("owner", words("owner")),
    ("title", _TITLES),
    ("month", words("months")),
    ("article", words("articles")),
    ("thing", words("no-person")),
    ("street", words("street")),
    ("she", _SHE_OR_HE),
    ("i", words("i-or-we")),
    ("be", words("be")),
    ("aux", words("auxiliary")),
)
_IN_TEXT = (
    ("person", words("person")),
    ("she", _SHE_OR_HE),
    ("i", words("i-or-we")),
    ("about", words("about-a-person")),
)


class Candidate(NamedTuple):
    """A word that could be a name, with its clues, and the meanings of what stands around it and its own."""

    start: int
    end: int
    clues: Sequence[str]
    meanings: Sequence[int]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A text's tokens with what each may be and how each looks to its neighbours."""

    sentence: Sentence
    kinds: Sequence[tuple[str, ...]]
    looks: Sequence[Sequence[str]]
    of_text: Sequence[str]


def candidates(sentence: Sentence, lexicon: Lexicon) -> Iterator[Candidate]:
    """The words of a text that could be names; most texts have few."""
    kinds = [lexicon.kinds(token.base) if token.is_word else () for token in sentence.tokens]
    loud = sentence.text.isupper()
    places = [
        place
        for place, token in enumerate(sentence.tokens)
        if token.is_word and _may_be_name(sentence, place, kinds[place], loud=loud)
    ]
    if not places:
        return
    looks = [tuple(_look(token, found)) for token, found in zip(sentence.tokens, kinds, strict=True)]
    seen = _Seen(sentence, kinds, looks, tuple(_of_text(sentence, loud=loud)))
    for place in places:
        token = sentence.tokens[place]
        yield Candidate(token.start, token.end, _clues(seen, place), _meanings(sentence, place))


def _may_be_name(sentence: Sentence, place: int, kinds: Sequence[str], *, loud: bool) -> bool:
    token = sentence.tokens[place]
    if len(token.base) < _SHORTEST_NAME:
        return False
    if any(kind != KNOWN for kind in kinds):
        acronym = token.shouted and not loud and len(token.text) <= _LONGEST_ACRONYM
        return not acronym or "first" in kinds or "family" in kinds
    if token.capital and not sentence.starts(place) and token.base not in words("never-a-name"):
        return True
    return bool(place) and sentence.tokens[place - 1].lower in _TITLES


def _clues(seen: _Seen, place: int) -> list[str]:
    return [*_own(seen, place), *_beside(seen, place), *_further(seen, place), *seen.of_text]


def _own(seen: _Seen, place: int) -> Iterator[str]:
    token, kinds = seen.sentence.tokens[place], seen.kinds[place]
    shape = _shape(token, first=seen.sentence.starts(place))
    yield f"shape:{shape}"
    yield f"may be:{'+'.join(kinds)}:{shape}"
    for kind in kinds:
        yield f"may be:{kind}"
    if token.possessive:
        yield "possessive"
    if "-" in token.text:
        yield "hyphen"
    if token.base in everyday_words():
        yield "everyday"
    if KNOWN in kinds:
        yield f"is:{token.base}"
    elif kinds:
        yield from _spelling(token.base)
    if len(seen.sentence.tokens) == 1:
        yield "alone"


def _spelling(base: str) -> Iterator[str]:
    """How a word begins and ends: few names end as "recurrent" does."""
    yield f"begins {base[:3]}"
    for length in (1, 2, 3, 4):
        yield f"ends {base[-length:]}"


def _shape(token: Token, *, first: bool) -> str:
    if token.shouted:
        return "loud"
    return ("Capital" if token.capital else "small") + (" first" if first else "")


def _beside(seen: _Seen, place: int) -> Iterator[str]:
    """What stands at each of the places around, by itself and by its groups."""
    tokens = seen.sentence.tokens
    for offset in AROUND:
        there = place + offset
        if 0 <= there < len(tokens):
            yield f"{offset}={_written(tokens[there])}"
            for look in seen.looks[there]:
                yield f"{offset}:{look}"
        else:
            yield f"{offset}:end"


def _written(token: Token) -> str:
    if token.is_word:
        return token.base.replace("'", "")
    return "#" if token.text[0].isdigit() else token.text


def _further(seen: _Seen, place: int) -> Iterator[str]:
    tokens = seen.sentence.tokens
    if place > 1:
        yield f"before={tokens[place - 2].lower} {tokens[place - 1].lower}"
    if place + 2 < len(tokens):
        yield f"after={tokens[place + 1].lower} {tokens[place + 2].lower}"
    if any(token.base in _SHE_OR_HE for token in tokens[place + 1 : place + 1 + _NEAR]):
        yield "she or he after"
    if any(token.base in _SHE_OR_HE for token in tokens[max(0, place - _NEAR) : place]):
        yield "she or he before"


def _of_text(sentence: Sentence, *, loud: bool) -> Iterator[str]:
    tokens = sentence.tokens
    bases = {token.base for token in tokens}
    for name, group in _IN_TEXT:
        if not group.isdisjoint(bases):
            yield f"text has {name}"
    yield f"text of {min(len(tokens) // 5, 5)}"
    if loud:
        yield "text loud"
    if sentence.text.islower():
        yield "text small"
    yield f"text begins={tokens[0].lower}"
    if tokens[-1].text == "?":
        yield "text asks"


def _look(token: Token, kinds: Sequence[str]) -> Iterator[str]:
    """How a token looks to its neighbours."""
    if not token.is_word:
        yield from _look_of_other(token)
        return
    base = token.base.replace("'", "")
    yield from _groups().get(base, ())
    if token.possessive:
        yield "possessive"
    if token.capital:
        yield "capital"
    if token.shouted:
        yield "loud"
    for ending in ("ed", "ing", "s"):
        if base.endswith(ending):
            yield f"-{ending}"
            break
    if not kinds:
        yield "plain"
    for kind in kinds:
        yield f"may be {kind}"


def _look_of_other(token: Token) -> Iterator[str]:
    if not token.text[0].isdigit():
        yield f"mark {token.text}"
        return
    yield "number"
    length = min(len(token.text), _LONGEST_NUMBER)
    yield f"number of {length}" if token.text.isdigit() else "number with marks"


def _meanings(sentence: Sentence, place: int) -> list[int]:
    """The lines of the table of meanings, for the words around and then for the word itself."""
    found = []
    for offset in (*AROUND, 0):
        there = place + offset
        inside = 0 <= there < len(sentence.tokens)
        line = word_meanings().find(sentence.tokens[there].base) if inside else None
        found.append(NOTHING if line is None else line)
    return found


@lru_cache(maxsize=1)
def _groups() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, group in _GROUPS:
        for word in group:
            found[word] = (*found.get(word, ()), name)
    return found
