"""Rich text as Slack's blocks hold it: every character is shown as it is, and only a link is a link.

Marked-up text (`mrkdwn`) cannot be escaped in full: there is no way to write a plain asterisk. So no words of
a document or a person are ever put into it.
"""

from collections.abc import Iterable, Iterator, Sequence

from bot.slack import kit, limits
from bot.slack.kit import Block, Element
from bot.slack.splitting import pieces
from bot.slack.written import as_json, weight
from handlers.plain import visible, web_address

_PIECE = 1_000
"""Characters of one run of words, of at most four bytes each, so that it fits into a block."""

Run = Sequence[Element]
"""Words and links that follow each other on one line."""


def words(text: str, *, bold: bool = False) -> list[Element]:
    """The text as it is. Nothing for an empty text, which Slack refuses."""
    return [kit.words(each, bold=bold) for each in pieces(visible(text), _PIECE) if each]


def link(text: str, url: str | None) -> list[Element]:
    """The text as a link, where the address may become one."""
    address = web_address(url)
    if address is None or limits.size(address) > limits.ADDRESS or not visible(text).strip():
        return words(text)
    first, *rest = pieces(visible(text), _PIECE)
    return [kit.link(first, address), *(element for each in rest for element in words(each))]


def line(*runs: Run) -> Iterator[Element]:
    """One paragraph."""
    for group in light([element for run in runs for element in run]):
        yield kit.paragraph(group)


def quotation(text: str) -> Iterator[Element]:
    """Verbatim words behind a bar, cut at the ends of sentences where they are long."""
    for piece in pieces(visible(text), _PIECE):
        if piece:
            yield kit.quotation(words(piece))


def bullets(items: Iterable[Run], indent: int = 0) -> Iterator[Element]:
    """A list. A long one becomes several, which look like one."""
    sections = [section for item in items for section in line(item)]
    for group in light(sections):
        yield kit.bullets(group, indent)


def numbered(number: int, item: Run) -> Iterator[Element]:
    """One item of a numbered list that other things may interrupt."""
    for section in line(item):
        yield kit.numbered([section], number - 1)


def blocks(elements: Iterable[Element]) -> Iterator[Block]:
    """The elements in as few blocks as may be."""
    for group in light(list(elements)):
        yield kit.rich_text(group)


def light(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """The elements in groups that are each light enough for one block."""
    if len(elements) == 1:
        yield list(elements)
        return
    group: list[Element] = []
    held = 0
    for element in elements:
        weighs = weight(as_json(element))
        if group and held + weighs > limits.BLOCK:
            yield group
            group, held = [], 0
        group.append(element)
        held += weighs
    if group:
        yield group
