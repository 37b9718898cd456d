"""Dates of birth: a date that is said to be one."""

import re
from collections.abc import Iterator

from knowledge.privacy.numbers import Found

_MONTH = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_DATE = (
    r"(?:\d{1,2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}"
    r"|(?<!\d)\d{8}(?!\d)|(?<!\d)\d{6}(?!\d)"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[ ](?:of[ ])?(?:{_MONTH})\b,?(?:[ ]{{1,2}}(?:of[ ])?'?\d{{2,4}})?"
    rf"|\b(?:{_MONTH})[ ]\d{{1,2}}(?:st|nd|rd|th)?\b,?(?:[ ]\d{{4}})?)"
)
_BORN = re.compile(
    r"\b(?:d\.?[ ]?o\.?[ ]?b\.?|date of birth|birth ?date|birthday|b'?day|born|d/o/b|b\.)"
    rf"[ ]{{0,2}}(?:is|was|on|=|:|-|the|of|\()?[ ]{{0,2}}(?:on[ ]|the[ ])?({_DATE})",
    re.IGNORECASE,
)
_CALLED_ONE = re.compile(
    rf"({_DATE})[ ]?\(?(?:dob|d\.o\.b|date of birth|birthday|is (?:his|her|their) birthday)\b", re.IGNORECASE
)
_DAY = re.compile(_DATE, re.IGNORECASE)
_OF_A_PERSON = re.compile(
    r"\b(?:baby|boy|girl|lad|son|daughter|pt|patient|mum|dad|twins?|sibling|brother|sister|female|male|case|edd)"
    rf"[ ,:(]{{1,3}}({_DATE})|\b[FM][ ]({_DATE})|({_DATE})[ ](?:baby|boy|girl|female|male)\b",
    re.IGNORECASE,
)
NEAR = 40
"""A full date this close after a name is taken for its owner's birthday."""
_FULL = re.compile(r"\d{1,2}[ ]?[/.-][ ]?\d{1,2}[ ]?[/.-][ ]?(?:\d{4}|\d{2})(?!\d)")


def births(text: str) -> Iterator[Found]:
    """Dates with a word that makes them a date of birth."""
    for pattern in (_BORN, _CALLED_ONE, _OF_A_PERSON):
        for found in pattern.finditer(text):
            group = found.lastindex or 1
            yield "dob", found.start(group), found.end(group)


def dates_after(text: str, ends: list[int]) -> Iterator[Found]:
    """Full dates in figures that stand soon after a name."""
    for found in _FULL.finditer(text):
        if any(0 <= found.start() - end <= NEAR for end in ends):
            yield "dob", found.start(), found.end()
