"""Follow-up turns: "and for GPs?", "what did they do about it", "link?", "and 3", "the last one"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.findings import Decision, Facets, Findings, Remembered
from knowledge.search.kinds import is_of_kind, kind_words
from knowledge.search.shown import (
    asks_meaning,
    asks_of_it,
    asks_which_one,
    part,
    recommending,
    term_of,
    whom_to_ask,
)
from knowledge.search.words import Token, stem

_OPENERS = tuple(
    """and/what about/how about/ok and/also/same/now/then/or/any more/tell me more/ok what/ok so/but/so
    thanks and/open/show me the/right and/right""".replace("\n    ", "/").split("/")
)
_POINTERS = frozenset("it that this they them their those these there same one ones itself".split())
_LEANING = frozenset(
    stem(word)
    for word in """
    done finish finished complete completed happened actual progress detail more number phone contact
    call ring email link website websites web page url address train course webinar meet ever still live
    far status update right respond response answer follow say quote whole full open show thing repeat
    again catch explain simple simply mention itself same written down source ask speak talk go staff stand
    mean meaning short acronym touch come cover refer cite bring relate concern procedure procedures
    """.split()
)
_SAME = re.compile(
    r"\b(?:the same|this|that|these \w+|those \w+|it) (?:thing|topic|subject|issue|point|too|as well)\b"
    r"|\btoo$"
)
SHORT = 9
"""A message of more words than this stands on its own."""
LONG = 14
"""Or of more than this, where it says that it asks about the same thing."""
SURE, FAIR = 0.9, 0.6
MOST_NEW = 3
"""How many words that were not said before a message may have that asks more of the same."""
_ASKING = frozenset("have has did do does is are was were why how and so when who".split())


def is_follow_up(facets: Facets, words: Sequence[Token]) -> bool:
    """Whether a message leans on the turn before. A full new question does not."""
    if facets.case is not None or facets.unknown_case is not None or len(words) > LONG:
        return False
    if facets.names and asks_meaning(words):
        return False
    text = " ".join(each.word for each in words)
    if len(words) > SHORT:
        return bool(facets.audiences) and _SAME.search(text) is not None
    if text.startswith(_OPENERS) or facets.step:
        return True
    if (facets.numbers or facets.from_end) and not facets.audiences:
        return True
    if facets.places and len(words) == len(facets.places):
        return True
    rest = _rest(facets, words)
    pointed = any(each.word in _POINTERS for each in words)
    return not rest or (pointed and len(rest) <= 2 and not facets.names)


def _rest(facets: Facets, words: Sequence[Token]) -> list[str]:
    """What a message says beyond facets, pointing words and the kind of thing it asks for."""
    known = _LEANING | kind_words(words)
    return [word for word in facets.residue if word not in known]


def same_number(words: Sequence[Token]) -> bool:
    """ "Same number for housing"."""
    return {"same", "number"} <= {each.word for each in words}


def merged(facets: Facets, words: Sequence[Token], remembered: Remembered) -> Facets:
    """The facets of a follow-up, filled up from what the conversation was about."""
    audiences, numbers = facets.audiences, facets.numbers
    if facets.step and remembered.number is not None:
        numbers = (remembered.number + facets.step,)
    if same_number(words) and audiences and remembered.number is not None:
        numbers = (remembered.number,)
    counted = bool(numbers or facets.from_end)
    if not audiences and not facets.unheld_audiences and remembered.audience and counted:
        audiences = (remembered.audience,)
    return replace(facets, case=facets.case or remembered.case, audiences=audiences, numbers=numbers)


def leaning(
    facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library
) -> Findings | None:
    """The answer to a follow-up that names nothing new, or only another audience, area or place."""
    before = [library.entries[each] for each in remembered.entries if each in library.entries]
    if not before or facets.unheld_audiences:
        return None
    if any(isinstance(entry.item, Contact) for entry in before):
        return _other_contact(facets, before, library)
    some = part(facets, words, before)
    if some and not facets.numbers and not facets.from_end:
        return _found(some, facets)
    if asks_of_it(words, facets):
        return _found(before, facets)
    if facets.ordinal or facets.from_end:
        return _place_in_list(facets, before, remembered)
    if same_number(words) and facets.audiences and remembered.number is not None:
        return None
    if facets.numbers or facets.step or (facets.names and not facets.audiences and _rest(facets, words)):
        return None
    if facets.audiences:
        return None if "list" in facets.intents else _other_audience(facets, words, remembered, library)
    if _rest(facets, words) or (facets.topics and not facets.kinds):
        return None
    return _same_again(facets, words, before, library)


def _place_in_list(facets: Facets, before: Sequence[Entry], remembered: Remembered) -> Findings | None:
    """ "The second one" after choices from several audiences: the second of those."""
    if facets.audiences or remembered.audience or len(before) < 2:
        return None
    place = len(before) - facets.from_end if facets.from_end else (facets.number or 0) - 1
    if not 0 <= place < len(before):
        return None
    return Findings("answer", facets, (before[place].id,), confidence=SURE, follow_up=True)


def _same_again(
    facets: Facets, words: Sequence[Token], before: Sequence[Entry], library: Library
) -> Findings:
    """The link, training, meaning or contact of what was shown, or what was shown once more."""
    linked = [library.entries[each] for entry in before for each in entry.related]
    kinds = [kind for kind in facets.kinds if kind != "contact"]
    wanted: list[Entry] = []
    if facets.asks_recommendations and not all(entry.kind == "recommendation" for entry in before):
        wanted = recommending(before, library)
    elif facets.asks_recommendations and "list" in facets.intents and len(before) == 1:
        wanted = [] if asks_which_one(words) else recommending(before, library)
    elif asks_meaning(words):
        wanted = term_of(before[0], library)
    elif kinds:
        wanted = [entry for entry in (*before, *linked) if any(is_of_kind(entry, kind) for kind in kinds)]
    elif "link" in facets.intents:
        wanted = [entry for entry in before if entry.kind == "resource"]
        wanted = wanted or [entry for entry in linked if entry.kind == "resource"]
    elif "contact" in facets.intents:
        wanted = whom_to_ask(before, library)
    return _found(wanted or before, facets)


def _found(entries: Sequence[Entry], facets: Facets) -> Findings:
    found = tuple(dict.fromkeys(entry.id for entry in entries))
    decision: Decision = "answer" if len(found) == 1 else "list"
    return Findings(decision, facets, found, confidence=SURE, follow_up=True)


def _other_audience(
    facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library
) -> Findings | None:
    """ "And for GPs?": the same topic for another audience, or the same number if it was asked by number."""
    pool = [
        entry
        for entry in library.recommendations
        if entry.audience in facets.audiences and remembered.case in {None, entry.case}
    ]
    same = _SAME.search(" ".join(each.word for each in words)) is not None
    by_number = remembered.intent == "number" and not same
    numbered = [entry for entry in pool if entry.number == remembered.number]
    on_topic = [entry for entry in pool if set(entry.topics) & set(remembered.topics)]
    for found in (numbered, on_topic) if by_number else (on_topic, numbered):
        if found:
            ranked = sorted(found, key=lambda each: -len(set(each.topics) & set(remembered.topics)))
            return Findings(
                "answer", facets, (ranked[0].id,), confidence=SURE, follow_up=True, by_number=by_number
            )
    return None


def still_about(
    findings: Findings, facets: Facets, words: Sequence[Token], remembered: Remembered
) -> Findings | None:
    """ "Why has it been difficult": more of what was shown, where nothing else answers."""
    if findings.decision not in {"not_held", "choices"} or len(words) > SHORT or not remembered.entries:
        return None
    if facets.case or facets.unknown_case or facets.unheld_audiences or facets.number:
        return None
    if facets.names and not facets.audiences:
        return None
    pointed = any(each.word in _POINTERS for each in words) or words[0].word in _ASKING
    if not pointed or len(_rest(facets, words)) > MOST_NEW:
        return None
    return replace(
        findings,
        decision="answer",
        entries=remembered.entries[:1],
        related=(),
        confidence=FAIR,
        follow_up=True,
    )


def _other_contact(facets: Facets, before: Sequence[Entry], library: Library) -> Findings | None:
    """ "And Portsmouth?": the same kind elsewhere. "And out of hours?": another kind in the same area."""
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
    return Findings("answer", facets, tuple(found[:1]), confidence=SURE, follow_up=True) if found else None
