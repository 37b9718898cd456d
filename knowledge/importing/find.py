"""Finds the pairs of a document that was read."""

from collections import Counter

from knowledge.importing.document import Document, Paragraph
from knowledge.importing.pairs import Pair
from knowledge.importing.recognise import recommendation_heading
from knowledge.importing.running import RunningText


def pairs_of(document: Document) -> tuple[Pair, ...]:
    """Every recommendation with each answer to it, in the order of the document."""
    running = RunningText(_level(document))
    for block in document.blocks:
        if isinstance(block, Paragraph):
            running.take(block)
        else:
            running.take_table(block)
    return tuple(running.pairs(document.stored))


def _level(document: Document) -> int:
    """How high most headings of recommendations are."""
    levels = Counter(
        block.level
        for block in document.blocks
        if isinstance(block, Paragraph) and recommendation_heading(block.text) is not None
    )
    return levels.most_common(1)[0][0] if levels else 0
