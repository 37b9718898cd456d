"""What is asked of what the turn before showed: what it means, what is linked with it, who answers for it."""

import re
from collections.abc import Iterable, Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact, Resource, Term
from knowledge.search.asking_words import NOTHING_OF_WHAT_WAS_SHOWN
from knowledge.search.findings import Facets
from knowledge.search.kinds import is_of_kind, kind_words
from knowledge.search.mentions import names_in
from knowledge.search.phrases import PhraseBook
from knowledge.search.words import Token, text_of, tokens

POINTERS = frozenset("it that this they them their those these there same one ones itself".split())
_ASKING_OF_IT = frozenset("can do does did have has are is will should could were was would".split())
_ANOTHER = frozenset(
    """
    too also one ones similar same any anything something rec recs recommendation recommendations else well
    for list all
    """.split()
)
_OFFICE = frozenset({"template", "system", "training", "audit"})
_MEANS = re.compile(r"\b(?:stands? for|means?|meaning|short for|acronym|abbreviation|definition|define)\b")
_ONE = re.compile(r"\bwhich (?:rec|recommendation|one|action|number) (?:is|was) (?:that|this|it)\b")


def pointed(words: Sequence[Token]) -> bool:
    """Whether a word points at what was shown."""
    return any(each.word in POINTERS for each in words)


def beyond(facets: Facets, words: Sequence[Token]) -> list[str]:
    """What a message says beyond facets, pointing words and the kind of thing it asks for."""
    known = NOTHING_OF_WHAT_WAS_SHOWN | kind_words(words) | set(facets.places)
    return [word for word in facets.residue if word not in known]


def asks_of_it(words: Sequence[Token], facets: Facets) -> bool:
    """ "Can health visitors see it": of what was shown, not of what there is for health visitors."""
    said = [each.word for each in words]
    pointed = not {"it", "that", "this", "them"}.isdisjoint(said)
    return bool(facets.audiences) and said[0] in _ASKING_OF_IT and pointed and _ANOTHER.isdisjoint(said)


def asks_meaning(words: Sequence[Token]) -> bool:
    """ "What does it stand for"."""
    return _MEANS.search(text_of(words)) is not None


def asks_which_one(words: Sequence[Token]) -> bool:
    """ "Which recommendation is that"."""
    return _ONE.search(text_of(words)) is not None


def term_of(entry: Entry, library: Library) -> list[Entry]:
    """The word that an entry is about: the one in its title, else the one its first theme is named by."""
    if isinstance(entry.item, Term):
        return [entry]
    book = PhraseBook()
    for term in library.terms:
        book.add_all((term.term, *term.aliases, *term.capitals_only), term.id)
    found = [key for hit in book.find(tokens(entry.title)) for key in hit.keys]
    by_theme = [term for topic in library.topics if topic.id in entry.topics[:1] for term in topic.terms]
    return library.those((*by_theme, *found))[:1]


def fuller(entry: Entry, library: Library) -> Entry:
    """What tells more than a word's meaning: the page of the same name, where there is one."""
    if not isinstance(entry.item, Term):
        return entry
    names = {name.casefold() for name in (entry.title, *entry.names)}
    pages = library.linked(entry, kind="resource")
    same = [page for page in pages if names & {name.casefold() for name in (page.title, *page.names)}]
    return (same or [entry])[0]


def promised_on(entry: Entry, library: Library) -> list[Entry]:
    """The recommendation whose response says what was done about a word or a page."""
    if entry.kind not in {"term", "resource"}:
        return []
    found = library.linked(entry, kind="recommendation") or recommending([entry], library)
    return found[:1]


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


def titled(entry: Entry, named: Sequence[Entry]) -> bool:
    """Whether a title has the name of one of these entries."""
    book = PhraseBook()
    for each in named:
        book.add_all((each.title, *each.names), each.id)
    return bool(book.find(tokens(entry.title)))


def _helplines(shown: Sequence[Entry], library: Library) -> list[Entry]:
    """Those of the programmes that are named in what was shown."""
    named = [page for entry in shown for page in library.linked(entry) if names_in(entry, [page])]
    contacts = dict.fromkeys(library.linked(*named, kind="contact"))
    return [entry for entry in contacts if is_of_kind(entry, "information")]


def whom_to_ask(shown: Iterable[Entry], library: Library) -> list[Entry]:
    """Who answers for what was shown: a contact linked with it; of what was recommended, a helpline on its
    theme and the partnership whose it is."""
    shown = list(shown)
    contacts = library.linked(*shown, kind="contact")
    if contacts:
        return contacts
    everyone = [entry for entry in library.entries.values() if isinstance(entry.item, Contact)]
    partnership = [entry for entry in everyone if is_of_kind(entry, "partnership")]
    if partnership and all(entry.kind in {"recommendation", "review"} for entry in shown):
        return [*_helplines(shown, library), *partnership]
    if partnership and all(_of_the_office(entry, library) for entry in shown):
        return partnership
    return [
        entry for entry in everyone if is_of_kind(entry, "front_door") or is_of_kind(entry, "front_door_ooh")
    ]


def _of_the_office(entry: Entry, library: Library) -> bool:
    """Whether what was shown is paper, training or a system: nobody phones children's services about that."""
    pages = [entry] if entry.kind == "resource" else library.linked(entry, kind="resource")
    return bool(pages) and all(page.item.kind in _OFFICE for page in pages if isinstance(page.item, Resource))
