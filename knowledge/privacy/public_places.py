"""Addresses and postcodes of offices, hospitals and other public places, which are nobody's home.

What makes a place public or private is listed in public-places.yaml. What is in doubt is a home.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.everyday import everyday_words
from knowledge.privacy.numbers import Found
from knowledge.privacy.wordlists import any_of, either, words

_AROUND = 300
"""Characters before and after an address that are looked at, within its sentence."""
_BREAK = re.compile(r"[.!?;](?=\s)|\n")
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_STREET = re.compile(
    rf"(?:[^\W\d_][\w'.-]*[ ]){{1,2}}(?:{either('street', 'street-if-capital', 'house-kind')}|house)\b",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"\b(?:{any_of('places')})(?:'s)?(?![\w'-])", re.IGNORECASE)
_BUILDING = re.compile(
    rf"[ ](?:{either('street', 'street-if-capital', 'house-kind')}|house|flats?)\b", re.IGNORECASE
)
_BESIDE = re.compile(rf"\b(?:{any_of('beside')})[ ](?:\w+[ ]){{0,2}}$", re.IGNORECASE)
_BARE = re.compile(r"\b(?:in|at|to|seen)[ ]$")
_HOME = re.compile(rf"\b(?:{any_of('homes')})\b", re.IGNORECASE)
_PERSON = re.compile(rf"\b(?:{any_of('persons')})\b", re.IGNORECASE)
_PERSON_AFTER = re.compile(rf"(?<!\ba )(?<!\bany )(?<!\bevery )\b(?:{any_of('persons')})\b", re.IGNORECASE)
_LINKS = re.compile(rf"\b(?:{any_of('links')})\b", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:address|post ?code)\b", re.IGNORECASE)
_IS_PUBLIC = re.compile(
    rf"[\s,(]{{0,3}}(?:is[ ](?:our|the)|our)[ ](?:[\w'-]+[ ]){{0,2}}(?:{any_of('places')})\b", re.IGNORECASE
)


def private(text: str, names: Sequence[Found], places: Iterable[Found]) -> Iterator[Found]:
    """Names, and addresses and postcodes, without those of public places."""
    stretches = []
    for place in places:
        stretch = _public(text, place, names)
        if stretch is None:
            yield place
        else:
            stretches.append(stretch)
    for name in names:
        if not any(start <= name[1] < end for start, end in stretches):
            yield name


def _public(text: str, place: Found, names: Sequence[Found]) -> tuple[int, int] | None:
    """From what a public place is called to the end of its address, or nothing for what may be a home."""
    _, start, end = place
    first = max(0, start - _AROUND)
    begins = max((found.end() for found in _BREAK.finditer(text, first, start)), default=first)
    before, after = text[begins:start], _BREAK.split(text[end : end + _AROUND])[0]
    if (
        _HOME.search(_PLACE.sub(" ", f"{before} | {after}"))
        or _PERSON.search(before)
        or _PERSON_AFTER.search(after)
    ):
        return None
    if _IS_PUBLIC.match(after):
        return start, end
    called = _called(before)
    if called is None or any(_is_persons(text, name, begins + called, start) for name in names):
        return None
    return begins + called, end


def _called(before: str) -> int | None:
    """Where the public place is named whose address comes next."""
    for found in reversed(list(_PLACE.finditer(before))):
        gap = before[found.end() :]
        if _BUILDING.match(gap):
            return None
        if _leads_on(gap):
            lead = before[: found.start()]
            bare = _BARE.search(lead) and found.group().islower() and " " not in found.group()
            return None if bare or _BESIDE.search(lead) else found.start()
    return None


def _leads_on(gap: str) -> bool:
    """Whether only links, numbers and names of places stand between."""
    if _LABEL.search(gap) and not _LABEL.match(gap.lstrip()):
        return False
    rest = _LINKS.sub(" ", _STREET.sub(" ", gap))
    return all(_may_name_a_place(word) for word in _WORD.findall(rest))


def _may_name_a_place(word: str) -> bool:
    lower = word.lower()
    return (
        word[0].isupper()
        or word[0].isdigit()
        or lower in words("also-a-place")
        or lower not in everyday_words()
    )


def _is_persons(text: str, name: Found, start: int, end: int) -> bool:
    """Whether a name between the place and its address is neither a street's nor the town's."""
    _, begins, ends = name
    if not start <= begins < end:
        return False
    if any(found.start() <= begins < found.end() for found in _STREET.finditer(text, start, end)):
        return False
    return text[begins:ends].lower() not in words("also-a-place") or bool(text[ends:end].strip(" ,"))
