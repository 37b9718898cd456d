"""What is public and identifies nobody: the knowledge base's own numbers, addresses and names."""

import re
from dataclasses import dataclass
from functools import lru_cache

from knowledge.everyday import everyday_words
from knowledge.library import Library
from knowledge.privacy.numbers import digits
from knowledge.privacy.wordlists import public_names

_WORD = re.compile(r"[^\W\d_]+")
_TWO_CAPITALS = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)+\b")


@dataclass(frozen=True)
class Published:
    """Telephone numbers as digits; e-mail addresses, names, and words that are no names, in lower case."""

    phones: frozenset[str]
    emails: frozenset[str]
    names: frozenset[str]
    words: frozenset[str]


NOTHING = Published(
    frozenset(), frozenset(), frozenset(name.lower() for name in public_names()), everyday_words()
)


def published(library: Library | None) -> Published:
    """What a library publishes."""
    return NOTHING if library is None else _of_library(library.revision, _Held(library))


@dataclass(frozen=True, eq=False)
class _Held:
    """A library as a cache key that is never compared: its revision stands for it."""

    library: Library

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held)

    def __hash__(self) -> int:
        return 0


@lru_cache(maxsize=4)
def _of_library(revision: str, held: _Held) -> Published:
    library = held.library
    numbers = [number.value for contact in library.contacts for number in contact.numbers]
    numbers += [each.value for contact in library.contacts for each in contact.conflicts]
    return Published(
        frozenset(digits(number) for number in numbers),
        frozenset(email.lower() for contact in library.contacts for email in contact.emails),
        NOTHING.names | frozenset(name.lower() for name in _names(library)),
        NOTHING.words | _vocabulary(library),
    )


def _vocabulary(library: Library) -> frozenset[str]:
    """The words of all texts: Winchester and BadgerNet are nobody's name."""
    texts = [
        text for entry in library.entries.values() for text in (entry.title, *entry.names, *entry.questions)
    ]
    texts += [stored.text for stored in library.sources.values()]
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


def _names(library: Library) -> set[str]:
    """Names of things and people in the content: titles, other names, and pairs of capitalised words."""
    texts = [entry.title for entry in library.entries.values()]
    texts += [name for entry in library.entries.values() for name in entry.names]
    bodies = [body for entry in library.entries.values() for body in entry.body]
    sources = [stored.text for stored in library.sources.values()]
    return {found for text in (*texts, *bodies, *sources) for found in _TWO_CAPITALS.findall(text)}
