"""The words of a text with their neighbours, as far as names are concerned."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
_LONGEST = 30


class Word(NamedTuple):
    """A word and where it stands."""

    text: str
    start: int
    end: int
    lower: str
    base: str
    """In lower case, without the possessive ending."""

    @property
    def capital(self) -> bool:
        """Whether it begins like a name; an acronym does not."""
        return self.text[:1].isupper() and not (len(self.text) > 1 and self.text.isupper())

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return self.base != self.lower


class Sentence:
    """A text in words; what stands within a `hidden` stretch is left out."""

    def __init__(self, text: str, hidden: Collection[tuple[int, int]]) -> None:
        self.text = text
        self.all = [*_words(text)]
        self.words = self.all
        if hidden:
            self.words = [
                word for word in self.all if not any(start <= word.start < end for start, end in hidden)
            ]

    def before(self, place: int) -> Word | None:
        """The word that stands directly before."""
        return self._next_to(place - 1, place) if place else None

    def after(self, place: int) -> Word | None:
        """The word that stands directly after."""
        return self._next_to(place, place + 1, second=True) if place + 1 < len(self.words) else None

    def starts(self, word: Word) -> bool:
        """Whether a word is the first of its sentence, so that a capital means nothing."""
        before = self.text[max(word.start - 20, 0) : word.start].rstrip(" \"'(")
        return not before or before[-1] in ".!?\n:"

    def _next_to(self, first: int, second_place: int, *, second: bool = False) -> Word | None:
        left, right = self.words[first], self.words[second_place]
        if self.text[left.end : right.start].strip(" ") not in {"", "(", "-"}:
            return None
        return right if second else left


def _words(text: str) -> Iterator[Word]:
    for found in _WORD.finditer(text):
        start, end = found.span()
        if end - start <= _LONGEST:
            lower = found.group().lower()
            yield Word(found.group(), start, end, lower, lower.removesuffix("'s"))
