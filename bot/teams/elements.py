"""Pieces of an Adaptive Card. Words stand in text runs, which know no markdown: nothing comes alive."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.teams.links import Piece
from bot.teams.port import Claim
from handlers.plain import visible

Element = dict[str, object]
"""One object of a card, as JSON."""
Inline = Element | str
"""A text run; where it has nothing but words, the words."""

MOST_TEXT = 6_000
"""Bytes of JSON that one element's words may take, so that no element fills a message alone."""
_DATE = re.compile(r"\{(?=\{(DATE|TIME)\()")
_SAFE_HEADING = re.compile(r"(?![-+#>]|\d+[.)]\s)[^*_`~\[\]<>&|\\{}@#!=\n]+")
_PAUSE = re.compile(r".*[.!?…][”’\"')\]]*\s+|.*\s+", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """One element of a card's body. `with_next`: it must not stand last on a card."""

    element: Element
    with_next: bool = False
    claim: Claim | None = None
    """What it cites."""


def weight(value: object) -> int:
    """Bytes of something as JSON, as the SDK sends it."""
    return len(json.dumps(value))


def shown(text: str) -> str:
    """The text as a card may hold it. Clients would replace {{DATE(...)}} by a date: a joiner stops that."""
    return _DATE.sub("{\u2060", visible(text))


def run(text: str, *, bold: bool = False, subtle: bool = False, address: str | None = None) -> Inline:
    """Words within a line."""
    if not (bold or subtle or address):
        return text
    element: Element = {"type": "TextRun", "text": text}
    if bold:
        element["weight"] = "Bolder"
    if subtle:
        element["isSubtle"] = True
    if address:
        element["selectAction"] = {"type": "Action.OpenUrl", "url": address}
    return element


def runs(pieces: Iterable[Piece], *, bold: bool = False, subtle: bool = False) -> list[Inline]:
    """Words with the links among them."""
    return [
        run(shown(text), bold=bold, subtle=subtle, address=address)
        for text, address in pieces
        if shown(text).strip()
    ]


def line(inlines: list[Inline], *, close: bool = False) -> Iterator[Element]:
    """One line of text runs; nothing if there are none. `close` to the line above."""
    if inlines:
        element: Element = {"type": "RichTextBlock", "inlines": inlines}
        yield {**element, "spacing": "Small"} if close else element


def paragraphs(
    text: str, *, bold: bool = False, subtle: bool = False, close: bool = False
) -> Iterator[Element]:
    """A text as lines, one for each of its own."""
    for each in shown(text).split("\n"):
        for piece in pieces(each):
            yield from line(runs([(piece, None)], bold=bold, subtle=subtle), close=close)


def pieces(text: str, most: int = MOST_TEXT) -> Iterator[str]:
    """A text cut where a reader pauses, each piece of at most so many bytes."""
    while weight(text) > most:
        first = _as_much_as_fits(text, most)
        found = _PAUSE.match(first)
        end = len(found[0]) if found and found[0].strip() else len(first)
        yield text[:end]
        text = text[end:]
    yield text


def _as_much_as_fits(text: str, most: int) -> str:
    low, high = 1, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if weight(text[:middle]) <= most else (low, middle - 1)
    return text[:low]


def heading(text: str, level: int) -> Element | None:
    """A heading that screen readers find. Where markdown might read something into it, bold words instead."""
    words = " ".join(shown(text).split())
    if not words:
        return None
    size = "Large" if level == 1 else "Medium"
    if harmless(words):
        block: Element = {"type": "TextBlock", "text": words, "style": "heading", "wrap": True}
        return {**block, "size": size, "weight": "Bolder"}
    bold: Element = {"type": "TextRun", "text": next(pieces(words)), "weight": "Bolder", "size": size}
    return {"type": "RichTextBlock", "inlines": [bold]}


def harmless(words: str) -> bool:
    """Whether markdown reads nothing into the words."""
    safe = _SAFE_HEADING.fullmatch(words) and "://" not in words and "www." not in words
    return bool(safe) and len(words) < 300


def container(items: Iterable[Element], style: str = "default") -> Element:
    """Elements that belong together, on a background of their own if it has a style."""
    element: Element = {"type": "Container", "items": list(items)}
    return {**element, "style": style} if style != "default" else element


def boxed(items: Iterable[Element]) -> Iterator[Block]:
    """Elements that belong together; nothing if there are none."""
    box = container(items)
    if box["items"]:
        yield Block(box)
