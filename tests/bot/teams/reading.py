"""Reads a card as a person does: its words, its buttons, its links."""

from collections.abc import Iterator
from typing import Any

from tests.bot.teams.refusals import Given, elements


def words(card: Given) -> str:
    """All that can be read, one line for each line of the card."""
    return "\n".join(_lines(card["body"]))


def _lines(items: list[Given]) -> Iterator[str]:
    for item in items:
        if item["type"] == "TextBlock":
            yield item["text"]
        elif item["type"] == "RichTextBlock":
            yield "".join(each if isinstance(each, str) else each["text"] for each in item["inlines"])
        elif item["type"] == "Container":
            yield from _lines(item["items"])
        elif item["type"] == "Input.ChoiceSet":
            yield from (item["label"], *(f"( ) {each['title']}" for each in item["choices"]))
        elif item["type"] == "ActionSet":
            yield from (f"[{action['title']}]" for action in item["actions"])


def buttons(card: Given) -> dict[str, Given]:
    """What can be pressed, by its title."""
    return {each["title"]: each for each in elements(card["body"]) if each["type"] == "Action.Execute"}


def asks(card: Given) -> list[str]:
    """What the buttons and rows of choices ask, in order; not what links open."""
    return [
        action["data"]["ask"]
        for each in elements(card["body"])
        for action in (
            *each.get("actions", ()),
            *([each["selectAction"]] if each["type"] == "Container" and "selectAction" in each else []),
        )
        if "ask" in action["data"]
    ]


def whole_quotations(card: Given) -> list[str]:
    """Each quotation with all its paragraphs, without the marks around it."""
    joined = "\n".join(quotations(card))
    return [each.rstrip("”\n") for each in joined.split("“")[1:]] if joined.startswith("“") else []


def links(card: Given) -> list[str]:
    """Where links lead."""
    return [each["url"] for each in elements(card["body"]) if each["type"] == "Action.OpenUrl"]


def quotations(card: Given) -> list[str]:
    """What stands on the background of quotations."""
    return [words({"body": each["items"]}) for each in card["body"] if each.get("style") == "emphasis"]


def strings(value: Any) -> Iterator[str]:
    """Every text anywhere in some JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)
