"""Menus: what can be picked from a list, a page of a hundred at a time."""

from collections.abc import Iterator, Sequence

from bot.slack import kit, limits
from bot.slack.kit import Element
from bot.slack.splitting import short
from handlers.plain import visible

MENU = "menu"


def menu(name: str, placeholder: str, options: Sequence[Element]) -> Element:
    """One menu of at most a hundred. `name` tells it from the others of its view."""
    return kit.menu(placeholder, f"{MENU}:{name}", options)


def option(label: str, value: str) -> Element:
    """One line. A long name ends in an ellipsis; its value tells what it is."""
    text = short(" ".join(visible(label).split()) or value, limits.OPTION_TEXT)
    return kit.option(text, value)


def by_hundreds(options: Sequence[Element]) -> Iterator[Sequence[Element]]:
    """As many as a menu may hold, again and again."""
    for first in range(0, len(options), limits.OPTIONS):
        yield options[first : first + limits.OPTIONS]
