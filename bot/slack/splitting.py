"""Cuts long text where a reader pauses. The pieces put together are the text, character for character."""

import re
from collections.abc import Iterator

from bot.slack.limits import size

_PAUSES = (
    re.compile(r"[.!?…][”’\"')\]]*\s+"),
    re.compile(r"\s+"),
)
"""After paragraphs: sentences, then words."""


def pieces(text: str, most: int) -> Iterator[str]:
    """The text in pieces of at most `most` characters. A word is cut only if it alone is longer."""
    while size(text) > most:
        end = _pause(_first(text, most))
        yield text[:end]
        text = text[end:]
    yield text


def _first(text: str, most: int) -> str:
    """As much of the text as fits."""
    return text.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")


def _pause(text: str) -> int:
    paragraphs = text.rfind("\n") + 1
    if paragraphs:
        return paragraphs
    for pause in _PAUSES:
        ends = [found.end() for found in pause.finditer(text)]
        if ends:
            return ends[-1]
    return len(text)


def short(text: str, most: int) -> str:
    """As much of a name as Slack takes, with an ellipsis where it was cut."""
    return text if size(text) <= most else f"{next(pieces(text, most - 1)).rstrip()}…"
