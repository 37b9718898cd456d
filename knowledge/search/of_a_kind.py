"""All resources or contacts of a kind: "what protocols have you got", "LADO for all four areas"."""

from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.search.asking_words import NOTHING_OF_A_KIND
from knowledge.search.findings import Facets
from knowledge.search.kinds import is_of_kind, kind_words, kinds_asked
from knowledge.search.names import Names
from knowledge.search.wanted import parted
from knowledge.search.words import Token

_PHONED = frozenset({"contact", "front_door_ooh"})


def of_kind(facets: Facets, library: Library, names: Names, words: Sequence[Token]) -> list[Entry]:
    """All of a kind, when nothing but the kind is named; without those of a kind that is left out."""
    left_out = frozenset(kinds_asked(parted(words, names)[1]))
    kinds = [kind for kind in facets.kinds if kind not in left_out]
    if not kinds or facets.audiences or facets.asks_recommendations:
        return []
    contact = bool(facets.intents & {"contact"}) or not _PHONED.isdisjoint(kinds) or bool(facets.areas)
    if "list" not in facets.intents and not contact:
        return []
    known = kind_words(words) | set(facets.places)
    if any(word not in known and word not in NOTHING_OF_A_KIND for word in facets.residue):
        return []
    wanted = [kind for kind in kinds if kind != "contact"] or ["contact"]
    if "front_door_ooh" in wanted:
        wanted = [kind for kind in wanted if kind != "front_door"]
    return [
        entry
        for entry in library.entries.values()
        if any(is_of_kind(entry, kind) for kind in wanted)
        and not any(is_of_kind(entry, kind) for kind in left_out)
        and (entry.kind == "contact" or not contact)
        and (not facets.areas or _in_areas(entry, facets))
        and (facets.case is None or _said_in(entry, facets.case, library))
    ]


def _said_in(entry: Entry, case: str, library: Library) -> bool:
    """Whether a review's source says something of this entry."""
    source = library.review(case).source
    return any(quotation.source == source for quotation in library.quotations(entry))


def _in_areas(entry: Entry, facets: Facets) -> bool:
    return bool(set(getattr(entry.item, "areas", ())) & set(facets.areas))
