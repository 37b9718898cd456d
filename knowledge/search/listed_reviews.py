"""Reviews that are known by a place, a title or their kind; the lists are content."""

import re
from collections.abc import Iterator, Sequence

from knowledge.library import Library
from knowledge.privacy.wordlists import public_names
from knowledge.search.beside import REVIEWS, WORKS, end_of_review, is_about
from knowledge.search.names import Names
from knowledge.search.phrases import PhraseBook
from knowledge.search.word_lists import listed
from knowledge.search.words import STOP_WORDS, Token, text_of, tokens

_WHAT_IS = re.compile(r"(?:define|whats|what is|what are)(?: an?| the)?")
_PUBLISHED = WORKS | {"analysis", "briefing", "briefings"}


class ListedReviews:
    """Knows of the lists what one library does not hold."""

    def __init__(self, library: Library, names: Names) -> None:
        self._names = names
        self._places, self._titles, self._kinds = PhraseBook(), PhraseBook(), PhraseBook()
        for place, said in _places_elsewhere(library):
            self._places.add(place, said)
        for title in (*listed("published-reviews"), *public_names("cases")):
            if not self._holds(tokens(title)):
                self._titles.add_all((title, title.removeprefix("The ")), title)
        for kind in listed("kinds-of-reviews"):
            self._kinds.add(kind, kind)

    def find(self, words: Sequence[Token]) -> str | None:
        """What the review is called that a question names and nobody holds here."""
        return self._of_place(words) or self._titled(words) or self._of_kind(words)

    def _of_place(self, words: Sequence[Token]) -> str | None:
        for hit in self._places.find(words):
            if end_of_review(words, hit.end, REVIEWS | {"case"}) or is_about(words, hit.start, REVIEWS):
                return f"The {hit.keys[0]} review"
        return None

    def _titled(self, words: Sequence[Token]) -> str | None:
        return next((hit.keys[0] for hit in self._titles.find(words)), None)

    def _of_kind(self, words: Sequence[Token]) -> str | None:
        for hit in self._kinds.find(words):
            if _WHAT_IS.fullmatch(text_of(words[: hit.start])):
                continue
            named = words[hit.start : end_of_review(words, hit.end, _PUBLISHED)]
            if named and not self._holds(named):
                return f"The {text_of(named)}"
        return None

    def _holds(self, name: Sequence[Token]) -> bool:
        """Whether words are the whole name of something that is held."""
        telling = len([each for each in name if each.word not in STOP_WORDS])
        hits = [*self._names.entries.find(name), *self._names.topics.find(name)]
        return any(hit.end - hit.start >= telling for hit in hits)


def _places_elsewhere(library: Library) -> Iterator[tuple[str, str]]:
    """Each name of a place that publishes nothing that is held, and what is said back for it."""
    sources = [stored.source for stored in library.sources.values()]
    published = _plain(" ".join(f"{each.publisher} {each.title}" for each in sources))
    for area in library.areas:
        names = (area.name, *area.names)
        if area.together or not any(_plain(each) in published for each in names):
            yield from ((each, area.name) for each in names)
        yield from ((each, each) for each in area.towns if _plain(each) not in published)
    yield from ((each, each) for each in listed("places") if _plain(each) not in published)


def _plain(text: str) -> str:
    return f" {text_of(tokens(text))} "
