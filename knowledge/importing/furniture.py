"""Finds what is printed on every page around the text: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

EDGE = 3
"""How many lines at the top and at the bottom of a page may belong to it."""
_DIGITS = re.compile(r"\d+")


def furniture(pages: Sequence[Sequence[str]]) -> frozenset[str]:
    """The shapes of lines that stand at the edge of more than half of the pages, at least of two."""
    seen: Counter[str] = Counter()
    for page in pages:
        lines = [line for line in page if line.strip()]
        seen.update({shape(line) for line in (*lines[:EDGE], *lines[-EDGE:])})
    needed = max(2, len(pages) // 2 + 1)
    return (
        frozenset(each for each, count in seen.items() if count >= needed) if len(pages) > 1 else frozenset()
    )


def shape(line: str) -> str:
    """A line without its spaces and with every number alike."""
    return _DIGITS.sub("0", "".join(line.split()))


def edges(page: Sequence[str], shapes: frozenset[str]) -> frozenset[int]:
    """The places of the lines of a page that are furniture: only at its edges."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return frozenset(at for at in (*filled[:EDGE], *filled[-EDGE:]) if shape(page[at]) in shapes)
