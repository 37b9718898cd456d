"""The same contact for another area, another kind or hour for the same: "and Portsmouth?", "at night"."""

from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.asking_words import NOTHING_OF_WHAT_WAS_SHOWN
from knowledge.search.findings import Facets
from knowledge.search.hours import OF_HOURS, when_closed, when_open
from knowledge.search.words import Token, stem

FRONT_DOOR = ("front_door", "front_door_ooh")
_ON_A_CONTACT = frozenset(
    """
    hours open opening times email e-mail mail address website web site link url page number phone tel
    telephone
    """.split()
)
_ABOUT_A_CONTACT = (
    NOTHING_OF_WHAT_WAS_SHOWN
    | OF_HOURS
    | frozenset(stem(word) for word in _ON_A_CONTACT | {"hour", "time", "someone", "somebody", "give"})
)
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
    areas = set(facets.areas) or {area for entry in own or [first] for area in _areas(entry)}
    by_day = _kind(first) in FRONT_DOOR
    kinds = asked or [_kind(each) for each in ((first,) if by_day or not own else own)]
    found = [
        entry
        for entry in library.entries.values()
        if isinstance(entry.item, Contact) and entry.item.kind in kinds and _areas(entry) & areas
    ]
    found.sort(key=lambda entry: _for_whom(entry) != _for_whom(first))
    return found if len(own) > 1 else found[:1]


def at_other_hours(
    facets: Facets, words: Sequence[Token], shown: Sequence[Entry], library: Library
) -> list[Entry]:
    """ "And after five?", "in the daytime": the front door of the same areas when it is open, or closed."""
    doors = [entry for entry in shown if _kind(entry) in FRONT_DOOR]
    kind = "front_door_ooh" if when_closed(words) else "front_door" if when_open(words) else None
    if not doors or kind is None or any(each not in OF_HOURS for each in facets.residue):
        return []
    areas = set(facets.areas) or {area for entry in doors for area in _areas(entry)}
    return [entry for entry in library.entries.values() if _kind(entry) == kind and _areas(entry) & areas]


def once_more(facets: Facets, words: Sequence[Token], shown: Sequence[Entry]) -> list[Entry]:
    """ "What hours?", "are they open on a Saturday", "who do I ring then": the contacts that were shown."""
    asked = "contact" in facets.intents or not _ON_A_CONTACT.isdisjoint(each.word for each in words)
    other = facets.areas or facets.names or facets.audiences or facets.asks_recommendations or facets.kinds
    if not asked or other or any(stem not in _ABOUT_A_CONTACT for stem in facets.residue):
        return []
    return list(shown) if all(isinstance(entry.item, Contact) for entry in shown) else []


def _areas(entry: Entry) -> set[str]:
    return set(entry.item.areas) if isinstance(entry.item, Contact) else set()


def _kind(entry: Entry) -> str:
    return entry.item.kind if isinstance(entry.item, Contact) else ""


def _for_whom(entry: Entry) -> str:
    return entry.item.audience if isinstance(entry.item, Contact) else ""
