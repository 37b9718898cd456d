"""Every name that the content gives to cases, audiences, topics, areas and entries."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from knowledge.library import Entry, Library
from knowledge.schema.resources import Term
from knowledge.schema.reviews import Review
from knowledge.schema.themes import ServedArea
from knowledge.search.phrases import PhraseBook
from knowledge.search.words import STOP_WORDS

_LETTERED = re.compile(r"([A-Za-z]+) ([A-Za-z])")
SOUNDS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        """ay bee see dee ee eff gee aitch eye jay kay ell em en oh pee queue are ess tee you vee double_you
        ex why zed""".split(),
        strict=True,
    )
)
"""How dictation writes a letter."""
_TWO_CAPITALS = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")
"""Who and what a review names of itself: its author and its groups."""
_ACRONYM = range(2, 5)


class Names:
    """Phrase books for one library."""

    def __init__(self, library: Library) -> None:
        self.cases = PhraseBook()
        self.audiences = PhraseBook()
        self.audiences_beside = PhraseBook()  # these also mean something else
        self.topics = PhraseBook()
        self.entries = PhraseBook()
        self.areas = PhraseBook()
        self.people = PhraseBook()
        self._areas(library)
        self._cases(library)
        for audience in library.audiences:
            for name in (audience.name, *audience.names):
                self.audiences.add(name, audience.id, capitals_only=name.isupper() and len(name) > 1)
                self.audiences.add_all(_spelt_out(name), audience.id)
            self.audiences_beside.add_all(audience.beside, audience.id)
        self.audience_order = tuple(
            dict.fromkeys(entry.audience for entry in library.recommendations if entry.audience)
        )
        self.held_audiences = frozenset(self.audience_order)
        self.known_audiences = frozenset(audience.id for audience in library.audiences)
        for topic in library.topics:
            self.topics.add_all((topic.title, *topic.names), topic.id)
            for entry_id in topic.terms:
                self._topic_from_term(library, entry_id, topic.id)
        for entry in library.entries.values():
            self._entry(entry)

    def _areas(self, library: Library) -> None:
        self.area_names = tuple(
            frozenset(name.lower() for name in (area.name, *area.names, *area.towns))
            for area in library.areas
        )
        self.area_titles = tuple(
            frozenset(name.lower() for name in (area.name, *area.names))
            for area in library.areas
            if not area.together
        )
        for area in library.areas:
            if not area.together:
                self.areas.add_all((area.name, *area.names, *area.towns), area.id)

    def _cases(self, library: Library) -> None:
        """Each case by its names, and by other ways to write them that could mean no other case here."""
        others = {
            review.id: (*_written(review.case), *_of_its_place(review, library)) for review in library.reviews
        }
        times = Counter(name for names in others.values() for name in set(names))
        for review in library.reviews:
            alone = [name for name in others[review.id] if times[name] == 1]
            self.cases.add_all((review.case, *review.names, *alone), review.id)
            for passage in review.about.passages:
                self.people.add_all(_TWO_CAPITALS.findall(passage.text), review.id)

    def _topic_from_term(self, library: Library, entry_id: str, topic: str) -> None:
        entry = library.entries.get(entry_id)
        if entry is not None and isinstance(entry.item, Term):
            self.topics.add_all((entry.item.term, *entry.item.aliases), topic)
            self.topics.add_all(entry.item.capitals_only, topic, capitals_only=True)

    def _entry(self, entry: Entry) -> None:
        if isinstance(entry.item, Term):
            self.entries.add_all(_term_names(entry.item), entry.id)
            self.entries.add_all(entry.item.capitals_only, entry.id, capitals_only=True)
        elif entry.kind in {"resource", "contact"}:
            self.entries.add_all((entry.title, *entry.names), entry.id)

    def all_words(self) -> Iterable[str]:
        """Every word of every name."""
        books = (self.cases, self.audiences, self.audiences_beside, self.topics, self.entries)
        for book in books:
            yield from book.words()


def _term_names(term: Term) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in term.term.split("/")) if " / " in term.term else ()
    return (term.term, *parts, *term.aliases)


def _written(case: str) -> Iterator[str]:
    """ "Child P" as childp, P child, case P, SCR P, P review, child pee, CP review."""
    lettered = _LETTERED.fullmatch(case)
    if lettered is None:
        return
    kind, letter = lettered.group(1).lower(), lettered.group(2).lower()
    yield f"{kind}{letter}"
    yield f"{letter} {kind}"
    if SOUNDS[letter] not in STOP_WORDS:
        yield f"{kind} {SOUNDS[letter]}".replace("_", " ")
    for work in ("case", "review", "scr", "lcspr", "serious case review"):
        yield f"{work} {letter}"
        if letter not in {"a", "i"}:
            yield f"{letter} {work}"
        if work != "case":
            yield from (f"{kind[0]}{letter} {work}", f"{kind[0]} {letter} {work}")


def _of_its_place(review: Review, library: Library) -> Iterator[str]:
    """ "The Hampshire SCR", by the partnership that published it."""
    for area in library.areas:
        if _publishes(area, review, library):
            for name in (area.name, *area.names):
                yield from (
                    f"{name} {work}" for work in ("scr", "lcspr", "serious case review", "case review")
                )


def _publishes(area: ServedArea, review: Review, library: Library) -> bool:
    stored = library.sources.get(review.source)
    publisher = stored.source.publisher.lower() if stored else ""
    return re.search(rf"\b{re.escape(area.name.lower())}\b", publisher) is not None


def _spelt_out(name: str) -> Iterator[str]:
    """ "HV" as h/v and as dictation writes it."""
    if name.isupper() and name.isalpha() and len(name) in _ACRONYM:
        yield " ".join(name.lower())
        yield " ".join(SOUNDS[letter] for letter in name.lower()).replace("_", " ")
