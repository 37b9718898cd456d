"""Which details of a text identify somebody."""

import re
from collections.abc import Iterator, Sequence

from knowledge.library import Library
from knowledge.privacy.dates import births, dates_after
from knowledge.privacy.details import Detail
from knowledge.privacy.names import people
from knowledge.privacy.numbers import Found, accounts, case_numbers, nhs_numbers, phone_spans, phones
from knowledge.privacy.places import addresses, postcodes
from knowledge.privacy.public_places import private
from knowledge.privacy.published import Published, published
from knowledge.privacy.reading import read
from knowledge.privacy.wordlists import words

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,4}", re.IGNORECASE)

_DIGIT = re.compile(r"\d")
"""Every date, number and postcode has one; most questions have none and need not be looked through."""


def identifying(text: str, library: Library | None = None) -> tuple[Detail, ...]:
    """The identifying details of a text, in order. A library says what is published and so is not."""
    reading = read(text)
    public = published(library)
    found = sorted({(start, end, kind) for kind, start, end in _found(reading.plain, public)})
    return tuple(Detail(kind, *reading.span(start, end)) for start, end, kind in found)


def _found(plain: str, public: Published) -> Iterator[Found]:
    mail = [each.span() for each in _EMAIL.finditer(plain)]
    names = [each for each in people(plain, public.names, public.words) if not _inside(each, mail)]
    called = phone_spans(plain) if _DIGIT.search(plain) else []
    streets = [each for each in addresses(plain, public.words) if not _inside(each, called)]
    places = [*(postcodes(plain) if _DIGIT.search(plain) else ()), *streets]
    yield from private(plain, names, places)
    if _DIGIT.search(plain):
        yield from births(plain)
        yield from dates_after(plain, [end for _, _, end in names])
        yield from nhs_numbers(plain)
        yield from phones(plain, public.phones)
        yield from case_numbers(plain)
    yield from accounts(plain)
    for start, end in mail:
        address = plain[start:end].lower()
        if address not in public.emails and address.split("@")[0] not in words("roles"):
            yield "email", start, end


def _inside(found: Found, stretches: Sequence[tuple[int, int]]) -> bool:
    """Part of an e-mail address is no name of its own, nor the end of a telephone number a house: the whole
    is a detail, or it is published."""
    return any(start <= found[1] < end for start, end in stretches)
