"""The texts of a library as the ranking sees them: entries, their examples, and their words by field."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Entry, Library
from knowledge.search.lexical import Document
from knowledge.search.names import Names
from knowledge.search.own_questions import OwnQuestions
from knowledge.search.vocabulary import Vocabulary, everyday_questions
from knowledge.search.words import STOP_WORDS, Token, clean, tokens

MOST_ENTRIES = 2_000
"""With more entries there is no class score, and examples are compared by whole words alone: pieces of words
are in most of them, so that each question would go through all. What entries say is found by words only."""
_LONG_NUMBER = re.compile(r"\d{5,}")
"""Part of a telephone or case number: no content is found by it."""
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


@dataclass(frozen=True)
class Prepared:
    """One text, split and with the names found in it."""

    words: tuple[Token, ...]
    concepts: tuple[str, ...]

    @property
    def terms(self) -> dict[str, float]:
        """Words that carry meaning and known names, for the lexical index."""
        found = {each.stem: 1.0 for each in self.words if each.word not in STOP_WORDS}
        return found | dict.fromkeys(self.concepts, 1.0)


@dataclass(frozen=True)
class Example:
    """One example text. `owner` is the entry's number, -1 for everyday talk."""

    text: str
    owner: int
    prepared: Prepared
    question: bool
    """Whether it is a curator's example question (titles, names and what the entry says are examples too)."""


class Corpus:
    """Everything that is ranked."""

    def __init__(self, library: Library) -> None:
        self._terms: dict[str, list[str]] = {}
        self.names = Names(library)
        self.vocabulary = Vocabulary(_words(library, self.names), _asked(library), self.names.areas.words())
        self.entries: tuple[Entry, ...] = tuple(
            each for each in library.entries.values() if not each.borrowed
        )
        self.number = {entry.id: number for number, entry in enumerate(self.entries)}
        self.examples: tuple[Example, ...] = tuple(self._examples())
        self._own = OwnQuestions(
            (each.prepared.words, each.owner) for each in self.examples if each.question and each.owner >= 0
        )
        self.owners: NDArray[np.int64] = np.array([each.owner for each in self.examples], np.int64)

    def own_question(self, prepared: Prepared) -> int | None:
        """The number of the one entry for which a curator wrote just this question; None for any other."""
        return self._own.owner(prepared.words)

    def prepare(self, text: str, *, correct: bool = False) -> Prepared:
        """Splits a text and finds the names in it. `correct` puts typing mistakes right first."""
        words: Sequence[Token] = tokens(text)
        if correct:
            words = self.vocabulary.correct([each for each in words if not _LONG_NUMBER.fullmatch(each.word)])
        found = [f"topic:{key}" for hit in self.names.topics.find(words) for key in hit.keys]
        found += [f"name:{key}" for hit in self.names.entries.find(words) for key in hit.keys]
        return Prepared(tuple(words), tuple(dict.fromkeys(found)))

    def let_go(self) -> None:
        """Forgets the texts, once everything has been learnt from them and indexed."""
        self.examples = ()
        self._terms.clear()

    def terms(self, text: str) -> list[str]:
        """The words of a content text that carry meaning, and the names in it."""
        if text not in self._terms:
            prepared = self.prepare(clean(text))
            words = (each.stem for each in prepared.words if each.word not in STOP_WORDS)
            self._terms[text] = [*words, *prepared.concepts]
        return self._terms[text]

    def _examples(self) -> Iterator[Example]:
        for number, entry in enumerate(self.entries):
            for text in dict.fromkeys(entry.questions):
                yield Example(text, number, self.prepare(clean(text), correct=True), True)
            for text in dict.fromkeys((entry.title, *entry.names)):
                yield Example(text, number, self.prepare(clean(text)), False)
        if len(self.entries) <= MOST_ENTRIES:
            for text, owner in zip(*self.sentences(), strict=True):
                yield Example(text, int(owner), self.prepare(clean(text)), False)
        for text in everyday_questions():
            yield Example(text, -1, self.prepare(text), True)

    def sentences(self) -> tuple[list[str], NDArray[np.int64]]:
        """What each entry itself says, sentence by sentence, with the entry's number."""
        found = [
            (sentence, number)
            for number, entry in enumerate(self.entries)
            for text in entry.body
            for sentence in dict.fromkeys(_SENTENCE_END.split(" ".join(text.split())))
            if sentence
        ]
        return [text for text, _ in found], np.array([number for _, number in found], np.int64)

    def documents(self, without: frozenset[int] = frozenset()) -> list[Document]:
        """The words of each entry by field; `without`: example numbers to leave out."""
        asked: list[list[str]] = [[] for _ in self.entries]
        for place, example in enumerate(self.examples):
            if example.owner >= 0 and example.question and place not in without:
                asked[example.owner].extend(example.prepared.terms)
        return [Document(_fields(entry, self, asked[number])) for number, entry in enumerate(self.entries)]


def _fields(entry: Entry, corpus: Corpus, asked: Sequence[str]) -> dict[str, Sequence[str]]:
    fields: dict[str, Sequence[str]] = {
        "questions": asked,
        "title": corpus.terms(entry.title),
        "names": [term for name in entry.names for term in corpus.terms(name)],
        "topics": [f"topic:{topic}" for topic in entry.topics],
    }
    for name, text in zip(("recommendation", "body"), entry.body, strict=False):
        fields[name] = corpus.terms(text)
    if entry.kind != "recommendation":
        fields["body"] = [term for text in entry.body for term in corpus.terms(text)]
        fields.pop("recommendation", None)
    return {name: words for name, words in fields.items() if words}


def _words(library: Library, names: Names) -> Iterator[str]:
    for entry in library.entries.values():
        for text in (entry.title, *entry.names, *entry.body):
            yield from (each.word for each in tokens(clean(text)))
    yield from names.all_words()


def _asked(library: Library) -> Iterator[str]:
    for entry in library.entries.values():
        for text in entry.questions:
            yield from (each.word for each in tokens(clean(text)))
