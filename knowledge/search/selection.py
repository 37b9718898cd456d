"""Which recommendations a list is wanted of, as one value, and the function that applies it."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.library import Entry, Library
from knowledge.schema.base import Status
from knowledge.search.mentions import Said, saying
from knowledge.search.names import Names


@dataclass(frozen=True)
class Selection:
    """Every condition must hold; one that is empty holds for all."""

    case: str | None = None
    audiences: frozenset[str] = frozenset()
    statuses: frozenset[Status] = frozenset()
    partly: bool = False
    """Whether the response must leave something unanswered."""
    topics: frozenset[str] = frozenset()
    any_topic: bool = False
    """Whether themes are joined by "and" or "or", not narrowed one by the other: "training on neglect"."""
    said: Said | None = None
    but: "Selection | None" = None
    """What is left out."""


def select(wanted: Selection, library: Library, names: Names) -> list[Entry]:
    """The recommendations that are wanted, in the order of the document."""
    pool = [
        entry
        for entry in library.recommendations_of(wanted.case)
        if (not wanted.audiences or entry.audience in wanted.audiences)
        and (not wanted.statuses or entry.status in wanted.statuses)
        and (not wanted.partly or answered_in_part(entry))
    ]
    pool = _on_topics(wanted, pool)
    if wanted.said is not None:
        everywhere = {each.id for each in saying(wanted.said, library.recommendations_of(wanted.case), names)}
        pool = [entry for entry in pool if entry.id in everywhere]
    left_out = [] if wanted.but is None else [each.id for each in select(wanted.but, library, names)]
    return [entry for entry in pool if entry.id not in left_out]


def answered_in_part(entry: Entry) -> bool:
    """Whether a response leaves something of its recommendation unanswered: a curator's label."""
    return getattr(entry.item, "coverage", "full") == "part"


def _on_topics(wanted: Selection, pool: Sequence[Entry]) -> list[Entry]:
    """Those on one of the themes; where one narrows the other, those on both, if there are any."""
    if not wanted.topics:
        return list(pool)
    some = [entry for entry in pool if wanted.topics & set(entry.topics)]
    both = [] if wanted.any_topic else [entry for entry in some if wanted.topics <= set(entry.topics)]
    return both or some
