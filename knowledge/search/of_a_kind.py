"""All resources or contacts of a kind: "what protocols have you got", "LADO for all four areas"."""

import re
from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact, Resource
from knowledge.search.asking_words import NOTHING_OF_A_KIND, READING
from knowledge.search.elsewhere import FRONT_DOOR
from knowledge.search.findings import Facets
from knowledge.search.kinds import is_of_kind, kind_words, kinds_asked
from knowledge.search.names import Names
from knowledge.search.phrases import PhraseBook
from knowledge.search.wanted import parted
from knowledge.search.words import Token, stem, stems_of_name, text_of, tokens

_LINES = frozenset("line lines number numbers helpline helplines contact contacts phone phones".split())
_WHOSE = {stem("professionals"): "professionals", stem("public"): "public"}
_WHERE = READING | {"where"}
_SEVERAL = frozenset(each for each in _LINES if each.endswith("s"))
_FEW = 4
_RING = r"(?:ring|call|phone|speak to|talk to|speak with|get in touch with|get hold of|reach)"
_SOMEONE = re.compile(
    r"(?:(?:so|ok|okay|and|but|please|sorry|just|then|well) )*"
    rf"(?:who (?:else )?(?:do|can|should|would|could|shall) (?:i|we) {_RING}|who (?:to|2) {_RING}"
    rf"|(?:i (?:just )?(?:need|want) |(?:give|get|find) me |is there )?"
    rf"(?:a person|someone|somebody|anyone) (?:i can |to ){_RING}"
    r"|(?:how (?:do|can) (?:i|we)|how to) get in touch(?: with (?:someone|somebody|anyone))?"
    rf"|{_RING})"
    r"(?: (?:then|now|please|pls|today|tonight|about (?:it|this|that)))*"
)
_PHONED = frozenset({"contact", "front_door_ooh"})


def of_kind(facets: Facets, library: Library, names: Names, words: Sequence[Token]) -> list[Entry]:
    """All of a kind, when nothing but the kind is named; without those of a kind that is left out."""
    left_out = frozenset(kinds_asked(parted(words, names)[1]))
    kinds = [kind for kind in facets.kinds if kind not in left_out]
    owner = _owner(facets, library, words)
    if not kinds or (facets.audiences and not owner) or facets.asks_recommendations:
        return []
    contact = bool(facets.intents & {"contact"}) or not _PHONED.isdisjoint(kinds) or bool(facets.areas)
    if not facets.intents & {"list", "link"} and not contact:
        return []
    known = kind_words(words) | set(facets.places) | _WHOSE.keys() | _stems(owner)
    if "link" in facets.intents:
        known |= _WHERE
    if any(word not in known and word not in NOTHING_OF_A_KIND for word in facets.residue):
        return []
    wanted = [kind for kind in kinds if kind != "contact"] or ["contact"]
    if wanted == ["contact"] and "list" not in facets.intents and _describes_one(words):
        return []
    if "front_door_ooh" in wanted:
        wanted = [kind for kind in wanted if kind != "front_door"]
    found = [
        entry
        for entry in library.entries.values()
        if any(is_of_kind(entry, kind) for kind in wanted)
        and not any(is_of_kind(entry, kind) for kind in left_out)
        and (entry.kind == "contact" or not contact)
        and (not facets.areas or _in_areas(entry, facets))
        and (facets.case is None or _said_in(entry, facets.case, library))
        and (not owner or _of(entry, owner))
    ]
    return _for_whom(found, words)


def _owner(facets: Facets, library: Library, words: Sequence[Token]) -> list[Entry]:
    """Whose things are asked for: "UHS policies"; not what "the unborn baby protocol" is called."""
    named = library.those(facets.names)
    owner = facets.name_spans == 1 and facets.intents == {"list"} and not facets.topics
    if not owner or any(entry.kind != "term" for entry in named):
        return []
    return [] if _stems(named) & kind_words(words) else named


def _stems(named: Sequence[Entry]) -> set[str]:
    return {stem for entry in named for name in (entry.title, *entry.names) for stem in stems_of_name(name)}


def _of(entry: Entry, owner: Sequence[Entry]) -> bool:
    """Whether a page says in its title, names or links whose it is: "UHS policies"."""
    links = entry.item.links if isinstance(entry.item, Resource) else ()
    said = [tokens(text) for text in (entry.title, *entry.names, *(link.title for link in links))]
    book = PhraseBook()
    for each in owner:
        book.add_all((each.title, *each.names), each.id)
    return any(book.find(each) for each in said)


def _describes_one(words: Sequence[Token]) -> bool:
    """ "A helpline number for a poster in the toilets", unlike "contact numbers"."""
    return len(words) > _FEW and _SEVERAL.isdisjoint(each.word for each in words)


def lines_of(facets: Facets, library: Library, words: Sequence[Token]) -> list[Entry]:
    """ "Both NSPCC lines": the contacts that have the rest of the question in their title, if several do."""
    said = {each.word for each in words}
    if "list" not in facets.intents or _LINES.isdisjoint(said) or facets.asks_recommendations or facets.areas:
        return []
    name = {word for word in facets.residue if word not in NOTHING_OF_A_KIND} - kind_words(words)
    contacts = (entry for entry in library.entries.values() if entry.kind == "contact")
    found = [entry for entry in contacts if name and name <= stems_of_name(entry.title)]
    return found if len(found) > 1 else []


def someone_to_ring(facets: Facets, library: Library, words: Sequence[Token]) -> list[Entry]:
    """ "Who do I ring", "just give me someone to ring": children's services, by day and night."""
    whom = facets.audiences or facets.unheld_audiences or facets.areas or facets.kinds
    what = facets.topics or facets.names or facets.case or facets.unknown_case or facets.number
    if whom or what or _SOMEONE.fullmatch(text_of(words)) is None:
        return []
    contacts = [entry for entry in library.entries.values() if isinstance(entry.item, Contact)]
    return [entry for kind in FRONT_DOOR for entry in contacts if is_of_kind(entry, kind)]


def _for_whom(found: list[Entry], words: Sequence[Token]) -> list[Entry]:
    """ "The professionals' numbers": theirs, and where an area has none of theirs, those for anyone."""
    whose = next((whose for name, whose in _WHOSE.items() if any(each.stem == name for each in words)), None)
    contacts = [(entry, entry.item) for entry in found if isinstance(entry.item, Contact)]
    if whose is None or not contacts:
        return found
    front = [
        (entry, item) for entry, item in contacts if item.kind == "front_door" and "uk" not in item.areas
    ]
    served = {area for _, item in front if item.audience == whose for area in item.areas}
    return [
        entry
        for entry, item in front
        if item.audience == whose or (item.audience == "anyone" and served.isdisjoint(item.areas))
    ]


def _said_in(entry: Entry, case: str, library: Library) -> bool:
    """Whether a review's source says something of this entry."""
    source = library.review(case).source
    return any(quotation.source == source for quotation in library.quotations(entry))


def _in_areas(entry: Entry, facets: Facets) -> bool:
    return bool(set(getattr(entry.item, "areas", ())) & set(facets.areas))
