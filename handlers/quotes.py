"""Quotations with their citations, and the marks that say how each is to be read."""

import datetime as dt

from handlers import wording
from handlers.messages import Citation, Mark, Marks, QuoteBlock
from knowledge.library import Entry, Library
from knowledge.schema.base import Quotation
from knowledge.schema.reviews import Recommendation


def quote(library: Library, quotation: Quotation, label: str, *, short: bool = False) -> QuoteBlock:
    """A quotation as it is shown. The words are the content's, character for character."""
    source = library.sources[quotation.source].source
    citation = Citation(
        source=source.id,
        document=source.title,
        section=quotation.section,
        recommendation=quotation.printed or quotation.recommendation,
        lines=quotation.lines,
        as_at=source.as_at,
        address=source.address,
    )
    return QuoteBlock(label, tuple(quotation.text.split("\n\n")), citation, short)


def marks_on(library: Library, entry: Entry, today: dt.date) -> Marks:
    """As at, status, dates that have passed, contradictions, what is left unanswered, curator's notes."""
    item = entry.item
    assert isinstance(item, Recommendation)
    source = library.sources[library.review(entry.case or "").source].source
    marks = [
        Mark("as_at", wording.as_at(source.as_at)),
        Mark("status", f"{wording.status(item.status, item.coverage)} {wording.LATER_UNKNOWN}"),
    ]
    marks.extend(due_marks(item, today))
    for conflict in item.conflicts_with:
        marks.append(Mark("conflict", wording.conflict(conflict.note, conflict.ours, conflict.theirs)))
    if item.coverage == "part" and item.response is not None:
        marks.append(Mark("part", f"{wording.NOT_ALL_ANSWERED} {item.coverage_note or ''}".strip()))
    if item.editor_note:
        marks.append(Mark("note", item.editor_note))
    if item.language_note:
        marks.append(Mark("language", item.language_note))
    return Marks(tuple(marks))


def due_marks(item: Recommendation, today: dt.date) -> list[Mark]:
    """Each promise with a date, and whether that date has passed."""
    return [
        Mark("overdue" if due.by < today else "due", wording.due(due.words, due.by, today))
        for due in item.due
    ]
