"""Menus: what can be picked from a list, a page of a hundred at a time."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Option, PlainTextObject, StaticSelectElement

from bot.slack import limits
from bot.slack.splitting import short
from handlers.plain import visible

MENU = "menu"


def menu(name: str, placeholder: str, options: Sequence[Option]) -> StaticSelectElement:
    """One menu of at most a hundred. `name` tells it from the others of its view."""
    return StaticSelectElement(
        placeholder=PlainTextObject(text=placeholder, emoji=False),
        action_id=f"{MENU}:{name}",
        options=list(options),
    )


def option(label: str, value: str) -> Option:
    """One line. A long name ends in an ellipsis; its value tells what it is."""
    text = short(" ".join(visible(label).split()) or value, limits.OPTION_TEXT)
    return Option(text=PlainTextObject(text=text, emoji=False), value=value)


def by_hundreds(options: Sequence[Option]) -> Iterator[Sequence[Option]]:
    """As many as a menu may hold, again and again."""
    for first in range(0, len(options), limits.OPTIONS):
        yield options[first : first + limits.OPTIONS]
