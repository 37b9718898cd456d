"""Questions that ask for all of something, or for one recommendation by audience and number."""

from collections.abc import Iterable, Sequence

from knowledge.library import Entry, Library
from knowledge.search.findings import Facets, Findings, Match
from knowledge.search.words import Token


def asked_list(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """A whole list or a numbered recommendation, when the facets alone say what is wanted."""
    pool = [entry for entry in library.recommendations if facets.case in {None, entry.case}]
    if facets.audiences:
        pool = [entry for entry in pool if entry.audience in facets.audiences]
    numbered = _numbered(facets, pool)
    if numbered is not None:
        return numbered
    if facets.statuses and _asks_for_many(facets):
        return _found(
            [entry for entry in _on_topics(facets, pool) if entry.status in facets.statuses], facets
        )
    if "list" in facets.intents and facets.topics:
        return _found(_on_topics(facets, pool), facets) if _only_topic(facets, library) else None
    if facets.audiences and not facets.residue:
        return _found(pool, facets)
    if "list" in facets.intents and not facets.residue and library.recommendations:
        return _found(pool, facets)
    return None


def _numbered(facets: Facets, pool: Sequence[Entry]) -> Findings | None:
    number = facets.number
    if facets.last and facets.audiences:
        number = max((entry.number or 0 for entry in pool), default=0)
    if number is None:
        return None
    found = [entry.id for entry in pool if entry.number == number]
    if len(found) == 1:
        return Findings("answer", facets, tuple(found), confidence=1.0)
    return Findings("choices", facets, tuple(found), confidence=1.0 / len(found)) if found else None


def _asks_for_many(facets: Facets) -> bool:
    return "list" in facets.intents


def _only_topic(facets: Facets, library: Library) -> bool:
    """Whether the topic names account for the whole question."""
    return len(facets.residue) <= 1 + sum(len(_words_of(library, topic)) for topic in facets.topics)


def _words_of(library: Library, topic: str) -> set[str]:
    return {word for each in library.topics if each.id == topic for word in each.title.lower().split()}


def _on_topics(facets: Facets, pool: Iterable[Entry]) -> list[Entry]:
    if not facets.topics:
        return list(pool)
    return [entry for entry in pool if set(facets.topics) & set(entry.topics)]


def _found(entries: Sequence[Entry], facets: Facets) -> Findings | None:
    if not entries:
        return None
    decision = "answer" if len(entries) == 1 else "list"
    return Findings(decision, facets, tuple(entry.id for entry in entries), confidence=1.0)  # type: ignore[arg-type]


def nearest_topics(matches: Sequence[Match], library: Library) -> tuple[str, ...]:
    """What is nearest to a question that is not answered: offered as topics, never as the answer."""
    return tuple(match.entry for match in matches[:3] if library.entries[match.entry].kind != "gap")
