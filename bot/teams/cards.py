"""Draws the parts of a reply as elements of an Adaptive Card."""

from collections.abc import Iterator
from typing import assert_never

from bot.teams import buttons
from bot.teams.claims import claim
from bot.teams.contacts import contacts, steps
from bot.teams.elements import Block, Element, boxed, container, heading, line, paragraphs, run, runs, shown
from bot.teams.links import dialling_999, web_address
from handlers.messages import (
    Choices,
    Contacts,
    Feedback,
    Footer,
    Heading,
    Links,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Steps,
    Text,
)
from handlers.plain import citation_words, dated_below, mark_label, mark_words, places

_KEPT = ("answered", "signposted")
"""Of these the reader must not lose sight by pressing a button that is about something else."""
_STYLES = {"caution": "warning", "urgent": "attention"}


def draw(reply: Reply, *, full: bool = False) -> Iterator[Block]:
    """The parts of a reply but its footer, in the order shown. `full`: long quotations whole."""
    whole = full or not reply.entries
    for number, part in enumerate(reply.parts):
        if isinstance(part, QuoteBlock):
            yield from _quotation(part, dated_below(reply, number), whole=whole or not part.short)
        elif isinstance(part, Choices):
            yield from buttons.choices(part, keep=reply.status in _KEPT)
        elif isinstance(part, Heading):
            yield from _heading(part, first=number == 0, urgent=reply.signpost is not None)
        else:
            yield from _draw(part)
    if not whole and any(_shortened(part, len(reply.entries)) for part in reply.parts):
        yield from buttons.show_all(reply)


def _draw(part: Part) -> Iterator[Block]:
    drawn: Iterator[Block]
    match part:
        case Heading():
            drawn = _heading(part, first=True, urgent=False)
        case Text():
            drawn = _text(part)
        case QuoteBlock():
            drawn = _quotation(part, dated=False, whole=True)
        case Marks():
            drawn = _marks(part)
        case Links():
            drawn = _links(part)
        case Contacts():
            drawn = contacts(part)
        case Steps():
            drawn = steps(part)
        case Choices():
            drawn = buttons.choices(part)
        case Feedback() | Footer():  # thumbs stand below the message, the footer at the end of each card
            drawn = iter(())
        case _:
            assert_never(part)
    return drawn


def footer(reply: Reply) -> Element | None:
    """The standing last lines, which stand on each card of a reply."""
    lines = [words for part in reply.parts if isinstance(part, Footer) for words in part.lines]
    items = [each for words in lines for each in line(runs(dialling_999(shown(words)), subtle=True))]
    return {**container(items), "separator": True} if items else None


def titles(reply: Reply) -> tuple[str, ...]:
    """What the reply is about: its headings, but those within an answer."""
    return tuple(part.text for part in reply.parts if isinstance(part, Heading) and part.level == 1)


def _heading(part: Heading, *, first: bool, urgent: bool) -> Iterator[Block]:
    element = heading(part.text, part.level)
    if element is None:
        return
    if urgent and first:
        element = container([element], "attention")
    if not first:
        element = {**element, "separator": True, "spacing": "Large"}
    yield Block(element, with_next=True)


def _text(part: Text) -> Iterator[Block]:
    style = _STYLES.get(part.tone, "default")
    for words in shown(part.text).split("\n"):
        for each in line(runs(dialling_999(words), bold=part.tone == "urgent", subtle=part.tone == "quiet")):
            yield Block(container([each], style) if style != "default" else each)


def _quotation(part: QuoteBlock, dated: bool, *, whole: bool) -> Iterator[Block]:
    """On a background of its own, between quotation marks, with its citation below."""
    for each in paragraphs(part.label, bold=True):
        yield Block(each, with_next=True)
    quoted = part.paragraphs if whole else part.paragraphs[:1]
    cut = len(quoted) < len(part.paragraphs)
    said = "\n".join(quoted)
    for each in paragraphs(f"“{said}{' […]' if cut else ''}”"):
        yield Block(container([each], "emphasis"), with_next=True)
    cited = runs([(citation_words(part.citation, dated_below=dated), None)], subtle=True)
    for words, url in places(part.citation):
        if address := web_address(url):
            cited += [run("  "), run(words, address=address)]
    for each in line(cited, close=True):
        yield Block(each, claim=claim(part))


def _marks(part: Marks) -> Iterator[Block]:
    for number, mark in enumerate(part.marks):
        label = run(f"{mark_label(mark)}: ", bold=True)
        for each in line([label, *runs([(mark_words(mark), None)])], close=number > 0):
            yield Block(each)


def _links(part: Links) -> Iterator[Block]:
    for each in paragraphs(part.title, bold=True):
        yield Block(each, with_next=True)
    for link in part.links:
        yield from boxed(buttons.link_line(link))


def _shortened(part: Part, entries: int) -> bool:
    """Whether a short drawing of it leaves something out: paragraphs, or the rest of an entry in a list."""
    return isinstance(part, QuoteBlock) and part.short and (entries > 1 or len(part.paragraphs) > 1)
