"""The words the knowledge base knows, and the nearest of them to a misspelt one."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources

from rapidfuzz import process
from rapidfuzz.distance import OSA

from knowledge.everyday import everyday_words
from knowledge.search.words import TELLS_NOTHING, Token, stem, token

SHORTEST = 4
"""Shorter words are never corrected: too many of them are acronyms."""
LONG = 7
"""From this length on two slips are allowed for."""
RARE, RARER = 2, 6
"""A question word seen this often or less may be a slip; or one that much rarer than a near one."""


@lru_cache(maxsize=1)
def everyday_questions() -> tuple[str, ...]:
    """Things people say to any chatbot that no knowledge base of this kind answers."""
    text = (resources.files("knowledge.search") / "everyday-questions.txt").read_text("utf-8")
    return tuple(line for line in text.splitlines() if line)


def _undoubled(word: str) -> str:
    """A word without its doubled letters, which people get wrong most: "proffesional"."""
    return re.sub(r"(.)\1", r"\1", word)


class Vocabulary:
    """Words of the content with how often each occurs.

    `sure` words are as curators and documents spell them; `asked` words come from example questions, where
    curators also write as people type. A rare one that is a slip of a known word is not learnt, nor is a long
    one that only doubles other letters than a sure word. `places` are
    right as they stand, but no other word is a slip of one: a sibling is not Sholing.
    """

    def __init__(self, sure: Iterable[str], asked: Iterable[str] = (), places: Iterable[str] = ()) -> None:
        self._places = frozenset(places)
        known, questions = Counter(sure), Counter(asked)
        self.counts = known + questions
        undoubled = {_undoubled(word): word for word in known if len(word) >= LONG}
        for word in [word for word in questions if word not in known and word not in everyday_words()]:
            meant = undoubled.get(_undoubled(word))
            if meant is not None and questions[word] < self.counts[meant]:
                del self.counts[word], questions[word]
        self._stock(word for word in self.counts if word in known or questions[word] > RARE)
        for word in [word for word in questions if word not in known and word not in everyday_words()]:
            nearest = self._find_nearest(word)
            if nearest is not None and self._is_slip(word, questions[word], nearest):
                del self.counts[word]
        self._stock(self.counts)
        self.stems = frozenset(stem(word) for word in self.counts)
        self._nearest = lru_cache(maxsize=20_000)(self._find_nearest)

    def _is_slip(self, word: str, seen: int, of: str) -> bool:
        return seen <= RARE or (seen * RARER <= self.counts[of] and OSA.distance(word, of) == 1)

    def _stock(self, words: Iterable[str]) -> None:
        self._buckets: dict[str, list[str]] = {}
        for word in words:
            if len(word) >= SHORTEST and word.isalpha():
                self._buckets.setdefault(word[0], []).append(word)

    def knows(self, each: Token) -> bool:
        """Whether a word is in the content, in some form, or is an everyday word."""
        known = each.word in self.counts or each.stem in self.stems
        return known or each.word in everyday_words() or each.word in self._places

    def nearest(self, word: str) -> str | None:
        """The known word that a misspelt one most likely stands for, or None."""
        return self._nearest(word) if len(word) >= SHORTEST else None

    def correct(self, words: Sequence[Token]) -> list[Token]:
        """The same words with misspelt ones put right where one known word is clearly meant."""
        return [self._corrected(each) for each in self._joined(words)]

    def _joined(self, words: Sequence[Token]) -> Iterator[Token]:
        """ "Mid wives" as one word, where only together they are known."""
        rest = list(words)
        while rest:
            each = rest.pop(0)
            if rest and each.word.isalpha() and rest[0].word.isalpha():
                both = each.word + rest[0].word
                known = self.knows(each) and self.knows(rest[0])
                if len(both) >= LONG and both in self.counts and not known:
                    rest.pop(0)
                    yield token(both, corrected_from=both)
                    continue
            yield each

    def _corrected(self, each: Token) -> Token:
        if (
            len(each.word) < SHORTEST
            or not each.word.isalpha()
            or self.knows(each)
            or each.word in TELLS_NOTHING
        ):
            return each
        nearest = self._nearest(each.word)
        return token(nearest, corrected_from=each.word) if nearest else each

    def _find_nearest(self, word: str) -> str | None:
        """OSA distance 1, or 2 for long words; the same first letter; the commonest word wins."""
        if len(word) < SHORTEST or not word.isalpha():
            return None
        limit = 1 if len(word) < LONG else 2
        found = process.extract(
            word, self._buckets.get(word[0], ()), scorer=OSA.distance, score_cutoff=limit, limit=8
        )
        near = [each for each in found if each[0] != word]
        if not near:
            return None
        return min(near, key=lambda each: (each[1], -self.counts[each[0]], each[0]))[0]
