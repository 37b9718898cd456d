"""Draws whom to call, and what to do in which order."""

from collections.abc import Iterator

from bot.slack import rich
from bot.slack.kit import Block, Element
from handlers.messages import ContactGroup, ContactLine, Contacts, LinkLine, Step, Steps
from handlers.plain import CLOSED, IN_FORCE, OFFICIAL_PAGE, contact_details, web_address

_BETWEEN = {
    ("page", "number"): " · ",
    ("number", "number"): " · ",
    ("number", "page"): " · ",
    ("caution", "page"): " ",
}
"""What is read on one line, with what stands between: a reply with every number is long enough."""


def contacts(part: Contacts) -> Iterator[Block]:
    """Each group under its name."""
    for group in part.groups:
        title = rich.line(rich.words(group.title, bold=True))
        yield from rich.blocks((*title, *_listed(group, part.page_first, 0)))


def steps(part: Steps) -> Iterator[Block]:
    """Numbered, each with what belongs to it. A group stands in one block, so that no message cuts it off
    from its name."""
    for number, step in enumerate(part.steps, part.first):
        first, *others = _groups(step) or [[]]
        yield from rich.blocks((*_what_to_do(number, step), *first))
        for other in others:
            yield from rich.blocks(other)


def link_line(link: LinkLine) -> list[Element]:
    """A resource as a link if it has an address, with its note below."""
    note = rich.words(f"\n{link.note}") if link.note else []
    return [*rich.link(link.title, link.url), *note]


def _what_to_do(number: int, step: Step) -> Iterator[Element]:
    yield from rich.numbered(number, rich.words(step.text, bold=True))
    if step.link:
        yield from rich.bullets([link_line(step.link)], indent=1)


def _groups(step: Step) -> list[list[Element]]:
    """The contacts of a step, group by group."""
    if step.contacts is None:
        return []
    page_first = step.contacts.page_first
    return [
        [
            *rich.bullets([rich.words(group.title, bold=True)], indent=1),
            *_listed(group, page_first, 2 if group.title else 1),
        ]
        for group in step.contacts.groups
    ]


def _listed(group: ContactGroup, page_first: bool, indent: int) -> Iterator[Element]:
    return rich.bullets((_contact(each, page_first) for each in group.contacts), indent)


def _contact(contact: ContactLine, page_first: bool) -> list[Element]:
    """The name, then what is known line by line."""
    drawn = rich.words(contact.name)
    if contact.now:
        drawn += rich.words(f" ({IN_FORCE})", bold=True)
    elif contact.closed:
        drawn += rich.words(f" ({CLOSED})", bold=True)
    before = ""
    for kind, text in contact_details(contact, page_first):
        drawn += rich.words(_BETWEEN.get((before, kind), "\n"))
        drawn += _detail(kind, text)
        before = kind
    return drawn


def _detail(kind: str, text: str) -> list[Element]:
    if kind == "page" and web_address(text):
        return rich.link(OFFICIAL_PAGE, text)
    return rich.words(text, bold=kind == "number")
