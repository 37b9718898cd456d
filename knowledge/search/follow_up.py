"""Follow-up turns: "and for GPs?", "what did they do about it", "link?", "and 3", "the last one"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.about_it import about_it
from knowledge.search.elsewhere import LIVING, at_other_hours, once_more, other_contacts
from knowledge.search.findings import Decision, Facets, Findings, Remembered
from knowledge.search.kinds import is_of_kind
from knowledge.search.mentions import says
from knowledge.search.picking import picked
from knowledge.search.shown import (
    asks_meaning,
    asks_of_it,
    asks_which_one,
    beyond,
    fuller,
    pointed,
    promised_on,
    recommending,
    term_of,
    whom_to_ask,
)
from knowledge.search.words import STOP_WORDS, Token, stems_of_name, text_of

_OPENERS = tuple(
    f"{opener} "
    for opener in """and/what about/how about/ok and/also/same/now/then/or/any more/tell me more/ok what/ok so
    but/so thanks and/open/show me the/right and/right""".replace("\n    ", "/").split("/")
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
_DOING = frozenset("doing did happening happened changed".split())
_ASKING = frozenset("have has did do does can will is are was were why how and so when who".split())


def is_follow_up(facets: Facets, words: Sequence[Token]) -> bool:
    """Whether a message leans on the turn before. A full new question does not."""
    if facets.case is not None or facets.unknown_case is not None or len(words) > LONG:
        return False
    if facets.names and asks_meaning(words):
        return False
    text = text_of(words)
    if len(words) > SHORT:
        return bool(facets.audiences) and _SAME.search(text) is not None
    if f"{text} ".startswith(_OPENERS) or facets.step:
        return True
    if (facets.numbers or facets.from_end) and not facets.audiences:
        return True
    if facets.places and len(words) == len(facets.places):
        return True
    rest = beyond(facets, words)
    if facets.audiences and "contact" in facets.intents and not pointed(words):
        return False
    return not rest or (pointed(words) and len(rest) <= 2 and not facets.names)


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
    named = counted or audiences or facets.topics or facets.standing or facets.asks_recommendations
    case = facets.case or (remembered.case if named else None)
    return replace(facets, case=case, audiences=audiences, numbers=numbers)


def of_what_was_shown(
    facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library
) -> Findings | None:
    """The answer to a message that says itself that it is about what was shown, or a part of it."""
    before = library.those(remembered.entries)
    other_case = facets.unknown_case or facets.case not in {None, remembered.case, *_cases(before, library)}
    if not before or other_case or facets.unheld_audiences or facets.printed:
        return None
    again = at_other_hours(facets, words, before, library) or once_more(facets, words, before)
    if again:
        return _found(again, facets)
    about = about_it(facets, words, before, library)
    if about is not None:
        return replace(about, confidence=SURE, follow_up=True)
    some = picked(facets, words, remembered, library)
    if some:
        by_place = facets.ordinal or facets.from_end or facets.step
        return replace(_found(some, facets), by_number=bool(by_place and remembered.audience))
    if facets.case is not None:
        return None
    full = fuller(before[0], library)
    if _detail(facets, words, full):
        return _found([full], facets)
    agency = facets.audiences or facets.numbers or facets.asks_recommendations
    new = set(beyond(facets, words)) - (LIVING if facets.areas else frozenset())
    if agency or new or asks_meaning(words):
        return None
    contacts = other_contacts(facets, before, library)
    return _found(contacts, facets) if contacts else None


def _detail(facets: Facets, words: Sequence[Token], shown: Entry) -> bool:
    """ "How was it shared with staff": asked in words that stand in what was shown."""
    new = beyond(facets, words)
    asked = pointed(words) or words[0].word in _ASKING
    if not (new and asked) or len(words) > SHORT or facets.numbers or facets.asks_recommendations:
        return False
    if shown.kind == "recommendation":
        return not (facets.names or facets.audiences) and says(shown, new)
    other = facets.topics or (facets.names and not facets.audiences)
    return shown.kind == "resource" and not other and says(shown, new)


def _cases(shown: Sequence[Entry], library: Library) -> set[str]:
    """The reviews that what is of none may be asked about."""
    return set() if any(entry.case for entry in shown) else {review.id for review in library.reviews}


def leaning(
    facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library
) -> Findings | None:
    """The answer to a follow-up that names nothing new, or only another audience."""
    before = library.those(remembered.entries)
    if facets.unheld_audiences or any(isinstance(entry.item, Contact) for entry in before):
        return None
    if before and asks_of_it(words, facets):
        return _found([fuller(entry, library) for entry in before], facets)
    if same_number(words) and facets.audiences and remembered.number is not None:
        return None
    counted = facets.numbers or facets.from_end or facets.step
    if counted or (facets.names and not facets.audiences and beyond(facets, words)):
        return None
    if facets.audiences:
        whole = "list" in facets.intents or remembered.intent == "whole"
        return None if whole else _other_audience(facets, words, remembered, library)
    if facets.asks_recommendations and facets.standing:
        return None
    if not before or facets.areas or beyond(facets, words) or (facets.topics and not facets.kinds):
        return None
    return _same_again(facets, words, before, library)


def _same_again(
    facets: Facets, words: Sequence[Token], before: Sequence[Entry], library: Library
) -> Findings:
    """The link, training, meaning or contact of what was shown, or what was shown once more."""
    linked = library.linked(*before)
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
        wanted = wanted or _called(words, [entry for entry in linked if entry.kind == "resource"])
    elif "contact" in facets.intents:
        wanted = whom_to_ask(before, library)
    trained = "training" in kinds and before[0].kind == "term"
    if not wanted and (
        trained or "status" in facets.intents or not _DOING.isdisjoint(each.word for each in words)
    ):
        wanted = promised_on(before[0], library)
    if not wanted and words[0].word in _ASKING:
        wanted = [fuller(entry, library) for entry in before]
    return _found(wanted or before, facets)


def _called(words: Sequence[Token], pages: Sequence[Entry]) -> list[Entry]:
    """ "The procedure for it": the pages that are called so; where none is, all."""
    said = {each.stem for each in words if each.word not in STOP_WORDS}
    return [page for page in pages if said & stems_of_name(page.title)] or list(pages)


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
    same = _SAME.search(text_of(words)) is not None
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


def shown_already(found: Findings, remembered: Remembered) -> bool:
    """Whether a follow-up that picks nothing is answered with what stands above it."""
    facets = found.facets
    picks = facets.numbers or facets.from_end or facets.step or facets.audiences or facets.standing
    again = bool(found.entries) and set(found.entries) <= set(remembered.entries)
    return found.follow_up and again and remembered.in_full and not picks


def still_about(
    findings: Findings, facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library
) -> Findings | None:
    """ "Why has it been difficult": more of what was shown, where nothing else answers."""
    if findings.decision not in {"not_held", "choices"} or len(words) > SHORT:
        return None
    if not library.those(remembered.entries[:1]):
        return None
    if facets.case or facets.unknown_case or facets.unheld_audiences or facets.number:
        return None
    if facets.names and not facets.audiences:
        return None
    shown = fuller(library.entries[remembered.entries[0]], library)
    new = len(beyond(facets, words))
    more = new <= MOST_NEW if pointed(words) else words[0].word in _ASKING and new < MOST_NEW
    if shown.kind == "contact" or not more:
        return None
    return replace(
        findings,
        decision="answer",
        entries=(shown.id,),
        related=(),
        confidence=FAIR,
        follow_up=True,
    )
