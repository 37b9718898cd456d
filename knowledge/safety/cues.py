"""Notices cues in a message: words, phrases and patterns, with small misspellings put right."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.safety.text import tokens
from knowledge.schema.safety import Cue

Phrase = tuple[str, ...]
Found = tuple[Phrase, tuple[int, ...]]
SHORTEST_TYPO, LONGEST_TYPO = 4, 20
COUNTED = 3
"""How many cues of a wider cue are told apart: one, two, or three and more."""


@dataclass(frozen=True, slots=True)
class Noticed:
    """What stands in a message: its words, and cues by number with the word where each begins."""

    words: tuple[str, ...]
    at: tuple[tuple[int, int], ...]
    cues: frozenset[int]


class CueBook:
    """All cues, ready to be looked up. A wider cue is numbered after the plain ones, once for each count."""

    def __init__(self, cues: Sequence[Cue], everyday: frozenset[str]) -> None:
        self.cues = tuple(cues)
        wider = sorted({name for cue in cues for name in cue.part_of})
        self.names = (
            *(cue.id for cue in cues),
            *(f"{name}-{n + 1}" for name in wider for n in range(COUNTED)),
        )
        self._wider = [tuple(wider.index(name) for name in cue.part_of) for cue in cues]
        self._hiding = frozenset(number for number, cue in enumerate(cues) if cue.hides)
        self._patterns = [(n, re.compile(pattern)) for n, cue in enumerate(cues) for pattern in cue.patterns]
        phrases = _phrases(cues)
        self._single = {phrase[0]: (phrase, found) for phrase, found in phrases if len(phrase) == 1}
        self._phrases: dict[str, list[Found]] = {}
        for phrase, found in phrases:
            if len(phrase) > 1:
                self._phrases.setdefault(" ".join(phrase[:2]), []).append((phrase, found))
        self._starts = _starts(cues)
        known = {word for phrase, _ in phrases for word in phrase}
        self.known = everyday | known
        self.telling = _telling(cues)
        self._typos = _typos(known)

    def notice(self, plain: str) -> Noticed:
        """The cues of a plain text."""
        words = [self._put_right(word) for word in tokens(plain)]
        at = tuple(self._find(words))
        cues = {cue for _, cue in at} | {cue for cue, pattern in self._patterns if pattern.search(plain)}
        return Noticed(tuple(words), at, frozenset(cues | self._counts(cues)))

    def _find(self, words: list[str]) -> Iterable[tuple[int, int]]:
        hidden = 0
        for place, word in enumerate(words):
            if place < hidden:
                continue
            for phrase, cues in self._at(words, place, word):
                for cue in cues:
                    yield place, cue
                if self._hiding.intersection(cues):
                    hidden = place + len(phrase)
                    break

    def _at(self, words: list[str], place: int, word: str) -> Iterable[Found]:
        """The phrases that begin at a word, the longest first."""
        for found in self._phrases.get(" ".join(words[place : place + 2]), ()):
            if len(found[0]) == 2 or tuple(words[place : place + len(found[0])]) == found[0]:
                yield found
        if word in self._single:
            yield self._single[word]
        for start, cues in self._starts:
            if word.startswith(start):
                yield (word,), cues

    def _counts(self, cues: set[int]) -> set[int]:
        """The wider cues, by how many of their members are there."""
        count: dict[int, int] = {}
        for cue in cues:
            for wider in self._wider[cue]:
                count[wider] = count.get(wider, 0) + 1
        first = len(self.cues)
        return {
            first + wider * COUNTED + n for wider, seen in count.items() for n in range(min(seen, COUNTED))
        }

    def _put_right(self, word: str) -> str:
        """The cue word that this is a misspelling of: one letter more, fewer, other or swapped."""
        if word in self.known or not SHORTEST_TYPO <= len(word) <= LONGEST_TYPO or not word.isalpha():
            return word
        if word in self._typos or len(word) == SHORTEST_TYPO:
            return self._typos.get(word, word)
        return next((self._typos[each] for each in _shorter(word) if each in self._typos), word)


def _phrases(cues: Sequence[Cue]) -> list[Found]:
    """Every phrase with its cues, the longest first."""
    found: dict[Phrase, list[int]] = {}
    for number, cue in enumerate(cues):
        for words in cue.words:
            if not words.endswith("*"):
                found.setdefault(tuple(tokens(words)), []).append(number)
    return [(phrase, tuple(found[phrase])) for phrase in sorted(found, key=len, reverse=True)]


def _starts(cues: Sequence[Cue]) -> list[tuple[str, tuple[int, ...]]]:
    """Beginnings of words, from cue words that end in a star."""
    return [
        (words[:-1], (number,)) for number, cue in enumerate(cues) for words in cue.words if words[-1] == "*"
    ]


def _typos(known: set[str]) -> dict[str, str]:
    """Cue words by themselves and by what is left without one of their letters."""
    typos: dict[str, str] = {}
    for word in sorted(known):
        if len(word) >= SHORTEST_TYPO and word.isalpha():
            for shorter in (word, *_shorter(word)):
                typos.setdefault(shorter, word)
    return typos


def _shorter(word: str) -> list[str]:
    return [word[:place] + word[place + 1 :] for place in range(len(word))]


def _telling(cues: Sequence[Cue]) -> frozenset[str]:
    """Words that are cues of something urgent, to find where to look in a very long text."""
    urgent = [cue.words for cue in cues if {"danger", "live"}.intersection(cue.part_of)]
    words = {word for each in urgent for phrase in each for word in tokens(phrase)}
    return frozenset(words - _FREQUENT)


_FREQUENT = frozenset(
    "a i in on of to the and is it at has have my me her him his she he they we for not no was".split()
)
