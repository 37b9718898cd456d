"""Reads the facets of a question: case, audience, number, topics, names, areas and intents."""

import re
from collections.abc import Sequence
from itertools import pairwise

from knowledge.everyday import everyday_words
from knowledge.search.findings import Facets
from knowledge.search.intents import find_intents, find_statuses
from knowledge.search.kinds import kinds_asked
from knowledge.search.names import REVIEW_WORDS, Names
from knowledge.search.numbers import find_number
from knowledge.search.people import asks_who
from knowledge.search.phrases import Hit
from knowledge.search.places import PLACES
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import STOP_WORDS, Token, tokens

_CASE_PATTERN = re.compile(
    r"\b(child(?=[a-rt-z]\b)|(?:child|baby|kid|infant|family|adult|case|sibling)[ _-])"
    r"([a-z][0-9]?|[a-z]{1,2}(?=\s+(?:review|scr|lcspr|case|report|recs?\b|recom|finding|lesson)))"
    r"(?![a-z0-9]|'(?!s\b))(?:'s)?(?:\s+(\w+))?",
    re.IGNORECASE,
)
_LETTER_WORDS = {"a", "i"}
_NAMED_REVIEW = re.compile(
    r"\b([a-z]+(?: [a-z]+)??) (?:scr|lcspr|serious case review|case review|inquiry|enquiry|review|case)\b",
    re.IGNORECASE,
)
OTHER_CASE = "That case"
"""What another case is called when its name may be a person's."""
_YEAR_REVIEW = re.compile(
    r"\b(19|20)\d\d('s)? (scr|lcspr|serious case review|case review|review)s?\b", re.IGNORECASE
)
_KIND_OF_REVIEW = re.compile(
    r"\b(?:thematic|themed|panel|domestic homicide|safeguarding adults?|child death) reviews?"
    r"(?= (?:of|on|into|for|about|from|in|19\d\d|20\d\d)\b)",
    re.IGNORECASE,
)
"""Names a review by its kind and what it is of; nothing before it says that only the word is asked for."""
_AREA_REVIEW = re.compile(
    rf"\b({PLACES}|hampshire)(?:'s)? (?:scr|lcspr|serious case review|case review)s?\b"
    rf"|\b({PLACES})(?:'s)? (?:(?:child )?safeguarding |learning )?(?:review|inquiry|enquiry|case)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:(?:im|i am|i'm|speaking as|we are|we're|were) (?:in |from )?|as |(?:i|we) work (?:in|for|at) )"
    r"(?:an? |the |our )?(?:\w+ ){0,2}$",
    re.IGNORECASE,
)
_WEAK_BEFORE = frozenset("with between from in at by via through within across other".split())
SHORT = 4
_RECOMMENDATION_WORDS = frozenset(
    """rec recs recommendation recommendations recomendation recomendations recommend recommended response
    responses actions""".split()
)
_ASKING_ALL = frozenset("all everything anything aimed".split())
_GENERIC = REVIEW_WORDS | frozenset(
    """
    told asked expected supposed meant required need needed show open read see full anything everything
    list summary recomendation recomendations responded respond respon answer answered addressed aimed
    relevant apply applies set complete completed whole entire child bit bits part section stuff info
    information details detail job team partner ours mine another same again wondering quick question
    find found regarding link links called one ones
    good morning afternoon evening kind regards grateful dear sir madam made single together plus newly
    qualified itself ta u would so much many there thing things asap hope well forward
    """.split()
)
_TELLS_NOTHING = STOP_WORDS | _GENERIC


class FacetReader:
    """Reads facets with the names of one library."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._names = names
        self._vocabulary = vocabulary

    def read(self, text: str, words: Sequence[Token], *, follow_up: bool = False) -> Facets:
        """All facets of a cleaned question."""
        case_hits = self._names.cases.find(words)
        entry_hits = self._names.entries.find(words)
        topic_hits = self._names.topics.find(words)
        case_at = _places(case_hits)
        audience_hits = self._audience_hits(words, case_at, [*entry_hits, *topic_hits])
        coded = self._coded(words, [*entry_hits, *topic_hits])
        audience_at = _places([*audience_hits, *coded])
        named_at = _places([hit for hit in entry_hits if hit.end - hit.start > 1]) | case_at
        number = find_number(words, audience_at, named_at | audience_at, elliptic=follow_up)
        area_hits = self._names.areas.find(words)
        strong = [*self._targets(words, audience_hits), *coded]
        held = tuple(
            dict.fromkeys(key for hit in strong for key in hit.keys if key in self._names.held_audiences)
        )
        unheld = tuple(dict.fromkeys(key for hit in strong for key in hit.keys if key not in held))
        used = case_at | audience_at | number.used
        return Facets(
            case=case_hits[0].keys[0] if case_hits else None,
            unknown_case=self._unknown_case(text, words, case_hits),
            audiences=held,
            unheld_audiences=unheld,
            numbers=number.values,
            from_end=number.from_end,
            step=number.step,
            ordinal=number.ordinal,
            short=len(words) <= SHORT,
            topics=_keys(topic_hits),
            names=_keys(entry_hits),
            name_spans=len(entry_hits),
            kinds=kinds_asked(words),
            asks_recommendations=any(each.word in _RECOMMENDATION_WORDS for each in words),
            asks_who=asks_who(words, self._names.audiences.find(words), case=bool(case_hits)),
            areas=_keys(area_hits),
            statuses=find_statuses(text),
            dated="overdue" in text.lower(),
            intents=find_intents(text),
            residue=_residue(words, used),
        )

    def _audience_hits(
        self, words: Sequence[Token], case_at: frozenset[int], longer: Sequence[Hit]
    ) -> list[Hit]:
        """Audiences named as such, not as part of a longer name ("Named GP programme") or of a case."""
        hits = []
        for hit in self._names.audiences.find(words):
            inside = any(
                each.start <= hit.start
                and hit.end <= each.end
                and each.end - each.start > hit.end - hit.start
                for each in longer
            )
            if not inside and hit.start not in case_at:
                hits.append(hit)
        return hits

    def _coded(self, words: Sequence[Token], longer: Sequence[Hit]) -> list[Hit]:
        """ "M3": the one audience whose name begins with this letter. "S17" is a section of an Act."""
        if len(words) > SHORT:
            return []
        named_at = _places([hit for hit in longer if hit.end - hit.start > 1])
        for at, each in enumerate(words[:-1]):
            number = words[at + 1].word
            if len(each.word) == 1 and number.isdigit() and len(number) == 1 and at not in named_at:
                named = [audience for audience in self._names.held_audiences if audience[0] == each.word]
                if len(named) == 1:
                    return [Hit(at, at + 1, each.word, (named[0],))]
        return []

    def _targets(self, words: Sequence[Token], hits: Sequence[Hit]) -> list[Hit]:
        """The audiences that the question is for: not "I'm a midwife, ..." where another is asked about."""
        roles = [(hit, _role(words, hit)) for hit in hits]
        strong = [hit for hit, role in roles if role == "target"]
        if strong:
            return strong
        mine = [hit for hit, role in roles if role == "self"]
        listing = any(each.word in REVIEW_WORDS | _ASKING_ALL for each in words)
        return mine or (list(hits) if listing else [])

    def _unknown_case(self, text: str, words: Sequence[Token], case_hits: Sequence[Hit]) -> str | None:
        """The name of a case that no review here is about. One letter apart is another case."""
        for match in _CASE_PATTERN.finditer(text):
            kind, letter = match.group(1).strip(" _-"), match.group(2)
            following = (match.group(3) or "").lower()
            if self._names.cases.find(tokens(f"{kind} {letter}")):
                continue
            if letter.lower() in _LETTER_WORDS and not _reads_as_case(letter, following):
                continue
            if len(letter) > 1 and not letter[-1].isdigit() and letter.lower() in everyday_words():
                continue
            return f"{kind.capitalize()} {letter.upper()}"
        if case_hits or not self._names.held_audiences:
            return None
        place = self._other_place(text)
        if place is not None:
            return place
        return OTHER_CASE if self._named_review(text) or self._names_a_person(words) else None

    def _other_place(self, text: str) -> str | None:
        """The review of a place, said back: it is nobody's name."""
        found = _AREA_REVIEW.search(text)
        name = (found.group(1) or found.group(2)).lower() if found else ""
        if not name or self._names.cases.find(tokens(name)):
            return None
        said = " ".join(word if word == "of" else word.capitalize() for word in name.split())
        return f"The {'Isle of Wight' if name == 'iow' else said} review"

    def _names_a_person(self, words: Sequence[Token]) -> bool:
        """Two strange words side by side, as in reviews known by a child's name; never said back."""
        strange = [each.raw.isalpha() and len(each.raw) > 3 and not self._known(each) for each in words]
        return any(a and b for a, b in pairwise(strange))

    def _known(self, each: Token) -> bool:
        return each.corrected_from is not None or self._vocabulary.knows(each)

    def _named_review(self, text: str) -> bool:
        for match in _NAMED_REVIEW.finditer(text):
            last = match.group(1).split()[-1].lower()
            if last in STOP_WORDS or last in everyday_words() or last in self._vocabulary.counts:
                continue
            if self._vocabulary.nearest(last):
                continue
            return True
        return bool(_YEAR_REVIEW.search(text) or _KIND_OF_REVIEW.search(text))


def _role(words: Sequence[Token], hit: Hit) -> str:
    before = " ".join(each.word for each in words[: hit.start])
    if _SELF.search(before + " ") or _followed_by(words, hit, "here"):
        return "self"
    previous = words[hit.start - 1].word if hit.start else ""
    numbered = hit.end < len(words) and words[hit.end].word.isdigit()
    if previous in _WEAK_BEFORE and not numbered and not _followed_by(words, hit, *REVIEW_WORDS):
        return "mention"
    return "target"


def _followed_by(words: Sequence[Token], hit: Hit, *following: str) -> bool:
    return hit.end < len(words) and words[hit.end].word in following


def _reads_as_case(letter: str, following: str) -> bool:
    """ "Child A" is a case; "is the child a boy" is not."""
    if letter.isupper() and letter != "I":
        return not following or following in REVIEW_WORDS or following in {"say", "says", "about"}
    return not following or following in REVIEW_WORDS


def _places(hits: Sequence[Hit]) -> frozenset[int]:
    return frozenset(place for hit in hits for place in range(hit.start, hit.end))


def _keys(hits: Sequence[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for hit in hits for key in hit.keys))


_ERRAND = re.compile(
    r" (?:i |we )?(?:need|want|have) (?:it|them|this|these|that) (?:for|by|before|in) .*$"
    r"| (?:its|this is|thats) for (?:a|my|our|the) (?:team )?"
    r"(?:meeting|supervision|training|briefing|audit)\b.*$"
)
"""What somebody wants it for, at the end of a question; no part of what is asked."""


def _residue(words: Sequence[Token], used: frozenset[int]) -> tuple[str, ...]:
    errand = _ERRAND.search(" ".join(each.word for each in words))
    if errand is not None:
        used |= frozenset(range(len(words) - len(errand.group().split()), len(words)))
    return tuple(
        each.stem
        for place, each in enumerate(words)
        if place not in used and not each.word.isdigit() and each.word not in _TELLS_NOTHING
    )
