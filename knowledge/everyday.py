"""Everyday English words: what is not worth correcting, and a hint that a message is English."""

from functools import lru_cache
from importlib import resources

_FILE = "content/words/everyday.txt"
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "ly")


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """The shipped list. It holds no names."""
    text = (resources.files("knowledge") / _FILE).read_text(encoding="utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def with_endings() -> frozenset[str]:
    """The list and its words with the usual endings. Some are no words; none is a misspelling."""
    stems = {stem for word in everyday_words() for stem in (word, word.removesuffix("e"), word + word[-1])}
    return everyday_words() | {stem + ending for stem in stems for ending in _ENDINGS if len(stem) > 2}
