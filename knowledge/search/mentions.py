"""Recommendations by what they or their responses say: "which recs mention supervision"."""

import re
from collections.abc import Iterable, Sequence

from knowledge.library import Entry, Library
from knowledge.search.findings import Facets
from knowledge.search.phrases import Hit, PhraseBook
from knowledge.search.words import REVIEW_WORDS, STOP_WORDS, Token, stems_of_name, tokens

_VERBS = re.compile(
    r"\b(?:mention\w*|cit(?:e|es|ed|ing)|refer(?:s|red|ring)? to|reference[sd]?|(?:bring|brings|bringing) in"
    r"|(?:come|comes|coming|crop|crops|pop|pops) up(?! with)|(?:is|are) (?:it|that|this|they) in"
    r"|(?:appear|feature|figure)s?|went to|speaks? of|talks? about|touch(?:es)? (?:up)?on)\b"
)
_SEVERAL = frozenset(
    "recs recommendations responses actions ones every all any everything those list".split()
)


def asks_mention(words: Sequence[Token]) -> bool:
    """ "Which recommendations mention ...", "the ones where ... comes up"."""
    several = any(each.word in _SEVERAL for each in words)
    return several and _VERBS.search(" ".join(each.word for each in words)) is not None


def mentioning(
    facets: Facets, library: Library, words: Sequence[Token], listing: frozenset[str]
) -> list[Entry]:
    """Recommendations that say, or whose responses say, what the question names.

    `listing`: stems that only ask for a list.
    """
    before, after = _parts(words)
    people = _people(library)
    behind = _telling(after, listing)
    sought, frame = (after, before) if behind else (before, before)
    pool = library.recommendations_of(facets.case)
    for_whom = {key for hit in people.find(frame) for key in hit.keys}
    if for_whom & {entry.audience for entry in pool}:
        pool = [entry for entry in pool if entry.audience in for_whom]
    used = set() if behind else _places(people.find(sought))
    book = _book(facets, library)
    hits = [hit for hit in book.find(sought) if not used & set(range(hit.start, hit.end))]
    named = used | _places(hits)
    strange = {each.stem for at, each in enumerate(sought) if at not in named and _tells(each, listing)}
    if not hits and not strange:
        return []
    wanted = [(set(hit.keys), {each.stem for each in sought[hit.start : hit.end]}) for hit in hits]
    wanted += [(set(), strange)] if strange else []
    enough = any if any(each.word == "or" for each in sought) else all
    return [entry for entry in pool if enough(_has(entry, book, keys, said) for keys, said in wanted)]


def names_in(entry: Entry, named: Iterable[Entry]) -> bool:
    """Whether a recommendation or its response has a name of one of these entries."""
    book = PhraseBook()
    for each in named:
        book.add_all((each.title, *each.names), each.id)
    return any(book.find(tokens(text)) for text in (entry.title, *entry.body))


def says(entry: Entry, words: Sequence[str]) -> bool:
    """Whether a recommendation or its response has all of these words."""
    said = [stems_of_name(text) for text in (entry.title, *entry.body)]
    return all(any(word in each for each in said) for word in words)


def _parts(words: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What stands before "mention", and what after it."""
    text = " ".join(each.word for each in words)
    last = list(_VERBS.finditer(text))[-1]
    return words[: len(text[: last.start()].split())], words[len(text[: last.end()].split()) :]


def _telling(words: Sequence[Token], listing: frozenset[str]) -> bool:
    return any(_tells(each, listing) for each in words)


def _tells(each: Token, listing: frozenset[str]) -> bool:
    return each.word not in STOP_WORDS and each.word not in REVIEW_WORDS and each.stem not in listing


def _people(library: Library) -> PhraseBook:
    book = PhraseBook()
    for each in library.audiences:
        book.add_all((each.name, *each.names), each.id)
    return book


def _places(hits: Iterable[Hit]) -> set[int]:
    return {place for hit in hits for place in range(hit.start, hit.end)}


def _book(facets: Facets, library: Library) -> PhraseBook:
    """The names of what the question names: those of one thing find each other."""
    book = PhraseBook()
    for each in facets.names:
        book.add_all((library.entries[each].title, *library.entries[each].names), each)
    for topic in library.topics:
        if topic.id in facets.topics:
            book.add_all((topic.title, *topic.names), topic.id)
    return book


def _has(entry: Entry, book: PhraseBook, keys: set[str], said: set[str]) -> bool:
    """Whether one of its sentences has a name of the thing, or all the words that were typed."""
    sentences = (part for text in (entry.title, *entry.body) for part in text.split(". "))
    return any(
        said <= {each.stem for each in sentence} or any(keys & set(hit.keys) for hit in book.find(sentence))
        for sentence in map(tokens, sentences)
    )
