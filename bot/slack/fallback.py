"""The words of a message's blocks as text: notifications show its beginning, screen readers say all of it.

Slack's clients read this text aloud in place of the blocks, so it says what the blocks say. It begins with a
fixed line, so that a notification on a locked screen shows nothing of what was asked.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from bot.slack import limits, wording
from bot.slack.splitting import pieces
from handlers.plain import AN_ANSWER

_ON_ONE_LINE = {"rich_text_section", "rich_text_quote", "header", "section", "context"}


def fallback(lines: Iterable[str]) -> str:
    """The fixed line, then what the blocks say (`said`), as far as there is room."""
    text = "\n".join((f"{AN_ANSWER}.", *filter(None, lines)))
    first = next(pieces(text, limits.FALLBACK))
    return text if first == text else f"{first.rstrip()}\n{wording.MORE}"


def escaped(text: str) -> str:
    """The text as it must be written where Slack reads mark-up: no mention and no link comes alive."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def said(block: dict[str, Any]) -> str:
    """The words of one block, escaped."""
    return escaped("\n".join(line for line in map(str.strip, _lines(block)) if line))


def _lines(given: dict[str, Any]) -> Iterator[str]:
    """One line for what stands on a line; what holds several is gone through."""
    if given["type"] == "context_actions":
        for each in given["elements"]:
            named = (each["positive_button"]["text"]["text"], each["negative_button"]["text"]["text"])
            yield f"{wording.BUTTONS}: {'; '.join(named)}"
    elif given["type"] == "actions":
        yield f"{wording.BUTTONS}: {'; '.join(each['text']['text'] for each in given['elements'])}"
    elif given["type"] in _ON_ONE_LINE:
        yield "".join(_runs(given))
    else:
        for each in given.get("elements", ()):
            yield from _lines(each)


def _runs(given: dict[str, Any]) -> Iterator[str]:
    text = given.get("text", "")
    yield text["text"] if isinstance(text, dict) else text
    for each in given.get("elements", ()):
        yield from _runs(each)
