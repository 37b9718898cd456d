"""Everyday English words: what is not worth correcting, and a hint that a message is English."""

from functools import lru_cache
from importlib import resources

_FILE = "content/words/everyday.txt"


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """The shipped list. It holds no names."""
    text = (resources.files("knowledge") / _FILE).read_text(encoding="utf-8")
    return frozenset(text.split())
