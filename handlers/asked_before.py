"""What was found for questions that are asked again and again: buttons, examples, the topic of the week.

Only for questions made wholly of words that the content or everyday English has, in which nothing live and
nothing identifying was found: nothing personal can be in them. They are known by a keyed hash of their exact
text, under a key that ends with the process.
"""

import hashlib
import os
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from knowledge.search.findings import Remembered
from knowledge.search.words import Token, clean, tokens

T = TypeVar("T")
MOST = 2_000
LONGEST = 200


class AskedBefore(Generic[T]):
    """The latest questions, for one revision of the content."""

    def __init__(self, knows: Callable[[Token], bool], most: int = MOST) -> None:
        """`knows`: whether a word is the content's own or everyday English."""
        self._knows = knows
        self._most = most
        self._key = os.urandom(32)
        self._kept: OrderedDict[bytes, T] = OrderedDict()

    def get(self, text: str, remembered: Remembered | None = None) -> T | None:
        """What was kept for just this text after just these turns."""
        digest = self._digest(text, remembered)
        found = self._kept.get(digest)
        if found is not None:
            self._kept.move_to_end(digest)
        return found

    def keep(self, text: str, value: T, remembered: Remembered | None = None) -> None:
        """Keeps it if nothing in the text is strange. What was not asked for longest makes room."""
        if len(text) > LONGEST or not self._all_known(text):
            return
        self._kept[self._digest(text, remembered)] = value
        if len(self._kept) > self._most:
            self._kept.popitem(last=False)

    def _all_known(self, text: str) -> bool:
        return text.isascii() and all(map(self._is_known, tokens(clean(text))))

    def _is_known(self, each: Token) -> bool:
        return self._knows(each) or (each.word.isdigit() and len(each.word) <= 2)

    def _digest(self, text: str, remembered: Remembered | None) -> bytes:
        before = "" if remembered is None else _before(remembered)
        given = f"{before}\n{text}".encode("utf-8", "surrogatepass")
        return hashlib.blake2b(given, key=self._key, digest_size=16).digest()


def _before(remembered: Remembered) -> str:
    """The turns before, as far as they matter to what is found: not when they were."""
    each = remembered
    shown = (each.entries, each.among, each.seen)
    return repr((each.case, each.audience, each.number, each.topics, shown, each.intent))
