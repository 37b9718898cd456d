"""Names of people: words that could be names, where what stands around them makes them one."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from knowledge.privacy.clues import candidates
from knowledge.privacy.judging import network
from knowledge.privacy.lexicon import lexicon
from knowledge.privacy.numbers import Found
from knowledge.privacy.sentence import Sentence

_BEGINNING = 3


def people(text: str, published: frozenset[str], known: frozenset[str]) -> Iterator[Found]:
    """Names in a text. `published` are names that are public; `known` are words of the field."""
    sentence = Sentence(text, list(public_names(published).stretches(text.lower())))
    found = list(candidates(sentence, lexicon(known)))
    for each, named in zip(found, network().are_names(found), strict=True):
        if named:
            yield "name", each.start, each.end


class PublicNames:
    """Public names by how they begin, so that a text is gone through once and not once for each of them."""

    def __init__(self, published: Collection[str]) -> None:
        self._by_beginning: dict[str, list[str]] = {}
        for name in published:
            self._by_beginning.setdefault(name[:_BEGINNING], []).append(name)
        self._lengths = sorted({len(beginning) for beginning in self._by_beginning if beginning})

    def stretches(self, lowered: str) -> Iterator[tuple[int, int]]:
        """Where public names stand in a text in lower case; "Jo Cox" does not in "Jo Coxon"."""
        for length in self._lengths:
            for start in range(len(lowered)):
                for name in self._by_beginning.get(lowered[start : start + length], ()):
                    end = start + len(name)
                    if lowered.startswith(name, start) and not lowered[end : end + 1].isalpha():
                        yield start, end


@lru_cache(maxsize=4)
def public_names(published: frozenset[str]) -> PublicNames:
    return PublicNames(published)
