"""Questions that name one entry outright: "what is ICON", "unborn protocol link", "LADO for Portsmouth"."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact, Term
from knowledge.search.asking_words import MEANING, READING
from knowledge.search.findings import Facets, Findings
from knowledge.search.words import Token, stem, stems_of_name

_ASKING = (
    MEANING
    | READING
    | frozenset(
        stem(word)
        for word in """
        stood define definition abbreviation term word jargon exact exactly basically difference different
        versus vs v compare plain english site download pdf copy version current latest actual full text
        online touch themselves where locate find get hold document doc policy protocol procedure guidance
        form programme program
        """.split()
    )
)
_MEANING_WORDS = frozenset("mean means meaning stand stands define definition acronym short explain".split())

_COMPARING = frozenset("v vs versus or difference different same compare compared".split())
_DOING = frozenset("done doing did happened happening changed progress".split())
_FOR_WHOM = frozenset("for on about in to".split())
PAIR = 2
NAMED = 6
"""In how many words "what is" asks for a name alone."""


def named_entry(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """The entries whose own name is all that the question is about."""
    if _is_a_name(words, library.those(facets.names)):
        facets = replace(facets, intents=facets.intents - {"list"})
    if (
        facets.case is not None
        or facets.number is not None
        or not facets.names
        or facets.asks_recommendations
        or _whole_topic(facets)
        or _what_was_done(facets, words)
    ):
        return None
    audience = facets.audiences or facets.unheld_audiences
    compared = facets.name_spans == PAIR and not _COMPARING.isdisjoint(each.word for each in words)
    if facets.name_spans > 1 and not compared:
        return None
    if audience and not compared and not _about_the_name(facets, words):
        return None
    named = library.those(facets.names)
    if not _nothing_else(facets, named):
        return None
    chosen = _chosen(facets, named, library)
    if not chosen:
        return None
    related = tuple(each for entry in chosen for each in entry.related)
    return Findings("answer", facets, tuple(entry.id for entry in chosen), related, confidence=0.97)


def _whole_topic(facets: Facets) -> bool:
    """ "Everything about the unborn protocol": all that is held on it, not the one page of that name."""
    return bool(facets.topics) and facets.intents == {"list"}


def _what_was_done(facets: Facets, words: Sequence[Token]) -> bool:
    """ "What has been done about vulnerable family meetings": what was reported, not what the word means."""
    asked = "status" in facets.intents and not facets.intents & {"link", "contact", "training"}
    return asked and bool(facets.topics) and not _DOING.isdisjoint(each.word for each in words)


def _is_a_name(words: Sequence[Token], named: Iterable[Entry]) -> bool:
    """ "Every Sleep Counts": a name and nothing else, whatever its words would ask for by themselves."""
    said = {each.stem for each in words}
    return any(stems_of_name(name) == said for entry in named for name in _names(entry))


def _about_the_name(facets: Facets, words: Sequence[Token]) -> bool:
    """Whether the name itself is meant and not recommendations for whoever carries it."""
    return (
        "contact" in facets.intents
        or ("meaning" in facets.intents and len(words) <= 2)
        or _asks_meaning(words)
    )


def _asks_meaning(words: Sequence[Token]) -> bool:
    """ "HSCP meaning", "what is a midwife": the word itself is asked about, not recommendations for it."""
    said = [each.word for each in words]
    if not _MEANING_WORDS.isdisjoint(said):
        return True
    what = said[:1] == ["whats"] or (said[:1] == ["what"] and said[1:2] in (["is"], ["are"]))
    return what and len(said) <= NAMED and _FOR_WHOM.isdisjoint(said)


def _nothing_else(facets: Facets, named: Iterable[Entry]) -> bool:
    """Whether the names and the asking words account for every telling word of the question."""
    known = {stem for entry in named for name in _names(entry) for stem in stems_of_name(name)}
    beside = facets.residue and not facets.intents and not known & set(facets.residue)
    return not beside and all(word in known or word in _ASKING for word in facets.residue)


def _names(entry: Entry) -> tuple[str, ...]:
    return (entry.title, *entry.names)


def _chosen(facets: Facets, named: Sequence[Entry], library: Library) -> list[Entry]:
    """Of the things that carry the name: the page when a link is asked for, else what the word means."""
    terms = [entry for entry in named if isinstance(entry.item, Term)]
    things = [entry for entry in named if entry.kind == "resource"]
    if "contact" in facets.intents or ("link" in facets.intents and not things):
        contacts = [entry for entry in named if isinstance(entry.item, Contact)]
        related = [entry for each in terms for entry in library.linked(each, kind="contact")]
        if related and not contacts:
            return list(dict.fromkeys(related))
        if contacts:
            return contacts[:1]
    if "link" in facets.intents or ("training" in facets.intents and things):
        linked = [entry for each in terms for entry in library.linked(each, kind="resource")]
        return things[:1] or linked[:1]
    if "meaning" in facets.intents or not facets.intents:
        return terms[:2] or things[:1]
    return []
