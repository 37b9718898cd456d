"""Rich text as Slack's blocks hold it: every character is shown as it is, and only a link is a link.

Marked-up text (`mrkdwn`) cannot be escaped in full: there is no way to write a plain asterisk. So no words of
a document or a person are ever put into it.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from slack_sdk.models.blocks import (
    BlockElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot.slack import limits
from bot.slack.splitting import pieces
from handlers.plain import visible, web_address

_PIECE = 1_000
"""Characters of one run of words, of at most four bytes each, so that it fits into a block."""
_BOLD = RichTextElementParts.TextStyle(bold=True)

Element = TypeVar("Element", bound=BlockElement)
Run = Sequence[RichTextElement]
"""Words and links that follow each other on one line."""


def words(text: str, *, bold: bool = False) -> list[RichTextElement]:
    """The text as it is. Nothing for an empty text, which Slack refuses."""
    style = _BOLD if bold else None
    shown = visible(text)
    return [RichTextElementParts.Text(text=each, style=style) for each in pieces(shown, _PIECE) if each]


def link(text: str, url: str | None) -> list[RichTextElement]:
    """The text as a link, where the address may become one."""
    address = web_address(url)
    if address is None or limits.size(address) > limits.ADDRESS or not visible(text).strip():
        return words(text)
    first, *rest = pieces(visible(text), _PIECE)
    linked: list[RichTextElement] = [RichTextElementParts.Link(url=address, text=first)]
    return linked + [element for each in rest for element in words(each)]


def person(user: str) -> RichTextElement:
    """A person by name, who is notified of it. `user` is an id that Slack gave."""
    return RichTextElementParts.User(user_id=user)


def line(*runs: Run) -> Iterator[RichTextElement]:
    """One paragraph."""
    for group in light([element for run in runs for element in run]):
        yield RichTextSectionElement(elements=group)


def quotation(text: str) -> Iterator[RichTextElement]:
    """Verbatim words behind a bar, cut at the ends of sentences where they are long."""
    for piece in pieces(visible(text), _PIECE):
        if piece:
            yield RichTextQuoteElement(elements=words(piece))


def bullets(items: Iterable[Run], indent: int = 0) -> Iterator[RichTextElement]:
    """A list. A long one becomes several, which look like one."""
    sections = [section for item in items for section in line(item)]
    for group in light(sections):
        yield RichTextListElement(style="bullet", indent=indent, elements=group)


def numbered(number: int, item: Run) -> Iterator[RichTextElement]:
    """One item of a numbered list that other things may interrupt."""
    for section in line(item):
        yield RichTextListElement(style="ordered", offset=number - 1, elements=[section])


def blocks(elements: Iterable[RichTextElement]) -> Iterator[RichTextBlock]:
    """The elements in as few blocks as may be."""
    for group in light(list(elements)):
        yield RichTextBlock(elements=group)


def weight(given: dict[str, Any]) -> int:
    """Bytes of a block or an element as JSON, with the comma after it."""
    return len(json.dumps(given, ensure_ascii=False, separators=(",", ":")).encode()) + 1


def light(elements: Sequence[Element]) -> Iterator[list[Element]]:
    """The elements in groups that are each light enough for one block."""
    if len(elements) == 1:
        yield list(elements)
        return
    group: list[Element] = []
    held = 0
    for element in elements:
        heavy = weight(element.to_dict())
        if group and held + heavy > limits.BLOCK:
            yield group
            group, held = [], 0
        group.append(element)
        held += heavy
    if group:
        yield group
