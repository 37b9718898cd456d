"""What stands in the places of a command: what briefings can be about, entries, and people to phone."""

from collections.abc import Iterator, Sequence

from knowledge.commands.command import EVERYTHING, Scope
from knowledge.commands.grammar import normal
from knowledge.library import Library
from knowledge.schema.resources import Contact
from knowledge.search.corpus import Corpus
from knowledge.search.phrases import Hit
from knowledge.search.words import STOP_WORDS, Token, tokens

_ALL = frozenset("everything all anything whatever lot".split())
_FILLING = STOP_WORDS | frozenset(
    """
    briefing briefings update updates news learning review reviews recommendation recommendations staff team
    teams professional professionals practitioner practitioners services service theme themes topic topics
    related new case cases everybody everyone working work safeguarding scr lcspr serious only things stuff
    information digest digests weekly email emails message messages ones one
    """.split()
)
_CONTACT_FILLING = STOP_WORDS | frozenset(
    "number phone line contact team children childrens services".split()
)


class Subjects:
    """Reads the names of one library."""

    def __init__(self, library: Library, corpus: Corpus) -> None:
        self._corpus = corpus
        self._library = library
        self._called = _called(library)
        self._coded = {each.code: each for each in self._called.values()}

    def read(self, words: str) -> tuple[tuple[Scope, ...], bool]:
        """What some words name, and whether any of them names something unknown."""
        if not words:
            return (), False
        called = self._called.get(words.removeprefix("the "))
        if called is not None:
            return (called,), False
        coded = [self._coded.get(each) for each in words.split()]
        if all(coded):
            return tuple(each for each in coded if each is not None), False
        given = self._corpus.vocabulary.correct(tokens(words))
        names = self._corpus.names
        found = [
            *((hit, "review") for hit in names.cases.find(given)),
            *((hit, "audience") for hit in names.audiences.find(given)),
            *((hit, "theme") for hit in names.topics.find(given)),
        ]
        chosen = list(_longest(found))
        left = list(_left(given, [hit for hit, _ in chosen], _FILLING | _ALL))
        scopes = tuple(
            dict.fromkeys(Scope(kind, hit.keys[0]) for hit, kind in chosen)  # type: ignore[arg-type]
        )
        if not scopes and not left and any(each.word in _ALL for each in given):
            return (EVERYTHING,), False
        return (scopes, False) if scopes and not left else ((), True)

    def names_something(self, words: Sequence[str]) -> bool:
        """Whether some words name a case, a theme or an entry: then they ask about it."""
        given = self._corpus.vocabulary.correct(tokens(" ".join(words)))
        names = self._corpus.names
        return any(book.find(given) for book in (names.cases, names.topics, names.entries))

    def entries(self, words: str) -> tuple[str, ...] | None:
        """The entries that ids name; None when any of them is none."""
        ids = tuple(words.split())
        return ids if all(each in self._library.entries for each in ids) else None

    def contacts(self, words: str) -> tuple[str, ...]:
        """The contacts that some words name, by name or area; none when they name something else too."""
        given = self._corpus.vocabulary.correct(tokens(words))
        names = self._corpus.names
        hits = [hit for hit in names.entries.find(given) if self._contact_keys(hit)]
        areas = names.areas.find(given)
        kinds = {each.word for each in given} & {"mash", "lado", "cras"}
        left = list(_left(given, [*hits, *areas], _CONTACT_FILLING | kinds))
        if left:
            return ()
        found = [key for hit in hits for key in self._contact_keys(hit)]
        if not found and areas:
            found = list(self._in_areas({key for hit in areas for key in hit.keys}, kinds))
        return tuple(dict.fromkeys(found))

    def _contact_keys(self, hit: Hit) -> list[str]:
        return [key for key in hit.keys if isinstance(self._library.entries[key].item, Contact)]

    def _in_areas(self, areas: set[str], kinds: set[str]) -> Iterator[str]:
        for contact in self._library.contacts:
            if areas & set(contact.areas) and (
                not kinds or any(kind in contact.name.lower() for kind in kinds)
            ):
                yield contact.id


def _called(library: Library) -> dict[str, Scope]:
    """Everything by just the name that the bot says."""
    named = [(Scope("review", each.id), each.case) for each in library.reviews]
    named += [(Scope("audience", each.id), each.name) for each in library.audiences]
    named += [(Scope("theme", each.id), each.title) for each in library.topics]
    return {" ".join(normal(name)).removeprefix("the "): scope for scope, name in named}


def _longest(found: Sequence[tuple[Hit, str]]) -> Iterator[tuple[Hit, str]]:
    """Of names that overlap the longest; of equally long ones the first kind."""
    taken: set[int] = set()
    for hit, kind in sorted(found, key=lambda each: each[0].start - each[0].end):
        places = set(range(hit.start, hit.end))
        if not places & taken:
            taken |= places
            yield hit, kind


def _left(words: Sequence[Token], hits: Sequence[Hit], filling: frozenset[str] | set[str]) -> Iterator[str]:
    """Words that belong to no name and do not only fill the sentence."""
    used = {place for hit in hits for place in range(hit.start, hit.end)}
    for place, each in enumerate(words):
        if place not in used and each.word not in filling:
            yield each.word
