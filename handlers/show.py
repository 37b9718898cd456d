"""Shows one entry in full: what it says, word for word, and what goes with it."""

import datetime as dt
from collections.abc import Iterator

from handlers import wording
from handlers.briefing_parts import briefing_parts
from handlers.contact_lines import area_groups, contact_line, shown_numbers
from handlers.front_door import front_door, is_front_door
from handlers.messages import (
    Choice,
    Choices,
    ContactGroup,
    Contacts,
    Heading,
    LinkLine,
    Links,
    Mark,
    Marks,
    Part,
    Text,
)
from handlers.quotes import due_marks, marks_on, quote
from handlers.related import goes_with, link_lines
from knowledge.hours import london_day
from knowledge.library import Entry, Library
from knowledge.schema.answers import Answer, Briefing, Gap
from knowledge.schema.resources import Contact, Resource, Term
from knowledge.schema.reviews import AboutReview, Recommendation

FEW = 2
"""More quotations than this are shown in short."""


def show(library: Library, entry: Entry, now: dt.datetime, *, how_far: bool = False) -> Iterator[Part]:
    """All parts of one entry, without the standing footer. `now` is aware.

    `how_far`: whether it was asked how far a recommendation had got; then that stands first.
    """
    item = entry.item
    if isinstance(item, Recommendation):
        yield from _recommendation(library, entry, item, now, how_far=how_far)
    elif isinstance(item, AboutReview):
        yield from _about(library, entry, item)
    elif isinstance(item, Resource):
        yield from _resource(library, entry, item)
    elif isinstance(item, Term):
        yield from _term(library, entry, item)
    elif isinstance(item, Contact):
        yield from _contact(library, entry, item, now)
    elif isinstance(item, Briefing):
        yield from briefing_parts(library, item)
    elif isinstance(item, Answer):
        yield from _answer(library, entry, item)
    elif isinstance(item, Gap):
        yield Text(item.text)


def heading_of(library: Library, entry: Entry) -> str:
    """The name of an entry as a heading, a list item or a button says it."""
    if isinstance(entry.item, Recommendation):
        review = library.review(entry.case or "")
        section = library.section(entry).section
        number = entry.item.printed or entry.item.number
        return wording.title_of(review.case, section, number, entry.title)
    return entry.title


def _not_quoted(library: Library, entry: Entry) -> Text:
    """Why the words of a review are not shown."""
    source = library.review(entry.case or "").source
    return Text(wording.MISQUOTED if library.quotable(source) else wording.WITHDRAWN, "caution")


def _recommendation(
    library: Library, entry: Entry, item: Recommendation, now: dt.datetime, *, how_far: bool
) -> Iterator[Part]:
    yield Heading(heading_of(library, entry), entry.id)
    quotations = library.quotations(entry)
    if not quotations:
        yield _not_quoted(library, entry)
        return
    if how_far:
        yield Text(f"{wording.status(item.status, item.coverage)} {wording.LATER_UNKNOWN}")
    for quotation, label in zip(quotations, (wording.RECOMMENDATION, wording.RESPONSE), strict=False):
        yield quote(library, quotation, label)
    yield marks_on(library, entry, london_day(now))
    yield from goes_with(library, item.links)


def in_short(library: Library, entry: Entry, today: dt.date) -> Iterator[Part]:
    """One recommendation in a list: the recommendation itself, and how far the response says it had got."""
    assert isinstance(entry.item, Recommendation)
    yield Heading(heading_of(library, entry), entry.id, 2)
    quotations = library.quotations(entry)
    if not quotations:
        yield _not_quoted(library, entry)
        return
    yield quote(library, quotations[0], wording.RECOMMENDATION, short=True)
    status = Mark("status", wording.status_short(entry.item.status, entry.item.coverage))
    yield Marks((status, *due_marks(entry.item, today)))


def _about(library: Library, entry: Entry, item: AboutReview) -> Iterator[Part]:
    yield Heading(entry.title, entry.id)
    quotations = library.quotations(entry)
    if not quotations:
        yield _not_quoted(library, entry)
        return
    for quotation in quotations:
        yield quote(library, quotation, wording.FROM_SOURCE)
    source = library.sources[library.review(entry.case or "").source].source
    marks = [Mark("as_at", wording.as_at(source.as_at))]
    if item.editor_note:
        marks.append(Mark("note", item.editor_note))
    yield Marks(tuple(marks))
    yield from goes_with(library, item.links)


def _resource(library: Library, entry: Entry, item: Resource) -> Iterator[Part]:
    yield Heading(entry.title, entry.id)
    yield Links("", tuple(link_lines(entry)))
    notes = [Mark("note", item.editor_note)] if item.editor_note else []
    if item.language_note:
        notes.append(Mark("language", item.language_note))
    quotations = library.quotations(entry)
    for quotation in quotations:
        label = wording.said_of_it(_case_of(library, quotation.source))
        yield quote(library, quotation, label, short=len(quotations) > FEW)
    if quotations:
        notes.insert(0, Mark("as_at", wording.as_at(library.sources[quotations[0].source].source.as_at)))
    if notes:
        yield Marks(tuple(notes))
    yield from goes_with(library, item.related)


def links_first(library: Library, entry: Entry, now: dt.datetime) -> Iterator[Part]:
    """A page whose link was asked for: where much is said about it, that waits behind a button."""
    if len(library.quotations(entry)) <= FEW:
        yield from show(library, entry, now)
        return
    yield Heading(entry.title, entry.id)
    yield Links("", tuple(link_lines(entry)))
    yield Choices(wording.MORE_ON_IT, (Choice(wording.ALL_OF_IT, f"show {entry.id}", entry.id),))


def _case_of(library: Library, source: str) -> str | None:
    return next((review.case for review in library.reviews if review.source == source), None)


def _term(library: Library, entry: Entry, item: Term) -> Iterator[Part]:
    yield Heading(entry.title, entry.id)
    yield Text(item.meaning)
    marks = []
    if item.status == "contested":
        marks.append(Mark("language", f"{wording.CONTESTED} {item.note or ''}".strip()))
    elif item.note:
        marks.append(Mark("note", item.note))
    if item.status == "historic":
        marks.append(Mark("note", wording.HISTORIC))
    if not item.verified and not item.note:
        marks.append(Mark("note", wording.MEANING_UNVERIFIED))
    if item.ambiguous_with:
        marks.append(Mark("note", f"{wording.OTHER_MEANINGS} {'; '.join(item.ambiguous_with)}."))
    if marks:
        yield Marks(tuple(marks))
    yield from goes_with(library, (*item.same_as, *item.related))


def _contact(library: Library, entry: Entry, item: Contact, now: dt.datetime) -> Iterator[Part]:
    if is_front_door(library, entry):
        yield from front_door(library, [entry], now)
        return
    yield Heading(entry.title, entry.id)
    yield _lines(library, item, now)
    if item.kind == "lado":
        yield Text(wording.LADO_ANSWER, "quiet")
    if item.kind in {"front_door", "front_door_ooh"}:
        yield Text(wording.CONTACT_ANSWER, "quiet")
    if item.note:
        yield Text(item.note, "quiet")


def _lines(library: Library, item: Contact, now: dt.datetime) -> Contacts:
    """The contact; beside a LADO without a number the lines of its area's children's services."""
    areas = [area for area in item.areas if area in library.area_names]
    if item.kind == "lado" and areas and not shown_numbers(item):
        return area_groups(library, (item.kind,), now, areas)
    line = contact_line(item, now)
    return Contacts((ContactGroup("", (line,)),), page_first=bool(line.caution))


def _answer(library: Library, entry: Entry, item: Answer) -> Iterator[Part]:
    yield Heading(entry.title, entry.id)
    if item.text:
        yield Text(item.text)
    source = f"Source: {item.source}" if item.source else ""
    if item.link:
        yield Links("", (LinkLine(source or entry.title, entry.id, item.link),))
    elif source:
        yield Text(source, "quiet")
    yield from goes_with(library, item.related, wording.RELATED)
