"""Follow-up turns: "and for GPs?", "what did they do about it", "link?", "and 3"."""

from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.findings import Decision, Facets, Findings, Remembered
from knowledge.search.words import Token

_OPENERS = (
    "and", "what about", "how about", "ok and", "also", "same", "now", "then", "or", "any more", "tell me more",
    "ok what", "ok so", "but", "so", "thanks and", "open", "show me the",
)  # fmt: skip
_POINTERS = frozenset("it that this they them their those these there same one ones".split())
_LEANING = frozenset(
    """done finish finished complete complet happen actual progress detail more number phone contact call ring email
    link websit websites web page url address train cours webinar meet ever still live far status updat
    respons respond answer follow say quot whol full open show thing""".split()
)
SHORT = 9
"""A message of more words than this stands on its own."""


def is_follow_up(facets: Facets, words: Sequence[Token]) -> bool:
    """Whether a message leans on the turn before. A full new question does not."""
    if facets.case is not None or facets.unknown_case is not None or len(words) > SHORT:
        return False
    text = " ".join(each.word for each in words)
    if text.startswith(_OPENERS) or facets.step:
        return True
    if facets.number is not None and not facets.audiences:
        return True
    rest = [word for word in facets.residue if word not in _LEANING]
    pointed = any(each.word in _POINTERS for each in words)
    return not rest or (pointed and len(rest) <= 2 and not facets.names)


def merged(facets: Facets, remembered: Remembered) -> Facets:
    """The facets of a follow-up, filled up from what the conversation was about."""
    audiences = facets.audiences
    number = facets.number
    if facets.step and remembered.number is not None:
        number = remembered.number + facets.step
    if not audiences and not facets.unheld_audiences and remembered.audience and (number or _bare(facets)):
        audiences = (remembered.audience,)
    return replace(facets, case=facets.case or remembered.case, audiences=audiences, number=number)


def _bare(facets: Facets) -> bool:
    return bool(facets.residue) and not facets.topics and not facets.names


def leaning(facets: Facets, remembered: Remembered, library: Library) -> Findings | None:
    """The answer to a follow-up that names nothing new, or only another audience, area or number."""
    before = [library.entries[each] for each in remembered.entries if each in library.entries]
    if not before or facets.unheld_audiences:
        return None
    if any(isinstance(entry.item, Contact) for entry in before):
        return _other_contact(facets, before, library)
    newly_named = facets.names and not facets.audiences
    if newly_named or facets.topics or facets.number is not None or facets.step:
        return None
    if facets.audiences:
        return _other_audience(facets, remembered, library)
    if [word for word in facets.residue if word not in _LEANING]:
        return None
    return _same_again(facets, before, library)


def _same_again(facets: Facets, before: Sequence[Entry], library: Library) -> Findings:
    """The link, training or contact of what was shown, or what was shown once more."""
    linked = [library.entries[each] for entry in before for each in entry.related]
    if facets.intents & {"training"}:
        wanted = [entry for entry in linked if getattr(entry.item, "kind", "") == "training"]
    elif "link" in facets.intents:
        wanted = [entry for entry in linked if entry.kind == "resource"]
        wanted = [entry for entry in before if entry.kind == "resource"] or wanted
    elif "contact" in facets.intents:
        wanted = [entry for entry in linked if entry.kind == "contact"] or _front_doors(library)
    else:
        wanted = list(before)
    found = tuple(dict.fromkeys(entry.id for entry in wanted or before))
    decision: Decision = "answer" if len(found) == 1 else "list"
    return Findings(decision, facets, found, confidence=0.9, follow_up=True)


def _front_doors(library: Library) -> list[Entry]:
    return [
        entry
        for entry in library.entries.values()
        if isinstance(entry.item, Contact) and entry.item.kind in {"front_door", "front_door_ooh"}
    ]


def _other_audience(facets: Facets, remembered: Remembered, library: Library) -> Findings | None:
    """ "And for GPs?": the same topic for another audience, the same number, or all that it has."""
    pool = [
        entry
        for entry in library.recommendations
        if entry.audience in facets.audiences and remembered.case in {None, entry.case}
    ]
    numbered = [entry for entry in pool if entry.number == remembered.number]
    on_topic = [entry for entry in pool if set(entry.topics) & set(remembered.topics)]
    by_number = remembered.intent == "number"
    for found in (numbered, on_topic) if by_number else (on_topic, numbered if remembered.number else []):
        if found:
            ranked = sorted(found, key=lambda each: -len(set(each.topics) & set(remembered.topics)))
            return Findings(
                "answer", facets, (ranked[0].id,), confidence=0.9, follow_up=True, by_number=by_number
            )
    return None


def _other_contact(facets: Facets, before: Sequence[Entry], library: Library) -> Findings | None:
    """ "And Portsmouth?": the same kind of contact elsewhere; "and out of hours?": another kind, same area."""
    first = next(entry.item for entry in before if isinstance(entry.item, Contact))
    kinds = [kind for kind in facets.kinds if kind != "contact"] or [first.kind]
    areas = facets.areas or first.areas
    if not facets.areas and not facets.kinds:
        return None
    found = [
        entry.id
        for entry in library.entries.values()
        if isinstance(entry.item, Contact) and entry.item.kind in kinds and set(entry.item.areas) & set(areas)
    ]
    return Findings("answer", facets, tuple(found[:1]), confidence=0.9, follow_up=True) if found else None
