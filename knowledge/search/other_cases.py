"""Which other review a question asks for: by letter, place, title, kind, year or somebody's name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from knowledge.everyday import everyday_words
from knowledge.library import Library
from knowledge.privacy.wordlists import names as people
from knowledge.search.beside import ASKED, WORKS, end_of_review, is_about, is_year
from knowledge.search.lettered import Lettered
from knowledge.search.listed_reviews import ListedReviews
from knowledge.search.names import Names
from knowledge.search.phrases import Hit
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import STOP_WORDS, Token, stem, tokens

OTHER_CASE = "That case"
"""What another case is called when its name may be a person's."""
_CALLED = frozenset("baby little boy girl child toddler called named".split())
_NO_TITLE = STOP_WORDS | ASKED


class OtherCases:
    """Knows what one library holds, and so what it does not."""

    def __init__(self, library: Library, names: Names, vocabulary: Vocabulary) -> None:
        self._held = bool(names.held_audiences)
        self._vocabulary = vocabulary
        self._lettered = Lettered(names, vocabulary)
        self._listed = ListedReviews(library, names)
        self._said = frozenset(stem(word) for word in _said(library))
        sources = " ".join(
            (*(stored.text for stored in library.sources.values()), *(each.title for each in library.reviews))
        )
        self._people = frozenset(each.word for each in tokens(sources))

    def find(self, text: str, words: Sequence[Token], case_hits: Sequence[Hit]) -> str | None:
        """The name of a case that no review here is about. One letter apart is another case."""
        lettered = self._lettered.find(text)
        if lettered or case_hits or not self._held:
            return lettered
        typed = tokens(text)
        return self._listed.find(typed) or (OTHER_CASE if self._unnamed(typed, words) else None)

    def _unnamed(self, typed: Sequence[Token], words: Sequence[Token]) -> bool:
        asked = any(each.word in ASKED for each in typed)
        of_a_review = asked and (_dated(typed) or self._of_somebody(typed) or self._titled(typed))
        return of_a_review or self._of_the_unknown(words)

    def is_somebody(self, name: str) -> bool:
        """Whether a word is a first name, and no word of the content."""
        word = name.lower()
        if word in self._people or stem(word) in self._said or word in STOP_WORDS:
            return False
        known = word in people("first-names")
        return (known and word not in everyday_words()) or (
            name[:1].isupper() and word in people("ordinary-names")
        )

    def _of_somebody(self, words: Sequence[Token]) -> bool:
        """A review known by a child's first name."""
        return any(
            (at and words[at - 1].word in _CALLED)
            or end_of_review(words, at + 1, ASKED)
            or is_about(words, at, ASKED)
            for at, each in enumerate(words)
            if self.is_somebody(each.raw) or self.is_somebody(each.raw.removesuffix("s").removesuffix("'"))
        )

    def _of_the_unknown(self, words: Sequence[Token]) -> bool:
        """A word that nobody here knows before "report", or two of them side by side as in a name."""
        strange = [each.raw.isalpha() and not self._known(each) for each in words]
        if any(each and end_of_review(words, at) for at, each in enumerate(strange, 1)):
            return True
        names = [each and len(word.raw) > 3 for each, word in zip(strange, words, strict=True)]
        return any(a and b for a, b in pairwise(names))

    def _titled(self, words: Sequence[Token]) -> bool:
        """ "The silence of neighbours review": of what no text here speaks."""
        for at, (noun, of) in enumerate(pairwise(words), 2):
            if of.word == "of" and noun.stem not in self._said and noun.word not in _NO_TITLE:
                title = [*takewhile(lambda each: each.word not in _NO_TITLE, words[at : at + 3])]
                if title and end_of_review(words, at + len(title)):
                    return True
        return False

    def _known(self, each: Token) -> bool:
        return each.corrected_from is not None or self._vocabulary.knows(each)


def _dated(words: Sequence[Token]) -> bool:
    """ "The 2019 review"."""
    return any(
        is_year(each) and (end_of_review(words, at + 1) or is_about(words, at, WORKS))
        for at, each in enumerate(words)
    )


def _said(library: Library) -> Iterator[str]:
    """Every word of the content's own titles, names and texts."""
    for entry in library.entries.values():
        for text in (entry.title, *entry.names, *entry.body):
            yield from (each.word for each in tokens(text))
    for topic in library.topics:
        for text in (topic.title, *topic.names):
            yield from (each.word for each in tokens(text))
