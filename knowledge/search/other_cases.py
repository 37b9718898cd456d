"""Which other review a question asks for: by letter, place, year, kind, title or somebody's name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from importlib import resources
from itertools import pairwise

from rapidfuzz.distance import OSA

from knowledge.everyday import everyday_words
from knowledge.library import Library
from knowledge.privacy.wordlists import names as people
from knowledge.privacy.wordlists import public_names
from knowledge.search.names import Names
from knowledge.search.phrases import Hit, PhraseBook
from knowledge.search.places import PLACES
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import REVIEW_WORDS, STOP_WORDS, TELLS_NOTHING, Token, stem, tokens

OTHER_CASE = "That case"
"""What another case is called when its name may be a person's."""
_TITLES = "content/words/published-reviews.txt"
_LETTER_WORDS = {"a", "i"}
_LETTERED = re.compile(
    r"\b(child(?=[a-rt-z]\b)|(?:child|baby|kid|infant|family|adult|case|sibling|twin|boy|girl|young person|yp"
    r"|mr|mrs|ms|children|babies|siblings|twins|brothers|sisters|(?:sibling|family) group)[ _-])"
    r"([a-z][0-9]?|(?-i:[A-Z]{2})|[a-z]{1,2}(?=\s+(?:review|scr|lcspr|case|report|recs?\b|recom|finding|lesson)))"
    r"(?![a-z0-9]|'(?!s\b))(?:'s)?(?:\s+(\w+))?",
    re.IGNORECASE,
)
_LETTER_FIRST = re.compile(
    r"(?<![\w'/.&-])(?:the ([b-hj-z])|(?-i:([B-HJ-Z]))) (child|review|scr|lcspr|case)\b", re.IGNORECASE
)
_WORK = (
    r"(?:serious case review|case review|practice review|scr|lcspr|review|inquiry|enquiry|report|inspection"
    r"|inquest|case)s?"
)
_REVIEW = (
    r"(?:(?:serious )?case review|(?:child )?(?:safeguarding )?practice review|scr|lcspr|review|inquiry"
    r"|enquiry)s?"
)
_ANY_REVIEW = re.compile(rf"{_REVIEW}|case", re.IGNORECASE)
_BETWEEN = r"(?: (?:(?:19|20)\d\d|child|safeguarding|learning|local|neglect|bruising|baby|shaken)){0,2}"
_NAMED_REVIEW = re.compile(rf"\b([a-z]+(?: [a-z]+)??) {_WORK}\b", re.IGNORECASE)
_KIND_OF_REVIEW = re.compile(
    r"\b(national|annual|triennial|biennial|thematic|themed|panel|independent|domestic homicide"
    r"|mental health homicide|safeguarding adults?|child death|joint targeted area|ofsted|cqc)"
    r"(?: (?:panel|child|safeguarding|practice|area|learning|final|annual|state|themed)){0,4}"
    r" (reviews?|reports?|inquir(?:y|ies)|enquir(?:y|ies)|inspections?|analys[ie]s|briefings?)\b"
    r"|\b(?:sar|dhr|jtai|mhhr)s?\b",
    re.IGNORECASE,
)
_ITS_OWN = frozenset("panel independent thematic themed domestic safeguarding child mental".split())
"""Kinds that are also asked about as words; what they are of makes one of them a review of its own."""
_OF = re.compile(
    r"^ (?:of|on|into|for|about|from|in|19\d\d|20\d\d|rec\w*|findings?|learning|lessons|said|say|report)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(
    rf"\b((?:19|20)\d\d)(?:'s)? (?:\w+ ){{0,1}}{_REVIEW}\b"
    rf"|\b{_REVIEW}(?: (?:from|in|of|dated))? ((?:19|20)\d\d)\b|\bones? (?:from|in) ((?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"\u201c]([^\"\u201c\u201d]{6,80})[\"\u201d]")
_TITLED = re.compile(
    r"\b((?-i:[A-Z])[\w'-]+(?: (?:(?-i:[A-Z])[\w'-]*|of|in|and|the|on|to|for)){0,6}? (?-i:[A-Z])[\w'-]+)"
    r" (?:review|report|inquiry|enquiry)\b"
)
_NOUN_OF = re.compile(rf"\b([a-z]+) of ((?:[a-z]+ ){{1,3}}){_REVIEW}\b", re.IGNORECASE)
_ABOUT_SOMEBODY = re.compile(
    r"\b(?:ones?|review|scr|lcspr|report|case|inquiry|recs?|recommendations|learning|findings|lessons)"
    r" (?:about|into|of|on|for|re|regarding|from|in|involving|after|following)"
    r"(?: (?:the|death|deaths|murder|killing|of|little|baby|boy|girl|a|an|called|named|poor|child|young))*"
    r" ([a-z]+)(?: (?:and|&|or) ([a-z]+))?\b",
    re.IGNORECASE,
)
_SOMEBODYS = re.compile(
    r"\b([a-z]+?)(?:'?s)?(?: (?:and|&) ([a-z]+?)(?:'?s)?)?(?: [a-z]+)?"
    r" (?:review|scr|lcspr|report|inquiry|case|recs?|recommendations|learning)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(r"\b(?:baby|little|boy|girl|child|toddler|called|named) ([a-z]+)\b", re.IGNORECASE)
_ASKS_FOR_A_REVIEW = REVIEW_WORDS - {"no", "r", "number", "numbers", "point", "points", "action"}


_QUOTED_LETTER = re.compile(r"\b([a-z]+) [\"'(\u201c]([a-z][0-9]?)[\"')\u201d]", re.IGNORECASE)
_HEARD = dict(
    each.split("=")
    for each in """
    bee=b dee=d eff=f gee=g aitch=h jay=j kay=k ell=l em=m en=n pee=p cue=q queue=q ess=s tee=t tea=t vee=v
    ex=x zed=z
    """.split()
)
"""What dictation writes for a letter. Sounds that are common words on their own are left out."""


class OtherCases:
    """Knows what one library holds, and so what it does not."""

    def __init__(self, library: Library, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._vocabulary = vocabulary
        self._said = frozenset(stem(word) for word in _said(library))
        sources = " ".join(
            (*(stored.text for stored in library.sources.values()), *(each.title for each in library.reviews))
        )
        self._people = frozenset(each.word for each in tokens(sources))
        published = " ".join(
            f"{stored.source.publisher} {stored.source.title}" for stored in library.sources.values()
        ).lower()
        own = {
            name
            for area in names.area_titles
            if any(_within(each, published) for each in area)
            for name in area
        }
        others = {*PLACES, *(name for area in names.area_names for name in area)}
        self._place = _place_pattern(each for each in others - own if not _within(each, published))
        self._works = PhraseBook()
        for title in (*_titles(), *public_names()):
            if len(title.split()) > 1 and not self._named_here(tokens(title)):
                self._works.add(title, title)

    def find(self, text: str, words: Sequence[Token], case_hits: Sequence[Hit]) -> str | None:
        """The name of a case that no review here is about. One letter apart is another case."""
        lettered = self._lettered(_unquoted(text)) or self._lettered(_as_corrected(words))
        lettered = lettered or self._dictated(words)
        if lettered or case_hits or not self._names.held_audiences:
            return lettered
        return (
            self._of_place(text)
            or self._published(words)
            or self._of_kind(text)
            or (OTHER_CASE if self._unnamed(text, words) else None)
        )

    def _unnamed(self, text: str, words: Sequence[Token]) -> bool:
        return (
            self._of_somebody(text, words)
            or self._named_review(text)
            or bool(_YEAR.search(text))
            or self._titled(text)
            or self._names_a_person(words)
        )

    def _lettered(self, text: str) -> str | None:
        for match in _LETTERED.finditer(text):
            kind, letter = match.group(1).strip(" _-"), match.group(2)
            following = (match.group(3) or "").lower()
            if self._holds(f"{kind} {letter}"):
                continue
            if letter.lower() in _LETTER_WORDS and not _reads_as_case(letter, following):
                continue
            if len(letter) > 1 and not letter[-1].isdigit() and self._is_word(letter):
                continue
            return f"{kind.capitalize()} {letter.upper()}"
        for match in _LETTER_FIRST.finditer(text):
            if not self._holds(match.group().removeprefix("the ")):
                return f"Review {(match.group(1) or match.group(2)).upper()}"
        return None

    def _dictated(self, words: Sequence[Token]) -> str | None:
        """ "Child cue review", where dictation heard a letter."""
        following = [*(each.word for each in words[1:]), ""]
        for each, sound, after in zip(words, following, [*following[1:], ""], strict=True):
            letter = _HEARD.get(sound)
            if each.word == "child" and letter and (not after or after in REVIEW_WORDS):
                return None if self._holds(f"child {letter}") else f"Child {letter.upper()}"
        return None

    def _is_word(self, letters: str) -> bool:
        word = letters.lower()
        return word in everyday_words() or word in self._vocabulary.counts

    def _holds(self, name: str) -> bool:
        words = tokens(name)
        return any(hit.end - hit.start == len(words) for hit in self._names.cases.find(words))

    def _of_place(self, text: str) -> str | None:
        """The review of a place, said back: it is nobody's name."""
        found = self._place.search(text) if _ANY_REVIEW.search(text) else None  # hundreds of places
        if found is None:
            return None
        name = next(each for each in found.groups() if each).lower()
        if self._names.cases.find(tokens(name)):
            return None
        said = " ".join(word if word in {"of", "upon"} else word.capitalize() for word in name.split())
        return f"The {'Isle of Wight' if name == 'iow' else said} review"

    def _published(self, words: Sequence[Token]) -> str | None:
        """A review that is known by a published title or name."""
        hits = self._works.find(words)
        if not hits:
            return None
        title = hits[0].phrase
        told = any(
            each.word not in TELLS_NOTHING for each in (*words[: hits[0].start], *words[hits[0].end :])
        )
        return title if title in public_names() or not told or self._asks_for_a_review(words) else None

    def _asks_for_a_review(self, words: Sequence[Token]) -> bool:
        return any(each.word in _ASKS_FOR_A_REVIEW for each in words)

    def _of_kind(self, text: str) -> str | None:
        """A national review, an annual report: a kind of which none is held."""
        for found in _KIND_OF_REVIEW.finditer(text):
            kind = found.group().lower()
            of_something = bool(_OF.match(text[found.end() :]))
            own = (kind.split()[0] in _ITS_OWN or len(kind) < 6) and "annual" not in kind
            only_asked_about = self._named_here(tokens(kind)) or own
            if of_something or not (only_asked_about or _asks_what_it_is(text[: found.start()])):
                return f"The {kind if len(kind) > 5 else kind.upper()}"
        return None

    def _of_somebody(self, text: str, words: Sequence[Token]) -> bool:
        """A review known by a child's first name."""
        found = [*_ABOUT_SOMEBODY.finditer(text), *_SOMEBODYS.finditer(text)]
        if any(self.is_somebody(name) for match in found for name in match.groups() if name):
            return True
        asks = self._asks_for_a_review(words)
        return asks and any(self.is_somebody(match.group(1)) for match in _CALLED.finditer(text))

    def is_somebody(self, name: str) -> bool:
        """Whether a word is a first name, and no word of the content."""
        word = name.lower()
        if word in self._people or stem(word) in self._said or word in STOP_WORDS:
            return False
        known = word in people("first-names")
        return (known and word not in everyday_words()) or (
            name[0].isupper() and word in people("ordinary-names")
        )

    def _named_review(self, text: str) -> bool:
        """ "The Ockenden report": a word that nobody here knows right before "report"."""
        for match in _NAMED_REVIEW.finditer(text):
            last = match.group(1).split()[-1].lower()
            if last in STOP_WORDS or last in everyday_words() or last in self._vocabulary.counts:
                continue
            if self._vocabulary.nearest(last) or last in REVIEW_WORDS:
                continue
            return True
        return False

    def _titled(self, text: str) -> bool:
        """ "Myth of invisible men review": a title with a word that nothing here has."""
        if any(
            self._is_title(match.group(1)) for match in (*_QUOTED.finditer(text), *_TITLED.finditer(text))
        ):
            return self._asks_for_a_review(tokens(text))
        return any(
            self._strange(match.group(1)) and not STOP_WORDS & set(match.group(2).lower().split())
            for match in _NOUN_OF.finditer(text)
        )

    def _is_title(self, phrase: str) -> bool:
        words = tokens(phrase)
        return (
            len(words) > 1 and not self._named_here(words) and any(self._strange(each.word) for each in words)
        )

    def _named_here(self, words: Sequence[Token]) -> bool:
        """Whether words are the whole name of something that is held."""
        telling = len([each for each in words if each.word not in STOP_WORDS])
        hits = [*self._names.entries.find(words), *self._names.topics.find(words)]
        return any(hit.end - hit.start >= telling for hit in hits)

    def _strange(self, word: str) -> bool:
        return word not in STOP_WORDS | REVIEW_WORDS and stem(word.lower()) not in self._said

    def _names_a_person(self, words: Sequence[Token]) -> bool:
        """Two strange words side by side, as in reviews known by a child's name; never said back."""
        strange = [each.raw.isalpha() and len(each.raw) > 3 and not self._known(each) for each in words]
        return any(a and b for a, b in pairwise(strange))

    def _known(self, each: Token) -> bool:
        return each.corrected_from is not None or self._vocabulary.knows(each)


def _said(library: Library) -> Iterator[str]:
    """Every word of the content's own titles, names and texts."""
    for entry in library.entries.values():
        for text in (entry.title, *entry.names, *entry.body):
            yield from (each.word for each in tokens(text))
    for topic in library.topics:
        for text in (topic.title, *topic.names):
            yield from (each.word for each in tokens(text))


@lru_cache(maxsize=1)
def _titles() -> tuple[str, ...]:
    text = (resources.files("knowledge") / _TITLES).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line and not line.startswith("#"))


def _within(place: str, text: str) -> bool:
    return re.search(rf"\b{re.escape(place)}\b", text) is not None


def _place_pattern(places: Iterable[str]) -> re.Pattern[str]:
    of = "|".join(sorted({re.escape(each.lower()) for each in places}, key=lambda each: (-len(each), each)))
    return re.compile(
        rf"\b({of})(?:'s)?{_BETWEEN} {_REVIEW}\b|\b({of})(?:'s)? case\b"
        rf"|(?:^|\b(?:the|that|a|any) (?:\w+ )?){_REVIEW} (?:in|from|for|of|at|by) ({of})\b",
        re.IGNORECASE,
    )


def _unquoted(text: str) -> str:
    """ "Child 'q'" and "child (q)" as child q."""
    return _QUOTED_LETTER.sub(r"\1 \2", text)


def _as_corrected(words: Sequence[Token]) -> str:
    """The question with its slips put right, where there were any: "chidl q"."""
    said = [_child(each, following) for each, following in zip(words, (*words[1:], None), strict=True)]
    return (
        " ".join(said)
        if any(a != b.raw or b.corrected_from for a, b in zip(said, words, strict=True))
        else ""
    )


def _child(each: Token, following: Token | None) -> str:
    before_a_letter = following is not None and len(following.word) == 1
    return "child" if before_a_letter and OSA.distance(each.word, "child") == 1 else each.raw


def _asks_what_it_is(before: str) -> bool:
    return re.search(r"(?:what(?:'?s| is| are)|define|mean\w*)(?: an?| the)? $", before.lower()) is not None


def _reads_as_case(letter: str, following: str) -> bool:
    """ "Child A" is a case; "is the child a boy" is not."""
    if letter.isupper() and letter != "I":
        return not following or following in REVIEW_WORDS or following in {"say", "says", "about", "and", "b"}
    return not following or following in REVIEW_WORDS
