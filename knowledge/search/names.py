"""Every name that the content gives to cases, audiences, topics, areas and entries."""

from collections.abc import Iterable

from knowledge.library import Entry, Library
from knowledge.schema.resources import Term
from knowledge.search.phrases import PhraseBook

AREAS = {
    "hampshire": ("hampshire", "hants"),
    "isle_of_wight": ("isle of wight", "iow", "the island", "io wight"),
    "portsmouth": ("portsmouth", "pompey"),
    "southampton": ("southampton", "soton"),
}
REVIEW_WORDS = frozenset(
    """
    rec recs recommendation recommendations recommended recommend review reviews response responses scr
    lcspr case learning action actions point points document doc report number numbers no r findings
    finding lesson lessons list lists
    """.split()
)


class Names:
    """Phrase books for one library."""

    def __init__(self, library: Library) -> None:
        self.cases = PhraseBook()
        self.audiences = PhraseBook()
        self.topics = PhraseBook()
        self.entries = PhraseBook()
        self.areas = PhraseBook()
        for review in library.reviews:
            self.cases.add_all((review.case, *review.names), review.id)
        for audience in library.audiences:
            for name in (audience.name, *audience.names):
                self.audiences.add(name, audience.id, capitals_only=name.isupper() and len(name) > 1)
        self.held_audiences = frozenset(entry.audience for entry in library.recommendations if entry.audience)
        for topic in library.topics:
            self.topics.add_all((topic.title, *topic.names), topic.id)
            for entry_id in topic.terms:
                self._topic_from_term(library, entry_id, topic.id)
        for entry in library.entries.values():
            self._entry(entry)
        for area, names in AREAS.items():
            self.areas.add_all(names, area)

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
        for book in (self.cases, self.audiences, self.topics, self.entries, self.areas):
            yield from book.words()


def _term_names(term: Term) -> tuple[str, ...]:
    parts = tuple(part.strip() for part in term.term.split("/")) if " / " in term.term else ()
    return (term.term, *parts, *term.aliases)
