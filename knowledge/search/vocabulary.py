"""The words the knowledge base knows, and the nearest of them to a misspelt one."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.search.words import Token, stem, token

SHORTEST = 4
"""Shorter words are never corrected: too many of them are acronyms."""


@lru_cache(maxsize=1)
def everyday_words() -> frozenset[str]:
    """Common English words without names: known to everyone, so never "corrected" into a term."""
    text = (resources.files("knowledge.search") / "everyday-words.txt").read_text("utf-8")
    return frozenset(text.split())


@lru_cache(maxsize=1)
def everyday_questions() -> tuple[str, ...]:
    """Things people say to any chatbot that no knowledge base of this kind answers."""
    text = (resources.files("knowledge.search") / "everyday-questions.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line)


class Vocabulary:
    """Words of the content with how often each occurs."""

    def __init__(self, words: Iterable[str]) -> None:
        self.counts = Counter(words)
        self.stems = frozenset(stem(word) for word in self.counts)
        self._buckets: dict[str, list[str]] = {}
        for word in self.counts:
            if len(word) >= SHORTEST and word.isalpha():
                self._buckets.setdefault(word[0], []).append(word)
        self._nearest = lru_cache(maxsize=20_000)(self._find_nearest)

    def knows(self, each: Token) -> bool:
        """Whether a word is in the content, in some form, or is an everyday word."""
        return each.word in self.counts or each.stem in self.stems or each.word in everyday_words()

    def nearest(self, word: str) -> str | None:
        """The known word that a misspelt one most likely stands for, or None."""
        return self._nearest(word) if len(word) >= SHORTEST else None

    def correct(self, words: Sequence[Token]) -> list[Token]:
        """The same words with misspelt ones put right where one known word is clearly meant."""
        return [self._corrected(each) for each in words]

    def _corrected(self, each: Token) -> Token:
        if len(each.word) < SHORTEST or not each.word.isalpha() or self.knows(each):
            return each
        nearest = self._nearest(each.word)
        return token(nearest, corrected_from=each.word) if nearest else each

    def _find_nearest(self, word: str) -> str | None:
        """OSA distance 1 for four and five letters, 2 from six; the same first letter; commonest word wins."""
        limit = 1 if len(word) <= 5 else 2
        found = process.extract(
            word, self._buckets.get(word[0], ()), scorer=OSA.distance, score_cutoff=limit, limit=8
        )
        if not found:
            return None
        return min(found, key=lambda each: (each[1], -self.counts[each[0]], each[0]))[0]
