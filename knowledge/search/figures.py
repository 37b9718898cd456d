"""Questions for a figure, a share, a sum or a date, and texts that give one."""

import re
from collections.abc import Callable, Iterable

_ASKED = re.compile(r"\b(?:how many|number of|sample size)\b", re.IGNORECASE)
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
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|quarterly|monthly|weekly|daily"
    r"|annually|once|twice|each|every)\b|-monthly",
    re.IGNORECASE,
)


def says(question: str, texts: Iterable[str]) -> bool:
    """Whether texts have what kind of thing a question asks for; so does any text for any other question."""
    held = list(texts)
    return all(
        any(given(text) for text in held) for asked, given in _KINDS if asked.search(question) is not None
    )


def has_figure(text: str) -> bool:
    """Whether a text has a number that is no date and no name."""
    return _FIGURE.search(_DATES.sub(" ", text)) is not None


_KINDS: tuple[tuple[re.Pattern[str], Callable[[str], object]], ...] = (
    (_ASKED, has_figure),
    (_SHARE, _SHARE_GIVEN.search),
    (_SUM, _SUM_GIVEN.search),
    (_DATE, _DATE_GIVEN.search),
)
