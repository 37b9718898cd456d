"""Whose a telephone number is: "who is 01329 225379", "is 1386 right for the Hampshire MASH"."""

import re
from collections.abc import Iterable, Iterator, Sequence

from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact
from knowledge.search.findings import Facets, Findings

_RUN = re.compile(r"(?<![\w/.-])(?:\+|00)?\d(?:[ ()-]{0,2}\d){3,13}(?![\w/])")
_ABOUT_A_NUMBER = re.compile(
    r"\b(?:number|line|ring|rings|rung|phone|phoned|call|called|dial|dialled|tel|digits|ending"
    r"|mash|desk|reaches|gets me)\b"
)
_HELD = re.compile(r"\b0\d(?: ?\d){8,9}\b")
WHOLE = 9
"""A number of this many digits is a whole one; a shorter one may be the end of it."""
ENDING = 4
SURE = 0.97


def phoned(text: str, facets: Facets, library: Library) -> Findings | None:
    """The contacts with a telephone number of the question, or one that ends so.

    A number that no contact has may be one that people are wrongly given: an answer or another page has it.
    """
    asked = list(_asked(text))
    if not asked or facets.asks_recommendations:
        return None
    entries = tuple(library.entries.values())
    ours = [entry for entry in entries if _has(_own_numbers(entry), asked)]
    if len({each for each in asked if any(_has(_own_numbers(entry), [each]) for entry in ours)}) < len(asked):
        ours = [entry for entry in entries if entry.kind == "answer" and _has(_named_in(entry), asked)] or [
            entry for entry in entries if _has(_contested(entry), asked)
        ]
    if not ours:
        return None
    found = tuple(entry.id for entry in ours)
    return Findings("answer" if len(found) == 1 else "list", facets, found, confidence=SURE)


def _asked(text: str) -> Iterator[str]:
    """The digits of whole numbers; of shorter ones, where a line is talked about."""
    about_a_number = _ABOUT_A_NUMBER.search(text.lower()) is not None
    for run in _RUN.findall(text):
        digits = re.sub(r"\D", "", run)
        national = re.sub(r"^(?:0044|44)0?", "0", digits) if len(digits) > WHOLE + 1 else digits
        if len(national) >= WHOLE or (about_a_number and len(national) >= ENDING):
            yield national


def _has(held: Iterable[str], asked: Sequence[str]) -> bool:
    """Whether one of these numbers is one of those asked for, or ends so."""
    return any(re.sub(r"\D", "", number).endswith(each) for number in held for each in asked)


def _own_numbers(entry: Entry) -> Iterator[str]:
    if isinstance(entry.item, Contact):
        yield from (number.value for number in entry.item.numbers)


def _named_in(entry: Entry) -> Iterator[str]:
    for text in entry.body:
        yield from _HELD.findall(text)


def _contested(entry: Entry) -> Iterator[str]:
    if isinstance(entry.item, Contact):
        for each in entry.item.conflicts:
            yield from _HELD.findall(each.value)
