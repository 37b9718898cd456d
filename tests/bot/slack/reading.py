"""Reads what stands in blocks, as a person in Slack would see it."""

from collections.abc import Iterable, Iterator
from typing import Any

Given = dict[str, Any]


def elements(blocks: Iterable[Given], kind: str) -> Iterator[Given]:
    """Everything of a kind, however deep, in the order shown."""
    for block in blocks:
        yield from _within(block, kind)


def _within(given: object, kind: str) -> Iterator[Given]:
    if isinstance(given, dict):
        if given.get("type") == kind:
            yield given
        for each in given.values():
            yield from _within(each, kind)
    elif isinstance(given, list):
        for each in given:
            yield from _within(each, kind)


def text_of(given: object) -> str:
    """All words of a block or of several, in order."""
    if isinstance(given, dict):
        own = given["text"] if isinstance(given.get("text"), str) else ""
        return own + "".join(
            text_of(each) for name, each in given.items() if name not in ("text", "style") or own == ""
        )
    if isinstance(given, list | tuple):
        return "".join(text_of(each) for each in given)
    return ""


def quotations(blocks: Iterable[Given]) -> str:
    """What stands behind a bar, put together."""
    return "".join(text_of(each) for each in elements(blocks, "rich_text_quote"))


def buttons(blocks: Iterable[Given]) -> list[Given]:
    """Every button."""
    return list(elements(blocks, "button"))


def asks(blocks: Iterable[Given]) -> list[str]:
    """What the buttons with a choice ask."""
    return [each["value"] for each in buttons(blocks) if each["action_id"].startswith("ask:")]


def button(blocks: Iterable[Given], action: str) -> Given:
    """The first button whose action begins so."""
    return next(each for each in buttons(blocks) if each["action_id"].startswith(action))
