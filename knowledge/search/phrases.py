"""Finds known names in a question: cases, audiences, topics, glossary words, resources."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.search.words import Token, tokens

SHORT = 3
"""Acronyms up to this many letters are compared as typed, not by stem."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A name found at tokens[start:end]; `keys` are all things that carry this name."""

    start: int
    end: int
    phrase: str
    keys: tuple[str, ...]


class PhraseBook:
    """Names of one or more words, each leading to one or more keys. The longest name wins."""

    def __init__(self) -> None:
        self._keys: dict[tuple[str, ...], dict[str, bool]] = {}
        self._longest: dict[str, int] = {}
        self._phrases: dict[tuple[str, ...], str] = {}

    def add(self, phrase: str, key: str, *, capitals_only: bool = False) -> None:
        """Makes `phrase` lead to `key`. With `capitals_only` it must be typed in capitals."""
        shape = tuple(each.stem for each in tokens(phrase))
        if not shape:
            return
        known = self._keys.setdefault(shape, {})
        known[key] = known.get(key, True) and capitals_only
        self._phrases.setdefault(shape, phrase)
        self._longest[shape[0]] = max(self._longest.get(shape[0], 0), len(shape))

    def add_all(self, phrases: Iterable[str], key: str, *, capitals_only: bool = False) -> None:
        """Adds several names of one thing."""
        for phrase in phrases:
            self.add(phrase, key, capitals_only=capitals_only)

    def find(self, words: Sequence[Token]) -> list[Hit]:
        """All names in the words, longest first at each place, none inside another."""
        hits: list[Hit] = []
        end = 0
        for start, each in enumerate(words):
            if start >= end and each.stem in self._longest:
                hit = self._at(words, start)
                if hit is not None:
                    hits.append(hit)
                    end = hit.end
        return hits

    def _at(self, words: Sequence[Token], start: int) -> Hit | None:
        stems = tuple([each.stem for each in words[start : start + self._longest[words[start].stem]]])
        for length in range(len(stems), 0, -1):
            shape = stems[:length]
            known = self._keys.get(shape)
            if known is None:
                continue
            span = words[start : start + length]
            capitals = all(each.raw.isupper() or not each.raw.isalpha() for each in span)
            keys = tuple(key for key, capitals_only in known.items() if capitals or not capitals_only)
            if keys:
                return Hit(start, start + length, self._phrases[shape], keys)
        return None

    def words(self) -> Iterable[str]:
        """Every word of every name."""
        return (each.word for phrase in self._phrases.values() for each in tokens(phrase))
