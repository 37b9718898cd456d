"""Which recommendations a number means: by audience, counted from the end, or in pairs."""

from collections.abc import Iterator, Sequence

from knowledge.library import Entry
from knowledge.search.findings import Facets


def numbered(facets: Facets, pool: Sequence[Entry]) -> list[Entry]:
    """The recommendations of `pool` that the numbers of a question mean, in the order of the document."""
    if facets.printed:
        return [
            entry
            for entry in pool
            if getattr(entry.item, "printed", None) == facets.printed
            and (not facets.audiences or entry.audience in facets.audiences)
        ]
    if facets.pairs:
        return [entry for entry in pool if (entry.audience, entry.number) in facets.pairs]
    if facets.from_end or facets.middle:
        by_place = list(_by_place(facets, pool))
        return [each for each in pool if each in by_place or (each.number in facets.numbers and by_place)]
    found = [
        entry
        for entry in pool
        if entry.number in facets.numbers and (not facets.audiences or entry.audience in facets.audiences)
    ]
    on_topic = [entry for entry in found if not facets.audiences and set(facets.topics) & set(entry.topics)]
    return on_topic or found


def _by_place(facets: Facets, pool: Sequence[Entry]) -> Iterator[Entry]:
    """ "The last two for midwives", "the middle GP one"."""
    sections: dict[tuple[str | None, str | None], list[Entry]] = {}
    for entry in pool:
        if entry.audience in facets.audiences or (not facets.audiences and facets.asks_recommendations):
            sections.setdefault((entry.case, entry.audience), []).append(entry)
    for section in sections.values():
        count = len(section)
        if facets.middle:
            yield from section[(count - 1) // 2 : count // 2 + 1]
        elif facets.from_end <= count or facets.few > 1:
            first = max(count - facets.from_end, 0)
            yield from section[first : first + facets.few]
