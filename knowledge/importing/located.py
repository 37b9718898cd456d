"""Finds the lines of each quotation, and gives each recommendation its id and its number."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from knowledge.importing.pairs import Pair
from knowledge.quotes import PARAGRAPH, StoredText
from knowledge.schema.themes import Audience

NOT_FOUND = "its words were not found in one place of the stored text: find the lines"
TAKEN = "the number {number} is taken in this section: it was given the next free one"


@dataclass(frozen=True, slots=True)
class Located:
    """A pair with its place. `audience` is TODO where a person must choose it."""

    pair: Pair
    id: str
    audience: str
    number: int
    recommendation_lines: tuple[int, int] | None
    response_lines: tuple[int, int] | None

    @property
    def in_table(self) -> bool:
        """Whether it stood in a table."""
        return self.pair.in_table


def located(
    pairs: Sequence[Pair], stored: str, audiences: Sequence[Audience], review: str
) -> Iterator[Located]:
    """The pairs in their order, each with its lines; what is not found is left to a person."""
    text = StoredText.of(stored)
    taken: set[tuple[str, int]] = set()
    last = 0
    for pair in pairs:
        audience = audience_id(pair.audience, audiences)
        number, doubted = _numbered(pair, audience, taken)
        words = _lines(pair.recommendation, text, last)
        response = _lines(pair.response, text, last) if pair.response else None
        if words is None or (pair.response and response is None):
            doubted = doubted.doubted(NOT_FOUND)
        last = words[0] if words else last
        yield Located(doubted, f"{review}/{audience}/{number}", audience, number, words, response)


def audience_id(name: str, audiences: Sequence[Audience]) -> str:
    """The audience that a name means, a new id for one that is not held, or TODO for none."""
    if not name:
        return "TODO"
    folded = _folded(name)
    for each in audiences:
        if folded in {_folded(known) for known in (each.name, *each.names)}:
            return each.id
    within = [
        (len(known), each.id)
        for each in audiences
        for known in (_folded(known) for known in (each.name, *each.names))
        if len(known) > 3 and re.search(rf"\b{re.escape(known)}\b", folded)
    ]
    return max(within)[1] if within else re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:50].strip("-")


def _folded(name: str) -> str:
    return " ".join(name.lower().replace("’", "'").split())


def _numbered(pair: Pair, audience: str, taken: set[tuple[str, int]]) -> tuple[int, Pair]:
    digits = re.findall(r"\d+", pair.number)
    number, doubted = int(digits[-1]) if digits else 1, pair
    if (audience, number) in taken:
        doubted = replace(pair).doubted(TAKEN.format(number=number))
        while (audience, number) in taken:
            number += 1
    taken.add((audience, number))
    return number, doubted


def _lines(paragraphs: Sequence[str], text: StoredText, after: int) -> tuple[int, int] | None:
    """The first place at or after a line; the place before it where words are quoted for a second agency."""
    places = text.places(PARAGRAPH.join(paragraphs))
    later = [place for place in places if place[0] >= after]
    return next(iter(later or places), None)
