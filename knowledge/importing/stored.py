"""Writes the text that quotations are checked against."""

import textwrap
from collections.abc import Iterable, Iterator

from knowledge.importing.document import Block, Paragraph

WIDTH = 100


def stored_text(blocks: Iterable[Block]) -> str:
    """Paragraphs and cells one after another, an empty line between them."""
    return "\n\n".join(_wrapped(each) for each in _paragraphs(blocks)) + "\n"


def _paragraphs(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from (each.text for each in block.paragraphs)


def _wrapped(text: str) -> str:
    """Lines of a page. None ends in a hyphen, because what follows a hyphen is joined without a space."""
    lines = textwrap.wrap(text, WIDTH, break_on_hyphens=False, break_long_words=False)
    for at in range(len(lines) - 1):
        if lines[at].endswith("-"):
            kept, _, last = lines[at].rpartition(" ")
            if kept:
                lines[at], lines[at + 1] = kept, f"{last} {lines[at + 1]}"
    return "\n".join(lines)
