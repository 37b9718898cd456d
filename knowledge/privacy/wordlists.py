"""The shipped lists: names, and words that make something a name or an address or keep it from being one."""

import re
from functools import lru_cache
from importlib import resources

import yaml


@lru_cache(maxsize=8)
def names(kind: str) -> frozenset[str]:
    """The names of one list: first-names, ordinary-names or surnames."""
    lines = _read(f"{kind}.txt").splitlines()
    return frozenset(name for line in lines if not line.startswith("#") for name in line.split())


@lru_cache(maxsize=4)
def public_names(*kinds: str) -> tuple[str, ...]:
    """Names that identify no child or family of the sender's: all of them, or some kinds."""
    found = yaml.safe_load(_read("published-names.yaml"))
    return tuple(name for kind in kinds or found for name in found[kind])


@lru_cache(maxsize=32)
def words(kind: str) -> frozenset[str]:
    """One list of words.yaml."""
    return frozenset(_words()[kind].split())


def either(*kinds: str) -> str:
    """Lists as alternatives of a regular expression, the longest first."""
    found = {word for kind in kinds for word in words(kind)}
    return "|".join(sorted(found, key=lambda word: (-len(word), word)))


def any_of(kind: str) -> str:
    """One list of public-places.yaml as alternatives of a regular expression, the longest first."""
    return "|".join(map(re.escape, sorted(_public_places()[kind], key=lambda each: (-len(each), each))))


@lru_cache(maxsize=1)
def _public_places() -> dict[str, list[str]]:
    found: dict[str, list[str]] = yaml.safe_load(_read("public-places.yaml"))
    return found


@lru_cache(maxsize=1)
def _words() -> dict[str, str]:
    found: dict[str, str] = yaml.safe_load(_read("words.yaml"))
    return found


def _read(file: str) -> str:
    return (resources.files("knowledge") / "content" / "privacy" / file).read_text(encoding="utf-8")
