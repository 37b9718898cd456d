"""Kinds of thing by their everyday names: "what protocols have you got", "LADO for all four areas"."""

from collections.abc import Sequence

from knowledge.library import Entry
from knowledge.schema.resources import Contact, Resource
from knowledge.search.phrases import PhraseBook
from knowledge.search.words import Token

_NAMES: dict[str, str] = {
    "protocol": "protocol/protocols",
    "policy": "policy/policies",
    "guidance": "guidance",
    "template": "template/templates",
    "programme": "programme/programmes/program/programs/campaign/campaigns",
    "system": "system/systems",
    "training": "training/trainings/course/courses/webinar/webinars/e-learning/elearning/workshops",
    "audit": "audit/audits",
    "briefing": "briefing/briefings",
    "lado": "lado/lados/ladoes/designated officer/designated officers",
    "front_door_ooh": (
        "out of hours/out of hrs/night time/night number/"
        "ooh/edt/emergency duty team/after hours/at night/weekend/weekends/overnight"
    ),
    "front_door": (
        "childrens services/children's services/social services/social care/childrens social care/mash/"
        "front door/"
        "front doors/csc/duty team/duty social worker/multi agency safeguarding hub/referral line"
    ),
    "whistleblowing": "whistleblowing/whistle blowing/whistleblower",
    "police": "police",
    "practitioner_support": "samaritans",
    "child_helpline": (
        "childline/children themselves/kids themselves/young people themselves/child themselves/"
        "teenagers themselves/for the child to ring/for the child to call"
    ),
    "contact": "contact/contacts/phone number/phone numbers/numbers/helpline/helplines/contact details",
}


def _book() -> PhraseBook:
    book = PhraseBook()
    for kind, names in _NAMES.items():
        book.add_all(names.split("/"), kind)
    return book


_BOOK = _book()


def kinds_asked(words: Sequence[Token]) -> tuple[str, ...]:
    """Kinds that are named in the words, in order."""
    return tuple(dict.fromkeys(key for hit in _BOOK.find(words) for key in hit.keys))


def kind_places(words: Sequence[Token]) -> frozenset[int]:
    """Where kinds are named."""
    return frozenset(place for hit in _BOOK.find(words) for place in range(hit.start, hit.end))


def kind_words(words: Sequence[Token]) -> frozenset[str]:
    """The stems that name a kind: they carry no further meaning in "list the protocols"."""
    return frozenset(each.stem for hit in _BOOK.find(words) for each in words[hit.start : hit.end])


def kinds_of(entry: Entry) -> frozenset[str]:
    """The kinds that people may call an entry."""
    if isinstance(entry.item, Resource | Contact):
        return frozenset({entry.item.kind, "contact"} if entry.kind == "contact" else {entry.item.kind})
    return frozenset({entry.kind})


def is_of_kind(entry: Entry, kind: str) -> bool:
    """Whether an entry is of a kind that people ask for."""
    return kind in kinds_of(entry)
