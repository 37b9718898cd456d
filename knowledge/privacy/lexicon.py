"""What a word may be: a first name, a family name, a place, an ordinary word, or nothing anybody knows.

Nothing is remembered of a word that is on no list: it may be somebody's name.
"""

import re
from collections.abc import Iterable, Set
from functools import lru_cache

from knowledge.everyday import with_endings
from knowledge.privacy.wordlists import names, words
from knowledge.word_meanings import word_meanings

_LISTS = (
    ("first", names("first-names")),
    ("ordinary", names("ordinary-names")),
    ("place", words("also-a-place")),
    ("family", names("surnames")),
    ("wordy", words("ordinary-surname")),
    ("author", words("authors")),
)
KNOWN, STRANGE, RARE, DOUBLE = "known", "strange", "rare", "double"
_PREFIXES = words("prefixes")
_SHORTEST = 3
_PART = re.compile(r"['-]")


class Lexicon:
    """The kinds of words, where `known` are everyday words and those of the field."""

    def __init__(self, known: Set[str]) -> None:
        self._known = known
        self._listed: dict[str, tuple[str, ...]] = {}
        for kind, listed in _LISTS:
            for word in listed:
                self._listed[word] = (*self._listed.get(word, ()), kind)

    def kinds(self, base: str) -> tuple[str, ...]:
        """Everything that a word may be, in a fixed order."""
        found = self._listed.get(base) or self._plural(base)
        known = base in self._known
        if not found and not known:
            found = self._unlisted(base)
        return (*found, KNOWN) if known else found

    def _plural(self, base: str) -> tuple[str, ...]:
        """ "The ...s", a family, and names whose apostrophe was forgotten."""
        if len(base) <= _SHORTEST + 1 or not base.endswith("s"):
            return ()
        one = self._listed.get(base[:-1], ())
        if not one:
            return ()
        sure = base not in self._known
        if "family" in one and sure:
            return ("families",)
        if "first" in one and sure:
            return ("firsts",)
        return ("wordies",) if {"ordinary", "wordy"} & set(one) else ()

    def _unlisted(self, base: str) -> tuple[str, ...]:
        """A word that nobody else would write is a name or a slip of the pen."""
        if len(base) < _SHORTEST or base in words("no-name"):
            return ()
        parts = [part for part in _PART.split(base) if len(part) > 1]
        if parts == [base]:
            if base in with_endings():
                return ()
            return (STRANGE,) if word_meanings().find(base) is None else (RARE,)
        return self._in_parts(parts)

    def _in_parts(self, parts: Iterable[str]) -> tuple[str, ...]:
        """ "Smith-Jones" and "O'Neil", but not "co-sleeping"."""
        kinds = dict.fromkeys(kind for part in parts for kind in self.kinds(part) if kind != KNOWN)
        if not _PREFIXES.isdisjoint(parts) or kinds.keys().isdisjoint(_OF_DOUBLE):
            return ()
        return (DOUBLE, *(kind for kind in kinds if kind in {STRANGE, "first", "family"}))


_OF_DOUBLE = frozenset({STRANGE, RARE, "first", "family", "ordinary"})


@lru_cache(maxsize=4)
def lexicon(known: frozenset[str]) -> Lexicon:
    """The lexicon for what is known."""
    return Lexicon(known)
