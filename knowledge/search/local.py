"""Whom to phone for a place: "who do I ring in Fareham", "children's services Cowes", or just "Southsea"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.elsewhere import FRONT_DOOR, LIVING
from knowledge.search.findings import Facets, Findings
from knowledge.search.hours import OF_HOURS, day_and_night, when_closed
from knowledge.search.kinds import is_of_kind, kind_words
from knowledge.search.word_lists import place_words
from knowledge.search.words import Token, stem, text_of

_KINDS = frozenset((*FRONT_DOOR, "lado"))
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
    pupil student neighbour neighbor parent young person teenager teen protection picks pick answer answers
    just got job night shift need make daytime today clinic hospital surgery practice school nursery ward
    office works use uses using whose general generally included including incl goes going attends attend
    """.split()
)
_ROLES = frozenset(
    """
    midwife midwives nurse gp doctor teacher hv visitor paramedic therapist dentist pharmacist professional
    professionals practitioner social clinician consultant headteacher dsl officer
    """.split()
)
_PUBLIC = frozenset(
    stem(word) for word in "public parent parents neighbour neighbor resident residents".split()
)
_SOME = _PUBLIC | {stem("professionals")}
_ROLE_STEMS = frozenset(stem(each) for each in _ROLES)
_ROLE = "|".join(sorted(_ROLES))
_MYSELF = re.compile(
    rf"\b(?:im|i am|as|were|we are|this is) (?:an? |the )?(?:\w+ ){{0,2}}?(?:{_ROLE})\b"
    rf"|^(?:an? |the )?(?:\w+ )?(?:{_ROLE}) (?:here|on|in|at|from)\b"
)
_PLACED = frozenset("in for from at near to around".split())
SURE = 0.97


def local_contacts(
    facets: Facets, library: Library, words: Sequence[Token], unknown: frozenset[str]
) -> Findings | None:
    """The numbers for the places named, when nothing but that is asked.

    `unknown`: stems nobody here knows. A place of such a name gets the numbers of all areas.
    """
    if facets.lives_there:
        facets = replace(facets, audiences=(), unheld_audiences=())
    for_me = bool(facets.areas) and _speaks_of_itself(words)
    closed = when_closed(words)
    for_some = closed or "front_door_ooh" in facets.kinds or not _SOME.isdisjoint(each.stem for each in words)
    if _of_something_else(facets, library, for_me=for_me, precise=for_some and bool(facets.areas)):
        return None
    kinds = [kind for kind in facets.kinds if kind != "contact"]
    if set(kinds) <= set(FRONT_DOOR) and (closed or "front_door_ooh" in kinds):
        kinds = list(FRONT_DOOR) if day_and_night(words) else ["front_door_ooh"]
    reaching = any(each.stem in _REACHING for each in words)
    roles = _ROLE_STEMS if for_me else frozenset()
    known = _AROUND | OF_HOURS | roles | kind_words(words) | set(facets.places)
    left = [each for each in words if each.stem in facets.residue and each.stem not in known]
    elsewhere = any(each.word in place_words() for each in left) and not facets.areas
    if left and (facets.areas or not all(_is_a_place(each, words, unknown) for each in left)):
        return None
    if not set(kinds) <= _KINDS or not (facets.areas or left):
        return None
    if not (kinds or reaching or for_me or set(facets.residue) <= set(facets.places) | LIVING):
        return None
    found = [
        entry
        for entry in library.entries.values()
        if _is_wanted(entry, kinds or FRONT_DOOR, facets, elsewhere=elsewhere)
    ]
    found.sort(key=lambda entry: is_of_kind(entry, "front_door_ooh"))
    chosen = tuple(each.id for each in _for_whom(found, words, for_me=for_me))
    if not chosen:
        return None
    return Findings("list" if len(chosen) > 1 else "answer", facets, chosen, confidence=SURE)


def _speaks_of_itself(words: Sequence[Token]) -> bool:
    """ "I'm a midwife": whose line it is, not what was recommended to midwives."""
    return _MYSELF.search(text_of(words)) is not None


def _of_something_else(facets: Facets, library: Library, *, for_me: bool, precise: bool) -> bool:
    """Whether a review, a theme, an agency or a contact by its own name is asked about."""
    about_a_review = facets.asks_recommendations or facets.case or facets.unknown_case or facets.topics
    named = any(_is_its_own(library.entries[each], precise=precise) for each in facets.names)
    agency = (facets.audiences and not for_me) or (
        not for_me and facets.unheld_audiences and not facets.kinds
    )
    return bool(about_a_review or named or agency or facets.number is not None)


def _is_its_own(entry: Entry, *, precise: bool) -> bool:
    """Whether a name is of one contact alone: not "Hampshire children's services" at night."""
    if not isinstance(entry.item, Contact):
        return False
    return not (precise and entry.item.kind in FRONT_DOOR)


def _is_a_place(each: Token, words: Sequence[Token], unknown: frozenset[str]) -> bool:
    at = next(place for place, other in enumerate(words) if other is each)
    placed = at > 0 and words[at - 1].word in _PLACED
    return each.word in place_words() or (placed and each.stem in unknown)


def _is_wanted(entry: Entry, kinds: Sequence[str], facets: Facets, *, elsewhere: bool) -> bool:
    item = entry.item
    if not isinstance(item, Contact) or item.kind not in kinds:
        return False
    if facets.areas:
        return bool(set(item.areas) & set(facets.areas))
    return not elsewhere or "uk" in item.areas


def _for_whom(found: Sequence[Entry], words: Sequence[Token], *, for_me: bool) -> Sequence[Entry]:
    """ "The number for the public", "professionals' line"."""
    said = {each.stem for each in words}
    professionals = [each for each in found if getattr(each.item, "audience", "") == "professionals"]
    if stem("professionals") in said:
        return professionals or found
    if for_me:
        return [*professionals, *(each for each in found if each not in professionals)]
    public = [each for each in found if getattr(each.item, "audience", "") == "public"]
    anyone = [each for each in found if each not in professionals]
    return public or anyone or found if said & _PUBLIC else found
