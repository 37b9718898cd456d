"""Questions that name one entry outright: "what is ICON", "unborn protocol link", "Lullaby Trust"."""

from collections.abc import Sequence

from knowledge.library import Library
from knowledge.search.findings import Facets, Findings
from knowledge.search.words import Token


def named_entry(facets: Facets, library: Library, words: Sequence[Token]) -> Findings | None:
    """The entry whose own name is all that the question is about."""
    return None
