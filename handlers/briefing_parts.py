"""What a briefing says, from its heading to its licence."""

from collections.abc import Iterator

from handlers import wording
from handlers.messages import Heading, LinkLine, Links, Mark, Marks, Part, Text
from handlers.quotes import quote
from handlers.related import goes_with
from knowledge.library import Library
from knowledge.schema.answers import Briefing


def briefing_parts(library: Library, item: Briefing) -> Iterator[Part]:
    """All that a briefing says, without the standing footer."""
    yield Heading(item.title, item.id)
    yield Text(item.about)
    for section in item.sections:
        yield Heading(section.heading, level=2)
        if section.text:
            yield Text(section.text)
        for quotation in section.quotations:
            if library.may_show(quotation):
                yield quote(library, quotation, wording.FROM_SOURCE)
    yield Heading(wording.DISCUSSION, level=2)
    for question in item.discussion_questions:
        yield Text(question)
    yield Marks(
        (
            Mark("as_at", wording.as_at(item.as_at)),
            Mark("note", wording.licence(item.licence)),
        )
    )
    if item.links:
        yield Links(
            wording.BRIEFING_LINKS,
            tuple(
                LinkLine(
                    each.title,
                    item.id,
                    each.url,
                    " ".join(filter(None, (wording.seen_on(each.seen_on), each.note))),
                )
                for each in item.links
            ),
        )
    yield from goes_with(library, (each for each in item.related if each in library.entries))
