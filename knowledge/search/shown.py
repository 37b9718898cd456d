"""What is meant of what the turn before showed: a part of the list, a word in it, what is linked with it."""

import re
from collections.abc import Iterable, Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact, Term
from knowledge.search.findings import Facets
from knowledge.search.kinds import is_of_kind
from knowledge.search.mentions import names_in
from knowledge.search.phrases import PhraseBook
from knowledge.search.words import Token, tokens

_PART = frozenset("one ones those these them just only which of".split())
_ASKING_OF_IT = frozenset("can do does did have has are is will should could were was would".split())
_ANOTHER = frozenset(
    """
    too also one ones similar same any anything something rec recs recommendation recommendations else well
    for list all
    """.split()
)
_MEANS = re.compile(r"\b(?:stands? for|means?|meaning|short for|acronym|abbreviation|definition|define)\b")
_ONE = re.compile(r"\bwhich (?:rec|recommendation|one|action|number) (?:is|was) (?:that|this|it)\b")


def part(facets: Facets, words: Sequence[Token], shown: Sequence[Entry]) -> list[Entry]:
    """ "Just the midwifery ones", "which of those is still open", "the housing one"."""
    if len(shown) < 2 or not any(each.word in _PART for each in words):
        return []
    if not (facets.audiences or facets.statuses):
        return []
    return [
        entry
        for entry in shown
        if entry.kind == "recommendation"
        and (not facets.audiences or entry.audience in facets.audiences)
        and (not facets.statuses or entry.status in facets.statuses)
    ]


def asks_of_it(words: Sequence[Token], facets: Facets) -> bool:
    """ "Can health visitors see it": of what was shown, not of what there is for health visitors."""
    said = [each.word for each in words]
    pointed = not {"it", "that", "this", "them"}.isdisjoint(said)
    return bool(facets.audiences) and said[0] in _ASKING_OF_IT and pointed and _ANOTHER.isdisjoint(said)


def asks_meaning(words: Sequence[Token]) -> bool:
    """ "What does it stand for"."""
    return _MEANS.search(" ".join(each.word for each in words)) is not None


def asks_which_one(words: Sequence[Token]) -> bool:
    """ "Which recommendation is that"."""
    return _ONE.search(" ".join(each.word for each in words)) is not None


def term_of(entry: Entry, library: Library) -> list[Entry]:
    """The word that an entry is about: the one in its title, else the one its first theme is named by."""
    if isinstance(entry.item, Term):
        return [entry]
    book = PhraseBook()
    for term in library.terms:
        book.add_all((term.term, *term.aliases, *term.capitals_only), term.id)
    found = [key for hit in book.find(tokens(entry.title)) for key in hit.keys]
    by_theme = [term for topic in library.topics if topic.id in entry.topics[:1] for term in topic.terms]
    linked = [term for term in (*by_theme, *found) if term in library.entries]
    return [library.entries[each] for each in dict.fromkeys(linked)][:1]


def recommending(shown: Sequence[Entry], library: Library) -> list[Entry]:
    """ "Which recs mention it": those that are linked with what was shown, name it, or share its theme."""
    ids = {entry.id for entry in shown}
    linked = {each for entry in shown for each in entry.related}
    terms = ids | {term.id for entry in shown for term in term_of(entry, library)}
    themes = {topic.id for topic in library.topics if terms & set(topic.terms)}
    themes |= {each for entry in shown for each in entry.topics[:1]}
    others = [entry for entry in shown if entry.kind != "recommendation"]
    return [
        entry
        for entry in library.recommendations
        if entry.id in linked
        or ids & set(entry.related)
        or themes & set(entry.topics)
        or names_in(entry, others)
    ]


def whom_to_ask(shown: Iterable[Entry], library: Library) -> list[Entry]:
    """Who answers for what was shown: a contact linked with it; of a review, the partnership whose it is."""
    shown = list(shown)
    linked = [library.entries[each] for entry in shown for each in entry.related]
    contacts = [entry for entry in linked if entry.kind == "contact"]
    if contacts:
        return contacts
    everyone = [entry for entry in library.entries.values() if isinstance(entry.item, Contact)]
    partnership = [entry for entry in everyone if is_of_kind(entry, "partnership")]
    if partnership and all(entry.kind in {"recommendation", "review"} for entry in shown):
        return partnership
    return [
        entry for entry in everyone if is_of_kind(entry, "front_door") or is_of_kind(entry, "front_door_ooh")
    ]
