"""A text as it is read: digits and marks made ordinary, unseen characters left out, places remembered."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

MOST = 50_000
"""Characters looked at: of a longer text, its two ends."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The plain text, and for each of its characters the place in the original."""

    plain: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The place in the original of a stretch of the plain text."""
        return self.places[start], self.places[end - 1] + 1


def read(text: str) -> Reading:
    """Reads a text once, character by character."""
    if text.isascii() and len(text) <= MOST:
        return Reading(text, range(len(text)))
    places = range(len(text))
    if len(text) > MOST:
        places = [*range(MOST // 2), *range(len(text) - MOST // 2, len(text))]  # type: ignore[assignment]
    seen = [(shown, place) for place in places if (shown := _shown(text[place]))]
    return Reading("".join(shown for shown, _ in seen), tuple(place for _, place in seen))


@lru_cache(maxsize=8192)
def _shown(character: str) -> str:
    """One ordinary character without its accent, or nothing for what cannot be seen."""
    if character.isascii():
        return character
    kind = unicodedata.category(character)
    if kind in {"Cf", "Mn", "Me"}:
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(character))
    special = {"Pd": "-", "Zs": " ", "Cs": " "}.get(kind)
    if special is not None:
        return special
    if character in "\u2018\u2019\u02bc":
        return "'"
    letters = [
        each for each in unicodedata.normalize("NFKD", character) if unicodedata.category(each) != "Mn"
    ]
    return letters[0] if len(letters) == 1 else character
