"""Whom to phone for a place: "who do I ring in Fareham", "children's services Cowes", or just "Southsea"."""

from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.findings import Facets, Findings
from knowledge.search.kinds import kind_words
from knowledge.search.places import PLACES
from knowledge.search.words import Token, stem

_FRONT_DOOR = ("front_door", "front_door_ooh")
_KINDS = frozenset((*_FRONT_DOOR, "lado"))
_REACHING = frozenset(
    stem(word)
    for word in """
    ring phone call contact refer referral referrals report reporting speak talk tell number numbers line duty
    cover covers covering authority
    """.split()
)
_AROUND = _REACHING | frozenset(
    stem(word)
    for word in """
    child children kid kids baby family families mum people someone somebody patient case concern concerns
    worried worry safeguarding desk hub public professional professionals practitioners area patch local based
    live lives living address moved moving social care worker urgent team service services department near
    """.split()
)
_PLACED = frozenset("in for from at near to around".split())
SURE = 0.97


def local_contacts(
    facets: Facets, library: Library, words: Sequence[Token], unknown: frozenset[str]
) -> Findings | None:
    """The numbers for the places named, when nothing but that is asked.

    `unknown`: stems nobody here knows. A place of such a name gets the numbers of all areas.
    """
    if _of_something_else(facets, library):
        return None
    kinds = [kind for kind in facets.kinds if kind != "contact"]
    reaching = any(each.stem in _REACHING for each in words)
    known = _AROUND | kind_words(words) | set(facets.places)
    left = [each for each in words if each.stem in facets.residue and each.stem not in known]
    elsewhere = any(each.word in PLACES for each in left) and not facets.areas
    if left and (facets.areas or not all(_is_a_place(each, words, unknown) for each in left)):
        return None
    if not set(kinds) <= _KINDS or not (facets.areas or left):
        return None
    if not (kinds or reaching or set(facets.residue) <= set(facets.places)):
        return None
    found = [
        entry
        for entry in library.entries.values()
        if _is_wanted(entry, kinds or _FRONT_DOOR, facets, elsewhere=elsewhere)
    ]
    chosen = tuple(each.id for each in _for_whom(found, words))
    if not chosen:
        return None
    return Findings("list" if len(chosen) > 1 else "answer", facets, chosen, confidence=SURE)


def _of_something_else(facets: Facets, library: Library) -> bool:
    """Whether a review, a theme, an agency or a contact by its own name is asked about."""
    about_a_review = facets.asks_recommendations or facets.case or facets.unknown_case or facets.topics
    named = any(isinstance(library.entries[each].item, Contact) for each in facets.names)
    agency = facets.audiences or (facets.unheld_audiences and not facets.kinds)
    return bool(about_a_review or named or agency or facets.number is not None)


def _is_a_place(each: Token, words: Sequence[Token], unknown: frozenset[str]) -> bool:
    at = next(place for place, other in enumerate(words) if other is each)
    placed = at > 0 and words[at - 1].word in _PLACED
    return each.word in PLACES or (placed and each.stem in unknown)


def _is_wanted(entry: Entry, kinds: Sequence[str], facets: Facets, *, elsewhere: bool) -> bool:
    item = entry.item
    if not isinstance(item, Contact) or item.kind not in kinds:
        return False
    if facets.areas:
        return bool(set(item.areas) & set(facets.areas))
    return not elsewhere or "uk" in item.areas


def _for_whom(found: Sequence[Entry], words: Sequence[Token]) -> Sequence[Entry]:
    """ "The number for the public", "professionals' line"."""
    said = {each.stem for each in words}
    professionals = [each for each in found if getattr(each.item, "audience", "") == "professionals"]
    if stem("professionals") in said:
        return professionals or found
    public = [each for each in found if getattr(each.item, "audience", "") == "public"]
    anyone = [each for each in found if each not in professionals]
    return public or anyone or found if stem("public") in said else found
