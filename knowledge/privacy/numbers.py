"""Numbers that identify somebody: NHS numbers, telephone numbers, case and hospital numbers."""

import re
from collections.abc import Collection, Iterator

from stdnum.gb import nhs

from knowledge.privacy.details import Kind
from knowledge.privacy.wordlists import either

Found = tuple[Kind, int, int]

_NHS_LABEL = re.compile(
    r"\b(?:nhs|n\.h\.s\.?|chi)[ ]{0,3}(?:no\.?|num(?:ber)?|nr|id|#)?[ ]{0,3}(?:is|was|=|:|-|#|\()?[ ]{0,3}"
    r"(\d(?:[ .-]{0,2}\d){6,11})(?!\d)",
    re.IGNORECASE,
)
_TEN = re.compile(r"(?<![\d+])\d{3}[ .-]{0,2}\d{3}[ .-]{0,2}\d{4}(?!\d)")
_PHONE = re.compile(r"(?<![\d/])(?:\+44[ ]?\(?0?\)?|0044[ ]?|\(?0)[ ]?[1-9](?:[ ().-]{0,2}\d){8,9}(?!\d)")
_CASE = re.compile(
    rf"\b(?:{either('systems')}|liquid logic|system one|systm one)[ ]{{0,2}}"
    r"(?:ref(?:erence)?|no\.?|num(?:ber)?|id|#)[ ]{0,2}(?:is|was|=|:|-|#)?[ ]{0,2}"
    r"(?=[a-z/-]{0,6}\d)([a-z0-9][a-z0-9/-]{3,19})",
    re.IGNORECASE,
)
_LABELLED = re.compile(
    r"\b(?:mosaic|mrn|upn|hosp(?:ital)?|case|ref|cad|liquidlogic)[ ]?(?:no\.?|num(?:ber)?|id)?[ ]?[:#]?[ ]?"
    r"([a-z]{0,4}\d{5,12})\b",
    re.IGNORECASE,
)
_ASKED_FOR = re.compile(
    r"\b(?:against|about|look(?:ed)? up|pull up|record of|(?:notes|file|log) (?:for|on)|re)[ ]:?[ ]?"
    r"(\d{6,9})(?!\d)",
    re.IGNORECASE,
)
_ITS_NUMBER = re.compile(
    rf"\b(?:{either('owner')})[ ](?:case |file |ref(?:erence)? )?(?:no\.?|num(?:ber)?)[ ]?(?:is|was|:)?[ ]?"
    r"(\d(?:[ -]?\d){5,11})(?!\d)",
    re.IGNORECASE,
)
_LONG = re.compile(r"(?<![\w/.£,@+-])(\d{7,9})(?![\w/-]|[.,]\d)")
"""No date, price or telephone number, and no number that anybody would write of a recommendation."""
_PLATE = re.compile(r"\b(?:[A-Z]{2}\d{2} [A-Z]{3}|[A-Za-z]{2}\d{2}[A-Za-z]{3})\b")
_ACCOUNT = re.compile(
    r"(?<![\w@.])@(?!here\b|channel\b|everyone\b)[a-z][\w.]{3,29}"
    r"|(?:insta(?:gram)?|snap(?:chat)?|tiktok|facebook|x ?box|discord|vinted)\b"
    r".{0,20}?\b(?=\w*_)(?=\w*[a-z])[\w.]{4,30}",
    re.IGNORECASE,
)
_INSURANCE = re.compile(r"\b[abceghj-prstw-z]{2} ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b", re.IGNORECASE)
_SHARED = re.compile(r"0(?:800|808|500|3\d\d|84[345]|87[0123]|9\d\d)|0?(?:116|118)")
"""Beginnings of numbers that belong to organisations, never to a person."""
_FEWEST_IN_CASE = 3


def digits(text: str) -> str:
    """Only the digits."""
    return "".join(character for character in text if character.isdigit())


def valid_nhs(number: str) -> bool:
    """Whether ten digits are an NHS number by their check digit; one digit ten times is nobody's."""
    return len(set(number)) > 1 and nhs.is_valid(number)


def nhs_numbers(text: str) -> Iterator[Found]:
    """Valid ones anywhere, and any that is called one: a mistyped digit identifies nobody less."""
    for found in _NHS_LABEL.finditer(text):
        yield "nhs_number", found.start(1), found.end(1)
    for found in _TEN.finditer(text):
        if valid_nhs(digits(found.group())):
            yield "nhs_number", found.start(), found.end()


def phone_spans(text: str) -> list[tuple[int, int]]:
    """Where telephone numbers stand, whoever's they are."""
    return [found.span() for found in _PHONE.finditer(text)]


def phones(text: str, published: Collection[str]) -> Iterator[Found]:
    """Telephone numbers, but not published ones nor those of a kind that only organisations have."""
    for found in _PHONE.finditer(text):
        number = re.sub(r"^(?:44|0044)0?", "0", digits(found.group()))
        if number not in published and not _SHARED.match(number):
            yield "phone", found.start(), found.end()


def accounts(text: str) -> Iterator[Found]:
    """Names of accounts on social media, and number plates of cars."""
    for found in _ACCOUNT.finditer(text):
        yield "account", found.start(), found.end()
    for found in _PLATE.finditer(text):
        yield "number_plate", found.start(), found.end()


def case_numbers(text: str) -> Iterator[Found]:
    """Numbers that a record system, court or police log gave, and National Insurance numbers."""
    for pattern in (_CASE, _LABELLED, _ASKED_FOR, _ITS_NUMBER, _LONG):
        for found in pattern.finditer(text):
            if len(digits(found.group(1))) >= _FEWEST_IN_CASE:
                yield "case_number", found.start(1), found.end(1)
    for found in _INSURANCE.finditer(text):
        yield "case_number", found.start(), found.end()
