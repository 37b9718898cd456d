"""Questions that ask for all of something, or for one recommendation by audience and number."""

import re
from collections.abc import Iterable, Sequence

from knowledge.library import Entry, Library
from knowledge.search.counted import numbered
from knowledge.search.findings import Decision, Facets, Findings, Match
from knowledge.search.kinds import is_of_kind, kind_words
from knowledge.search.mentions import asks_mention, mentioning, says
from knowledge.search.words import Token, stem, stems, stems_of_name

_LISTING = frozenset(
    stem(word)
    for word in """
    all every everything everyone list full complete completed set whole both lot which ones actual
    actually done finish finished happened progress outstanding promise promised unfinished incomplete
    overdue pending still yet ever been made far got hold held different area four tell kind sort type
    offer cover deal about concern relate related mention never sure apply not available current agency
    agencies any side hand summary summarise say said told look refer come came out many status team
    work staff nurse officer manager new anyone relevant affect impact change implement implemented
    talk discuss speak involve include touch address focus regard
    rundown case knowledge base ongoing underway only count six three two five lead run down state stand
    see name named mark marked sort gimme noth nothing element aspect theme topic sorry meant itself remain
    remaining left loose end due deadline timescale target date dated track element hi role job
    """.split()
)
_OF_A_KIND = _LISTING | {"number", "contact", "phone", "line", "call", "ring", "speak", "talk", "report"}
_THOSE = frozenset("which ones those them what whats anything any who".split())
_DATED = frozenset("overdue due deadline deadlines timescale timescales dated".split())
_WHOLE = re.compile(r"^(?:\w+ )?(?:everything|anything|all)(?: \w+){0,3}? (?:about|on|regarding|around|re)\b")
_JOINED = frozenset("and or plus".split())
SURE = 0.98
MENTIONED = 6
"""A word that more recommendations than this have is not what a list is wanted of."""


def asked_list(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """A whole list or a numbered recommendation, when the facets alone say what is wanted."""
    pool = library.recommendations_of(facets.case)
    if facets.audiences:
        pool = [entry for entry in pool if entry.audience in facets.audiences]
    by_number = _numbered(facets, pool)
    if by_number is not None:
        return by_number
    of_kind = _of_kind(facets, library, words)
    if of_kind is not None:
        return of_kind
    if (facets.unheld_audiences and not facets.audiences) or _counts_people(library, words):
        return None
    return _recommendations(facets, library, pool, words)


def _counts_people(library: Library, words: Sequence[Token]) -> bool:
    """ "How many midwives": of people, not "how many for midwives", which is of recommendations."""
    roles = {stem(name) for each in library.audiences for name in each.names if " " not in name}
    said = [(each.word, each.stem) for each in words]
    return any(
        (one[0], two[0]) == ("how", "many") and three[1] in roles
        for one, two, three in zip(said, said[1:], said[2:], strict=False)
    )


def _recommendations(
    facets: Facets, library: Library, pool: Sequence[Entry], words: Sequence[Token]
) -> Findings | None:
    wanted = "list" in facets.intents
    rest = [word for word in facets.residue if word not in _LISTING]
    if "status" in facets.intents and not wanted and len(facets.audiences) > 1:
        return None
    on_topic = _only_topics(facets, library, rest, words)
    those = wanted or bool(facets.audiences) or any(each.word in _THOSE for each in words)
    if facets.statuses and those and not facets.dated and (not rest or on_topic):
        return _found(
            [each for each in _on_topics(facets, pool, words) if each.status in facets.statuses], facets
        )
    if _asks_dates(facets, words) and not facets.kinds:
        dated = _dated(facets, pool, library, words, rest)
        if dated is not None:
            return dated
    if asks_mention(words) and (facets.asks_recommendations or wanted):
        said = mentioning(facets, library, words, _LISTING)
        if said or facets.asks_recommendations:
            return _found(said, facets) or Findings("not_held", facets, related=facets.names)
    contact = "contact" in facets.intents and not facets.asks_recommendations
    if not rest and facets.audiences and not contact and not _errand(facets):
        return _found(pool, facets)
    if not rest and wanted and not contact and not facets.kinds and not facets.topics:
        return _found(pool, facets)
    if (
        not rest
        and facets.case is not None
        and not facets.audiences
        and not facets.kinds
        and not facets.statuses
    ):
        return Findings("answer", facets, (facets.case,), confidence=SURE)
    about_them = wanted or facets.asks_recommendations or not facets.intents & {"meaning", "link"}
    if (
        on_topic
        and (wanted or facets.audiences)
        and about_them
        and not _only_other_kinds(facets, library, words)
    ):
        return _found(_on_topics(facets, pool, words), facets)
    whole = facets.intents == {"list"} and _WHOLE.search(" ".join(each.word for each in words))
    if wanted and rest and (facets.asks_recommendations or whole):
        return _found([entry for entry in pool if says(entry, rest)], facets, most=MENTIONED)
    return None


def _asks_dates(facets: Facets, words: Sequence[Token]) -> bool:
    """ "Which are overdue", "what is due in 2022/23": promises with a date in them."""
    said = [each.word for each in words]
    if facets.dated:
        return True
    return any(
        word in _DATED and following != "to" for word, following in zip(said, [*said[1:], ""], strict=True)
    ) and ("when" not in said)


def _dated(
    facets: Facets, pool: Sequence[Entry], library: Library, words: Sequence[Token], rest: Sequence[str]
) -> Findings | None:
    """Promises with a date, in the time that is named; where nobody wrote down any, that is said."""
    asked = {*rest, *(each.word for each in words if each.word.isdigit())}
    promised = [entry for entry in pool if _promises(entry, asked)]
    if facets.statuses:
        promised = [entry for entry in promised if entry.status in facets.statuses]
    cases = tuple(review.id for review in library.reviews if facets.case in {None, review.id})
    if promised or asked:
        return _found(promised, facets)
    return Findings("no_dates", facets, related=cases, confidence=SURE)


def _promises(entry: Entry, asked: set[str]) -> bool:
    """Whether it has a promise whose date, in the document's words or as a day, has all that is asked."""
    return any(
        asked <= set(stems(due.words)) or asked <= {str(due.by.year), stem(f"{due.by:%B}".lower())}
        for due in getattr(entry.item, "due", ())
    )


def settled(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """A topic and nothing else but a case: what is recommended on it, when ranking is not sure of one."""
    rest = [word for word in facets.residue if word not in _LISTING]
    bare = (facets.short or facets.asks_recommendations) and not facets.kinds
    bare = bare and not facets.intents & {"meaning", "link", "contact"}
    asked = facets.audiences or facets.unheld_audiences or facets.numbers
    plain = facets.case if facets.case else bare and not asked
    if not plain or facets.statuses or not _only_topics(facets, library, rest, words):
        return None
    pool = library.recommendations_of(facets.case)
    own = [entry for entry in pool if entry.audience in facets.audiences]
    return _found(_most_topics(facets, own) or _most_topics(facets, pool), facets)


def _most_topics(facets: Facets, pool: Sequence[Entry]) -> list[Entry]:
    """Those that are about all topics asked for; where there is none, about any."""
    every = [entry for entry in pool if set(facets.topics) <= set(entry.topics)]
    return every or _on_topics(facets, pool, ())


def _errand(facets: Facets) -> bool:
    """ "How do I apply for a council house" names an agency and asks for nothing that was recommended."""
    return "how_to" in facets.intents and not facets.asks_recommendations and facets.case is None


def _only_other_kinds(facets: Facets, library: Library, words: Sequence[Token]) -> bool:
    """ "All the training on ..." asks for resources; "everything about the unborn protocol" does not."""
    if not facets.kinds or facets.asks_recommendations or facets.case is not None:
        return False
    asked = {each.stem for each in words}
    names = [
        stems_of_name(name) for each in library.topics if each.id in facets.topics for name in each.names
    ]
    inside = {word for name in names if len(name) > 1 and name <= asked for word in name}
    return "list" not in facets.intents or not kind_words(words) <= inside


def _numbered(facets: Facets, pool: Sequence[Entry]) -> Findings | None:
    found = tuple(entry.id for entry in numbered(facets, pool))
    if not found:
        return None
    several = facets.every_audience or bool(facets.pairs) or facets.few > 1
    several = several or bool(facets.from_end and facets.numbers)
    if facets.audiences and (len(facets.numbers) > 1 or len(facets.audiences) > 1):
        several = True
    decision: Decision = "answer" if len(found) == 1 else "list" if several else "choices"
    return Findings(decision, facets, found, confidence=SURE, by_number=True)


def _of_kind(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """All resources or contacts of a kind, when nothing but the kind is named."""
    if not facets.kinds or facets.audiences or facets.asks_recommendations:
        return None
    contact = bool(facets.intents & {"contact"}) or "contact" in facets.kinds or bool(facets.areas)
    if "list" not in facets.intents and not contact:
        return None
    known = kind_words(words) | set(facets.places)
    if any(word not in known and word not in _OF_A_KIND for word in facets.residue):
        return None
    wanted = [kind for kind in facets.kinds if kind != "contact"] or ["contact"]
    found = [
        entry
        for entry in library.entries.values()
        if any(is_of_kind(entry, kind) for kind in wanted)
        and (entry.kind == "contact" or not contact)
        and (not facets.areas or _in_areas(entry, facets))
        and (facets.case is None or _said_in(entry, facets.case, library))
    ]
    return _found(found, facets)


def _said_in(entry: Entry, case: str, library: Library) -> bool:
    """Whether a review's source says something of this entry."""
    source = library.review(case).source
    return any(quotation.source == source for quotation in library.quotations(entry))


def _in_areas(entry: Entry, facets: Facets) -> bool:
    return bool(set(getattr(entry.item, "areas", ())) & set(facets.areas))


def _only_topics(facets: Facets, library: Library, rest: Sequence[str], words: Sequence[Token]) -> bool:
    """Whether topic names account for all that the question says beyond its facets."""
    if not facets.topics:
        return False
    named = {word for each in library.topics if each.id in facets.topics for word in _topic_stems(each.names)}
    return all(word in named or word in kind_words(words) for word in rest)


def _topic_stems(names: Iterable[str]) -> set[str]:
    return {stem for name in names for stem in stems_of_name(name)}


def _on_topics(facets: Facets, pool: Iterable[Entry], words: Sequence[Token]) -> list[Entry]:
    """Those on one of the topics; where two are named side by side, "training on X", those on both."""
    asked = set(facets.topics)
    if not asked:
        return list(pool)
    some = [entry for entry in pool if asked & set(entry.topics)]
    if any(each.word in _JOINED for each in words):
        return some
    return [entry for entry in some if asked <= set(entry.topics)] or some


def _found(entries: Sequence[Entry], facets: Facets, most: int | None = None) -> Findings | None:
    if not entries or (most is not None and len(entries) > most):
        return None
    decision: Decision = "answer" if len(entries) == 1 else "list"
    return Findings(decision, facets, tuple(entry.id for entry in entries), confidence=SURE)


def nearest_topics(matches: Sequence[Match], library: Library) -> tuple[str, ...]:
    """What is nearest to a question that is not answered: offered as topics, never as the answer."""
    return tuple(match.entry for match in matches[:3] if library.entries[match.entry].kind != "gap")
