"""Where somebody lives: addresses and postcodes."""

import re
from collections.abc import Iterator, Set

from knowledge.privacy.numbers import Found
from knowledge.privacy.wordlists import either, words

_POSTCODE = re.compile(
    rf"(?<![a-z0-9])(?:{either('postcode-areas')})\d[a-z\d]?[ ]{{0,2}}"
    r"\d(?!(?:st|nd|rd|th)\b)[abd-hjlnp-uw-z]{2}(?![a-z0-9])",
    re.IGNORECASE,
)
_CLEAR, _UNCLEAR = either("street"), either("street-if-capital")
_NAME = r"[A-Za-z][A-Za-z'.-]{1,20}"
_NUMBERED = re.compile(
    rf"(?<![\d/.])\d{{1,4}}[a-z]?,?[ ]{{1,2}}((?:{_NAME}[ ]{{1,2}}){{1,3}}?)({_CLEAR})\b", re.IGNORECASE
)
_CAPITAL = r"[A-Z][A-Za-z'.-]{1,20}"
_NUMBERED_UNCLEAR = re.compile(
    rf"(?<![\d/.])\d{{1,4}}[a-z]?,?[ ]{{1,2}}((?:{_CAPITAL}[ ]{{1,2}}){{1,3}}?)(?i:{_UNCLEAR})\b"
)
_AT = (
    r"\b(?i:lives?|living|lived|stays|staying|resides?|address(?: is|:)?|addr:?|home is)[ ]{1,2}(?:now[ ])?"
    r"(?:(?:at|on|in|off|:|is)[ ]{1,2})?(?i:number[ ]|no\.?[ ])?(?:\d{1,4}[a-z]?,?[ ])?"
)
_LIVES = re.compile(rf"{_AT}((?:{_NAME}[ ]){{1,3}}?)(?i:{_CLEAR})\b")
_LIVES_UNCLEAR = re.compile(rf"{_AT}((?:{_CAPITAL}[ ]){{1,3}}?)(?i:{_UNCLEAR})\b")
_FLAT = re.compile(
    r"\b(?:flat|apartment|apt|unit|room|caravan|plot|pitch)[ ](?:no\.?[ ]|number[ ])?"
    r"\d{1,4}[a-z]?,?[ ]+(?:at[ ]|in[ ])?"
    r"[A-Z0-9][A-Za-z0-9'-]+[ ](?:[A-Z][A-Za-z'-]+[ ]?){0,3}"
)
_LIVES_AT_NUMBER = re.compile(
    r"\b(?:(?:lives?|living|lived) at|address(?: is|:)?)[ ]{1,2}"
    r"(?:flat[ ]|number[ ]|no\.?[ ])?\d{1,4}[a-z]?[ ,]+"
    rf"(?!years?|yrs?|weeks?|months?|days?|times){_NAME}",
    re.IGNORECASE,
)
_NUMBERED_SMALL = re.compile(
    rf"(?<![\d/.])\d{{1,4}}[a-z]?,?[ ]{{1,2}}((?:{_NAME}[ ]{{1,2}}){{1,2}}?)(?:{_UNCLEAR})\b", re.IGNORECASE
)
_HOUSE, _ANY = either("house-kind"), either("street", "street-if-capital")
_STRANGE_FIRST = (
    re.compile(rf"(?<![\d/.])\d{{1,4}}[a-z]?,?[ ]({_NAME})[ ]{_NAME}[ ](?:{_HOUSE})\b", re.IGNORECASE),
    re.compile(
        rf"\b(?:flat|apartment|apt|unit|room|caravan|plot|pitch)[ ]\d{{1,4}}[a-z]?,?[ ]({_NAME})[ ]"
        rf"(?:{_NAME}[ ])?(?:{_HOUSE})\b",
        re.IGNORECASE,
    ),
    re.compile(rf"\b(?:{_HOUSE}),[ ]({_NAME})[ ](?:{_ANY})\b", re.IGNORECASE),
    re.compile(rf"\b{_CAPITAL}[ ](?i:{_HOUSE}),[ ](?:Upper |Lower |Old |Great |Little )?({_CAPITAL})"),
)
"""Farms, hostels and houses with a name that means nothing else."""


def postcodes(text: str) -> Iterator[Found]:
    """Full postcodes of the areas that there are."""
    for found in _POSTCODE.finditer(text):
        yield "postcode", found.start(), found.end()


def addresses(text: str, known: Set[str]) -> Iterator[Found]:
    """House numbers with a street, and where somebody is said to live. `known` words name no street."""
    for found in _NUMBERED_SMALL.finditer(text):
        if known.isdisjoint(found.group(1).lower().split()):
            yield "address", found.start(), found.end()
    for pattern in (_NUMBERED, _NUMBERED_UNCLEAR, _LIVES, _LIVES_UNCLEAR):
        for found in pattern.finditer(text):
            named = found.group(1).lower().split()
            if named and words("no-street").isdisjoint(named):
                yield "address", found.start(), found.end()
    for pattern in _STRANGE_FIRST:
        for found in pattern.finditer(text):
            if found.group(1).lower() not in known:
                yield "address", found.start(), found.end()
    for pattern in (_FLAT, _LIVES_AT_NUMBER):
        for found in pattern.finditer(text):
            yield "address", found.start(), found.end()
