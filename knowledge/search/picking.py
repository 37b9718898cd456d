"""Which of those shown are meant: "just the ones in progress", "the housing one", "the last", "the rest"."""

import re
from collections.abc import Sequence

from knowledge.library import Entry, Library
from knowledge.schema.base import Status
from knowledge.search.asking_words import BESIDE_PARTLY
from knowledge.search.findings import Facets, Remembered
from knowledge.search.mentions import says
from knowledge.search.selection import answered_in_part
from knowledge.search.shown import beyond, recommending
from knowledge.search.words import STOP_WORDS, Token, stems, stems_of_name, text_of

_PART = re.compile(r"\b(?:ones?|those|these|them|just|only|which)\b")
_STRICTLY = re.compile(r"\b(?:of (?:those|these)|just|only|those)\b")
_ALL = re.compile(r"\b(?:all|every|everything|each|list|recs|recommendations|actions)\b")
"""What asks for all that there is, whatever was shown before."""
_DONE_ONES = re.compile(
    r"\b(?:done|finished|completed?|closed) ones?\b"
    r"|\b(?:ones|those|which|what|whats)(?: of \w+)?"
    r"(?: (?:are|were|is|that|thats|have|been|already|actually|fully|completely))*"
    r" (?:done|finished|completed?|closed)\b"
)
_THAT_ONE = re.compile(r"\b(?:this|that) one\b|\bit\b")
_DONE = frozenset[Status]({"done"})
_NOT_THOSE = re.compile(
    r"\b(?:not|isnt|arent|wasnt|werent|hasnt|havent|isn't|aren't)(?: yet| been| is| are)*$"
)
_ASKS_WHICH = re.compile(r"^(?:and |so |ok |then |now |but )*(?:what|whats|which|the ones|those|who)\b")
_OTHERS = re.compile(
    r"\b(?:the rest|others?|the other (?:one|ones|two|three|four|five|\d|recs?|recommendations?)|remaining"
    r"|remainder|what else|anything else)\b"
)
_OTHER_WORDS = frozenset("rest other others remain remaind els else anyth their".split())
_END = r"(?= is | was | has | have | did | are | what | when | who | how |$)"
_THE_ONE = re.compile(
    r"\b(?:the|that|this|those) (?P<before>\w+(?: \w+){0,3}?) ones?\b"
    r"|(?:\bones?|^(?:and |so |ok )?(?:any|anything))(?: is| are| was)? "
    rf"(?:about|on|re|regarding|around|mentioning|that mentions) (?P<after>\w+(?: \w+){{0,3}}?){_END}"
)
_PLACES_BY_WORD = frozenset("first second third last next previous other same right wrong new".split())
MOST_WORDS = 12


def picked(facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library) -> list[Entry]:
    """The entries that a message picks of those shown before; none where it picks nothing."""
    lists = [library.those(each) for each in (remembered.entries, remembered.among)]
    lists = [each for each in lists if len(each) > 1]
    if len(words) > MOST_WORDS:
        return []
    return (
        _others(facets, words, remembered, library)
        or _placed(facets, words, lists, remembered)
        or _marked(facets, words, lists)
        or _described(facets, words, lists, remembered, library)
    )


def _others(facets: Facets, words: Sequence[Token], remembered: Remembered, library: Library) -> list[Entry]:
    """ "The rest", "and what's not": of the list, or of those for the same agency, what was not shown."""
    text = text_of(words)
    several = len(remembered.entries) > 1 or bool(remembered.among)
    unlike = several and _NOT_THOSE.search(text) and _ASKS_WHICH.search(text)
    rest = set(beyond(facets, words)) - _OTHER_WORDS
    if not (unlike or _OTHERS.search(text)) or rest or facets.case:
        return []
    whole = library.those(remembered.among) if not facets.audiences else []
    whole = whole or _whole(facets, remembered, library)
    known = {*remembered.entries, *remembered.seen}
    left = [entry for entry in whole if entry.id not in known]
    return left or (whole if facets.audiences else [])


def _whole(facets: Facets, remembered: Remembered, library: Library) -> list[Entry]:
    """All that the shown ones are a part of: those for one agency, or all where they share a status."""
    shown = library.those(remembered.entries)
    audiences = facets.audiences or ((remembered.audience,) if remembered.audience else ())
    pool = library.recommendations_of(remembered.case)
    if audiences:
        return [entry for entry in pool if entry.audience in audiences]
    alike = len({entry.status == "done" for entry in shown}) == 1
    return list(pool) if alike and len(shown) > 1 else []


def _placed(
    facets: Facets, words: Sequence[Token], lists: Sequence[Sequence[Entry]], remembered: Remembered
) -> list[Entry]:
    """ "The last of those", "the second", "next": by its place in the list."""
    if facets.audiences or facets.asks_recommendations or beyond(facets, words):
        return []
    for each in lists:
        if facets.step and len(remembered.entries) == 1:
            ids = [entry.id for entry in each]
            places = [ids.index(remembered.entries[0]) + facets.step] if remembered.entries[0] in ids else []
        elif facets.from_end:
            start = len(each) - facets.from_end
            places = list(range(start, start + facets.few))
        elif facets.middle:
            places = list(range((len(each) - 1) // 2, len(each) // 2 + 1))
        elif facets.ordinal:
            places = [number - 1 for number in facets.numbers]
        else:
            return []
        if places and all(0 <= place < len(each) for place in places):
            return [each[place] for place in places]
    return []


def _marked(facets: Facets, words: Sequence[Token], lists: Sequence[Sequence[Entry]]) -> list[Entry]:
    """ "Just the midwifery ones", "which of those is still open", "and the done ones"."""
    text = text_of(words)
    done_ones = _DONE_ONES.search(text) is not None
    cue = _STRICTLY if facets.case or _ALL.search(text) else _PART
    new = set(beyond(facets, words)) - (BESIDE_PARTLY if facets.standing else frozenset())
    cued = (done_ones or cue.search(text)) and not new
    statuses = facets.statuses or (_DONE if done_ones else frozenset())
    marked = facets.audiences or statuses or facets.partly
    if not (cued and marked) or facets.numbers or facets.from_end or _THAT_ONE.search(text):
        return []
    for each in lists:
        found = [entry for entry in each if _is(entry, facets, statuses)]
        if found:
            return found
    return []


def _is(entry: Entry, facets: Facets, statuses: frozenset[Status]) -> bool:
    return (
        entry.kind == "recommendation"
        and (not facets.audiences or entry.audience in facets.audiences)
        and (not statuses or entry.status in statuses)
        and (not facets.partly or answered_in_part(entry))
    )


def _described(
    facets: Facets,
    words: Sequence[Token],
    lists: Sequence[Sequence[Entry]],
    remembered: Remembered,
    library: Library,
) -> list[Entry]:
    """ "The one about supervision", "the ICON one": of the list, else of those for the same agency."""
    found = _THE_ONE.search(text_of(words))
    if found is None or facets.audiences:
        return []
    wanted = [each for each in stems(found["before"] or found["after"]) if each not in STOP_WORDS]
    if not wanted or not _PLACES_BY_WORD.isdisjoint(wanted):
        return []
    own = [
        entry
        for entry in library.recommendations_of(remembered.case)
        if entry.audience == remembered.audience
    ]
    for each in (*lists, own):
        pool = [entry for entry in each if entry.kind == "recommendation"]
        best = _most_like(facets, wanted, pool, library)
        if best:
            return best
    return []


def _most_like(facets: Facets, wanted: Sequence[str], pool: Sequence[Entry], library: Library) -> list[Entry]:
    """Those with the words in their title; else on the theme or linked with the name; else that say them."""
    titled = [entry for entry in pool if set(wanted) <= stems_of_name(entry.title)]
    named = library.those(facets.names)
    about = {entry.id for entry in recommending(named, library)}
    on_topic = [entry for entry in pool if set(facets.topics) & set(entry.topics) or entry.id in about]
    return titled or on_topic or [entry for entry in pool if says(entry, wanted)]
