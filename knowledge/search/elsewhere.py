"""The same kind of contact for another area, or another kind for the same: "and Portsmouth?"."""

from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.findings import Facets
from knowledge.search.words import stem

LIVING = frozenset(stem(word) for word in "live lives living address moved family child kid".split())
"""Words that only say for whom a place is named: "the family lives in Fareham"."""


def other_contacts(facets: Facets, shown: Sequence[Entry], library: Library) -> list[Entry]:
    """The contacts meant after contacts, or after a word or page that contacts are linked with."""
    asked = [kind for kind in facets.kinds if kind != "contact"]
    own = [entry for entry in shown if isinstance(entry.item, Contact)]
    others = [entry for entry in shown if entry.kind not in {"recommendation", "review"}]
    linked = [] if own else library.linked(*others, kind="contact")
    if not (facets.areas or (own and asked)) or not (own or linked):
        return []
    if linked and not asked:
        there = [entry for entry in linked if _areas(entry) & set(facets.areas)]
        if there:
            return there
    first = (own or linked)[0]
    areas = set(facets.areas) or _areas(first)
    kinds = asked or [_kind(first)]
    found = [
        entry
        for entry in library.entries.values()
        if isinstance(entry.item, Contact) and entry.item.kind in kinds and _areas(entry) & areas
    ]
    found.sort(key=lambda entry: _for_whom(entry) != _for_whom(first))
    return found if len(own) > 1 else found[:1]


def _areas(entry: Entry) -> set[str]:
    return set(entry.item.areas) if isinstance(entry.item, Contact) else set()


def _kind(entry: Entry) -> str:
    return entry.item.kind if isinstance(entry.item, Contact) else ""


def _for_whom(entry: Entry) -> str:
    return entry.item.audience if isinstance(entry.item, Contact) else ""
