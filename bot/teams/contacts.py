"""Draws whom to call and what to do: numbers dial, pages open, cautions stand beside them."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.teams import buttons
from bot.teams.elements import Block, Element, Inline, boxed, heading, line, paragraphs, run, runs, shown
from bot.teams.links import dialling_999, email_address, telephone, web_address
from handlers.messages import ContactLine, Contacts, Steps
from handlers.plain import CLOSED, IN_FORCE, OFFICIAL_PAGE, Detail, contact_details

_READ: tuple[Detail, ...] = ("hours", "caution")
_BETWEEN = " \N{MIDDLE DOT} "


def steps(part: Steps) -> Iterator[Block]:
    """Each step under its number, with its contacts below it."""
    for number, step in enumerate(part.steps, part.first):
        more = [*(buttons.link_line(step.link) if step.link else ())]
        below = [*(Block(each) for each in more), *(contacts(step.contacts) if step.contacts else ())]
        for each in line([run(f"{number}. ", bold=True), *runs(dialling_999(step.text), bold=True)]):
            apart: Element = {"separator": True, "spacing": "Medium"} if number > 1 else {}
            yield Block({**each, **apart}, with_next=bool(below))
        yield from below


def contacts(part: Contacts) -> Iterator[Block]:
    """Each group under its name."""
    for group in part.groups:
        title = heading(group.title, 2)
        if title:
            yield Block({**title, "spacing": "Medium"}, with_next=True)
        for contact in group.contacts:
            yield from boxed(_contact(contact) if part.page_first else _to_call(contact))


def _to_call(contact: ContactLine) -> Iterator[Element]:
    """The numbers, at the edge where the eye runs down; then whose they are, and below the rest."""
    details = list(contact_details(contact, page_first=False))
    numbers = (_pressable(kind, words) for kind, words in details if kind == "number")
    yield from line(_between([*numbers, _name(contact)]))
    yield from _read(words for kind, words in details if kind in _READ)
    pressed = (_pressable(kind, words) for kind, words in details if kind in ("page", "email"))
    yield from line(_between(pressed), close=True)


def _contact(contact: ContactLine) -> Iterator[Element]:
    """The name, then what can be pressed on one line and what is to be read on another, in their order."""
    yield from line(_name(contact))
    for reading, details in groupby(contact_details(contact, page_first=True), lambda each: each[0] in _READ):
        if reading:
            yield from _read(words for _, words in details)
        else:
            yield from line(_between(_pressable(kind, words) for kind, words in details), close=True)


def _read(words: Iterable[str]) -> Iterator[Element]:
    return paragraphs(_BETWEEN.join(words), subtle=True, close=True)


def _name(contact: ContactLine) -> list[Inline]:
    name = runs([(contact.name, None)])
    if contact.now:
        name.append({"type": "TextRun", "text": f" ({IN_FORCE})", "weight": "Bolder", "color": "Good"})
    elif contact.closed:
        name.append({"type": "TextRun", "text": f" ({CLOSED})", "weight": "Bolder"})
    return name


def _pressable(kind: Detail, words: str) -> list[Inline]:
    page = web_address(words) if kind == "page" else None
    email = email_address(words) if kind == "email" else None
    if page or email:
        return [run(OFFICIAL_PAGE if page else words, address=page or email)]
    return runs(telephone(shown(words)), bold=True)


def _between(details: Iterable[list[Inline]]) -> list[Inline]:
    joined: list[Inline] = []
    for each in filter(None, details):
        joined += [_BETWEEN, *each] if joined else each
    return joined
