"""Which words of a question may be kept: those on a list that holds no names. Every other is a placeholder.

The list is the protection against what the detector of identifying details misses, so it is strict: a word
that is anybody's name is left out although it is an ordinary word too, and so is what the content itself
writes as a name, and every number.
"""

import re
from collections.abc import Iterator
from itertools import islice

from knowledge.everyday import everyday_words
from knowledge.library import Library
from knowledge.privacy.wordlists import names, public_names
from knowledge.schema.resources import Term
from knowledge.search.words import clean, tokens

PLACEHOLDER = "_"
MOST = 60
"""Of a longer message only so many words are kept."""
_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_LETTERS = {"a", "i"}


class KeptWords:
    """The list for one library."""

    def __init__(self, library: Library) -> None:
        everyday = {word for word in everyday_words() if word.isalpha()}
        self.allowed = frozenset(_ordinary(library)) | everyday - _names()

    def of(self, text: str) -> tuple[str, ...]:
        """The words of a text in order, each one that is not on the list as a placeholder."""
        return tuple(islice((self._kept(each) for each in _WORD.findall(clean(text))), MOST))

    def _kept(self, typed: str) -> str:
        """What holds a digit or anything else that is no letter is no word."""
        plain = typed.isascii() and typed.isalpha()
        words = [typed.lower()] if plain else [each.word for each in tokens(typed)]
        return words[0] if len(words) == 1 and words[0] in self.allowed else PLACEHOLDER


def _ordinary(library: Library) -> Iterator[str]:
    """What the content writes as ordinary words, and the acronyms of the glossary."""
    barred = _names()
    for text in _texts(library):
        for each in tokens(clean(text)):
            small = each.raw.islower() and each.word.isalpha()
            if small and each.word not in barred and (len(each.word) > 1 or each.word in _LETTERS):
                yield each.word
    for term in library.terms:
        for name in (term.term, *term.aliases, *term.capitals_only):
            if name.isalpha() and name.isupper() and name.lower() not in barred:
                yield name.lower()


def _texts(library: Library) -> Iterator[str]:
    """Names of themes, audiences and entries, and the sources. No example questions: people's words."""
    for topic in library.topics:
        yield from (topic.title, *topic.names)
    for audience in library.audiences:
        yield from (audience.name, *audience.names)
    for entry in library.entries.values():
        yield from (entry.title, *entry.names)
        if isinstance(entry.item, Term):
            yield entry.item.meaning
    yield from (stored.text for stored in library.sources.values())


def _names() -> frozenset[str]:
    public = (part.word for name in public_names("cases", "names") for part in tokens(name))
    return names("first-names") | names("ordinary-names") | names("surnames") | frozenset(public)
