"""The words, numbers and marks of a text, as far as names are concerned."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[./:+-]\d+)*|[^\w\s]|\n")
_LONGEST = 30
_ENDS = frozenset(".!?\n:")
_TITLES = frozenset({"mr", "mrs", "ms", "mx", "dr"})
_OPENS = frozenset("\"'(")


class Token(NamedTuple):
    """A word, number or mark and where it stands."""

    text: str
    start: int
    end: int
    lower: str
    base: str
    """In lower case, without the possessive ending."""

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.text[0].isalpha()

    @property
    def shouted(self) -> bool:
        """Whether all its letters are large, as those of an acronym are."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def capital(self) -> bool:
        """Whether it begins like a name; an acronym does not."""
        return self.text[0].isupper() and not self.shouted

    @property
    def possessive(self) -> bool:
        """Whether it ends in an apostrophe and s."""
        return self.base != self.lower


class Sentence:
    """A text in tokens; what stands within a `hidden` stretch is left out."""

    def __init__(self, text: str, hidden: Collection[tuple[int, int]] = ()) -> None:
        self.text = text
        self.tokens = tuple(_tokens(text))
        if hidden:
            covered = bytearray(len(text))
            for start, end in hidden:
                covered[start:end] = b"\x01" * (end - start)
            self.tokens = tuple(token for token in self.tokens if not covered[token.start])

    def starts(self, place: int) -> bool:
        """Whether a token is the first of its sentence, so that a capital means nothing."""
        before = place - 1
        if before >= 0 and self.tokens[before].text in _OPENS:
            before -= 1
        return before < 0 or self.tokens[before].text in _ENDS


def _tokens(text: str) -> Iterator[Token]:
    """The tokens, without the point of "Dr." and of an initial, which ends no sentence."""
    before = ""
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        lower = found.group().lower()
        short = lower == "." and (before in _TITLES or (len(before) == 1 and before.isalpha()))
        if end - start <= _LONGEST and not short:
            yield Token(found.group(), start, end, lower, lower.removesuffix("'s"))
        before = lower
