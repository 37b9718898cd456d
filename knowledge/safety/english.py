"""Whether a message is English by its words: typos, acronyms and fragments are not held against it."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache
from importlib import resources

_FILE = "content/safety/other-languages.txt"
_WORD = re.compile(r"[^\W\d_]+")
_ENDING = re.compile(r"(?:tion|ment|ness|able|ship|ity)s?$|(?:ing|ed|ly|ful|ous)$")
LOOKED_AT = 2000
"""Characters that decide."""
ENOUGH = 5
"""Words from which a lack of English ones says something."""


@lru_cache(maxsize=1)
def _foreign() -> frozenset[str]:
    """Frequent words of other languages that are not English words."""
    text = (resources.files("knowledge") / _FILE).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


def is_english(text: str, known: Collection[str]) -> bool:
    """Whether to read it as English. `known` are English words and words of the field."""
    words = [word for word in _WORD.findall(text[:LOOKED_AT].casefold()) if len(word) > 1]
    if not words:
        return True
    if sum(map(_other_script, words)) * 2 > len(words):
        return False
    english = sum(word in known or bool(_ENDING.search(word)) for word in words)
    foreign = sum(word in _foreign() for word in words)
    if foreign > english or _two_languages(words, known):
        return False
    return len(words) < ENOUGH or english * 3 > len(words)


def _two_languages(words: Sequence[str], known: Collection[str]) -> bool:
    """Whether words of another language stand among English ones: one with its own letters, and one more."""
    unknown = [word for word in words if word not in known and not _ENDING.search(word)]
    return len(unknown) > 1 and any(not word.isascii() for word in unknown)


def _other_script(word: str) -> bool:
    return not unicodedata.name(word[0], "").startswith("LATIN")
