"""Lists of names that curators keep in content/words, one a line."""

from functools import lru_cache
from importlib import resources


@lru_cache(maxsize=8)
def listed(name: str) -> tuple[str, ...]:
    """The lines of one list."""
    text = (resources.files("knowledge") / "content" / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """The listed places in lower case."""
    return frozenset(each.lower() for each in listed("places"))
