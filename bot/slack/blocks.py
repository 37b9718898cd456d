"""Draws the parts of a reply as Block Kit blocks, each within Slack's limits."""

from collections.abc import Iterator
from typing import assert_never

from bot.slack import kit, limits, rich
from bot.slack.buttons import choices, feedback
from bot.slack.contacts import contacts, link_line, steps
from bot.slack.kit import Block, Element
from bot.slack.splitting import pieces
from handlers.messages import (
    Choices,
    Citation,
    Contacts,
    Feedback,
    Footer,
    Heading,
    Links,
    Mark,
    Marks,
    Part,
    QuoteBlock,
    Steps,
    Text,
)
from handlers.plain import citation_words, mark_label, mark_words, places, visible


def draw(part: Part, name: str, dated_below: bool) -> Iterator[Block]:
    """The blocks of one part. `name` tells its buttons from those of other parts of the same reply.

    `dated_below`: of a quotation, whether marks that follow say how old the document is.
    """
    drawn: Iterator[Block]
    match part:
        case Heading():
            drawn = _heading(part)
        case Text():
            drawn = _text(part)
        case QuoteBlock():
            drawn = _quotation(part, dated_below)
        case Marks():
            drawn = rich.blocks(rich.bullets(_mark(mark) for mark in part.marks))
        case Links():
            drawn = rich.blocks(_links(part))
        case Contacts():
            drawn = contacts(part)
        case Steps():
            drawn = steps(part)
        case Choices():
            drawn = choices(part, name)
        case Feedback():
            drawn = feedback(part, name)
        case Footer():
            drawn = _footer(part)
        case _:
            assert_never(part)
    return drawn


def _heading(heading: Heading) -> Iterator[Block]:
    text = " ".join(visible(heading.text).split())
    if heading.level == 2:
        yield kit.divider()
    if heading.level == 1 and 0 < limits.size(text) <= limits.HEADER:
        yield kit.header(text)
    else:
        yield from rich.blocks(rich.line(rich.words(text, bold=True)))


def _text(text: Text) -> Iterator[Block]:
    if text.tone == "quiet":
        return quiet(text.text)
    return rich.blocks(rich.line(rich.words(text.text, bold=text.tone in ("urgent", "caution"))))


def quiet(text: str) -> Iterator[Block]:
    """Small grey words."""
    for piece in pieces(visible(text), limits.SECTION):
        if piece.strip():
            yield kit.context(piece)


def _quotation(quote: QuoteBlock, dated_below: bool) -> Iterator[Block]:
    label = rich.line(rich.words(quote.label, bold=True))
    yield from rich.blocks((*label, *rich.quotation("\n\n".join(quote.paragraphs))))
    yield from quiet(citation_words(quote.citation, dated_below=dated_below))
    yield from rich.blocks(rich.line(_places(quote.citation)))


def _places(citation: Citation) -> list[Element]:
    """Links to the passage in its place and to the published document, where these are known."""
    links = [rich.link(words, address) for words, address in places(citation) if address]
    between = rich.words("   ")
    return [each for n, link in enumerate(links) for each in (*(between if n else ()), *link)]


def _mark(mark: Mark) -> list[Element]:
    return [*rich.words(f"{mark_label(mark)}: ", bold=True), *rich.words(mark_words(mark))]


def _links(links: Links) -> Iterator[Element]:
    yield from rich.line(rich.words(links.title, bold=True))
    yield from rich.bullets(link_line(each) for each in links.links)


def _footer(footer: Footer) -> Iterator[Block]:
    """The first line is about a live worry and stands out; the rest is quiet."""
    yield kit.divider()
    for number, line in enumerate(footer.lines):
        yield from quiet(line) if number else rich.blocks(rich.line(rich.words(line, bold=True)))
