"""Questions for a figure, and texts that give one: a date is none."""

import re

_ASKED = re.compile(
    r"\b(?:how many|number of|sample size|what (?:percentage|proportion|share))\b", re.IGNORECASE
)
_DATES = re.compile(
    r"\b(?:(?:19|20)\d\d(?:/\d\d)?|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december) \d+|(?:section|level|regulation|recommendation|quarter) (?:\d+|one|two|three|four)"
    r"|\d+ (?=january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|half|quarterly|monthly|weekly|daily"
    r"|annually|once|twice|each|every)\b|-monthly",
    re.IGNORECASE,
)


def asks_how_many(text: str) -> bool:
    """ "How many people answered the survey"."""
    return _ASKED.search(text) is not None


def has_figure(text: str) -> bool:
    """Whether a text has a number that is no date and no name."""
    return _FIGURE.search(_DATES.sub(" ", text)) is not None
