"""Questions for a figure, a person's name, a result or a date, and texts that give one."""

import re
from collections.abc import Iterable
from typing import Protocol

from knowledge.search.words import stem

_COUNT = re.compile(r"\b(?:how many|number of|sample size)\b(?P<of>(?: [\w'-]+){0,3})", re.IGNORECASE)
_SHARE = re.compile(r"%|\b(?:what|which|the) (?:percentage|proportion|share)\b|\bpercentage\b", re.IGNORECASE)
_SHARE_GIVEN = re.compile(r"%|\bper ?cent\b|\d in \d|\bhalf\b", re.IGNORECASE)
_SUM = re.compile(
    r"\b(?:how much (?:money|does|did|do|is|was|will|are)|costs?|budget|price|fees?|salary|mileage"
    r"|who (?:funds|pays)|(?:get|be|are|is) paid)\b",
    re.IGNORECASE,
)
_SUM_GIVEN = re.compile(r"£|\b(?:costs?|budget|fund(?:s|ed|ing)?|paid|fees?|free)\b", re.IGNORECASE)
_DATE = re.compile(
    r"^\W*(?:and |so |hi |hello )*when (?:was|is|did|does|will|were|are|do)\b"
    r"|\b(?:what|which) (?:date|month|year|day|issue)\b",
    re.IGNORECASE,
)
_MONTH = "january|february|march|april|may|june|july|august|september|october|november|december"
_DATE_GIVEN = re.compile(
    rf"\b(?:(?:19|20)\d\d|{_MONTH}|quarterly|monthly|annually|spring|summer|autumn|winter)\b",
    re.IGNORECASE,
)
_DATES = re.compile(
    rf"\b(?:(?:19|20)\d\d(?:/\d\d)?|(?:{_MONTH}) \d+"
    r"|(?:section|level|regulation|recommendation|quarter) (?:\d+|one|two|three|four)"
    rf"|\d+ (?={_MONTH}))\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(r"\bhow (?:often|frequent(?:ly)?|regular(?:ly)?)\b", re.IGNORECASE)
_OFTEN_GIVEN = re.compile(
    r"\b(?:(?:bi-?)?(?:dai|week|month|quarter|year|annual)(?:ly)?|per \w+|every|each|once|twice"
    r"|(?:routine|regular)(?:ly)?)\b",
    re.IGNORECASE,
)
_LASTING = re.compile(r"\bhow long (?:is|are|was|were|does|do|did|should|will|has|have)\b", re.IGNORECASE)
_LASTING_GIVEN = re.compile(r"\b(?:minute|hour|day|week|month|year)s?\b|\d{4}", re.IGNORECASE)
_WORKER = (
    r"(?:midwi(?:fe|ves)|nurses?|psychologists?|doctors?|gps?|leads?|chairs?|reps?|representatives?|trainers?"
    r"|managers?|people|members|authors?|social workers?|visitors?|officers?)"
)
_PERSON = re.compile(
    rf"\bnames? of (?:\w+ ){{0,4}}{_WORKER}\b|\bwho (?:\w+ )?chair(?:s|ed)?\b"
    rf"|\bwho(?:s| is|'s| was| are| were) (?:the|our|your|their|\w+s) (?:\w+ ){{0,3}}{_WORKER}"
    r"(?= (?:at|for|of|in|from|now|right)\b|\W*$)",
    re.IGNORECASE,
)
_PERSON_GIVEN = re.compile(r"\((?:[A-Z][a-z]+ ){1,2}[A-Z][a-z]+\)|\b(?:Mr|Mrs|Ms|Dr) [A-Z]")
_RESULT = re.compile(
    r"\b(?:what|did|has|have)\b.*\b(?:find(?! out)|conclude|reveal)\b"
    r"|\bwhat (?:has|have) .* (?:found|concluded|revealed)\b"
    r"|\b(?:results?|findings|outcomes?) (?:of|from)\b|\bwhich (?:\w+ ){1,2}(?:failed|passed)\b",
    re.IGNORECASE,
)
_RESULT_GIVEN = re.compile(
    r"%|\b(?:found|concluded|highlighted|identified|showed|revealed|demonstrated|results?|findings)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.;:])\s")
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|quarterly|monthly|weekly|daily"
    r"|annually|once|twice|each|every)\b|-monthly",
    re.IGNORECASE,
)


class _Gives(Protocol):
    def __call__(self, asked: re.Match[str], text: str) -> bool:
        """Whether a text has what is asked for."""
        ...


def says(question: str, texts: Iterable[str], *, pages: bool = False) -> bool:
    """Whether texts have what kind of thing a question asks for; so does any text for any other question.

    `pages`: the texts are about a page elsewhere, which may say when, how long or for how much.
    """
    held = list(texts)
    return all(
        any(gives(found, text) for text in held)
        for asked, gives in (_KINDS if pages else (*_KINDS, *_ON_A_PAGE))
        if (found := asked.search(question)) is not None
    )


def has_figure(text: str) -> bool:
    """Whether a text has a number that is no date and no name."""
    return _FIGURE.search(_DATES.sub(" ", text)) is not None


def _counts(asked: re.Match[str], text: str) -> bool:
    """A figure, in a sentence that has a word of what is counted."""
    counted = {stem(word) for word in asked.group("of").lower().split()}
    sentences = [each for each in _SENTENCE.split(text) if has_figure(each)]
    said = [{stem(word) for word in re.findall(r"[\w'-]+", each.lower())} for each in sentences]
    return any(not counted or counted & each for each in said)


def _matches(given: re.Pattern[str]) -> _Gives:
    return lambda asked, text: given.search(text) is not None


_KINDS: tuple[tuple[re.Pattern[str], _Gives], ...] = (
    (_COUNT, _counts),
    (_SHARE, _matches(_SHARE_GIVEN)),
    (_PERSON, _matches(_PERSON_GIVEN)),
    (_RESULT, _matches(_RESULT_GIVEN)),
)
_ON_A_PAGE: tuple[tuple[re.Pattern[str], _Gives], ...] = (
    (_SUM, _matches(_SUM_GIVEN)),
    (_DATE, _matches(_DATE_GIVEN)),
    (_OFTEN, _matches(_OFTEN_GIVEN)),
    (_LASTING, _matches(_LASTING_GIVEN)),
)
