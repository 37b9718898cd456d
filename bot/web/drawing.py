"""Draws a reply, and whole pages, as HTML. All text is escaped by the templates."""

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, assert_never

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from bot.web import links
from handlers.messages import (
    Choices,
    Contacts,
    Feedback,
    Footer,
    Heading,
    Links,
    Marks,
    Part,
    QuoteBlock,
    Reply,
    Steps,
    Text,
)
from handlers.permalinks import entry_path, source_path
from handlers.plain import (
    CLOSED,
    IN_FORCE,
    contact_details,
    dated_below,
    mark_label,
    mark_words,
    visible,
    web_address,
)

FOLDER = Path(__file__).parent
_ECHOED = 300
"""Characters of a question that are shown again above its answer."""


@dataclass(frozen=True)
class View:
    """What a reply is drawn for: `conversation` goes into the forms of its choices."""

    conversation: str = ""
    entry_pages: bool = False
    """Whether entries have pages of their own that can be linked to."""
    entry: str | None = None
    """The entry whose own page this is."""
    beside: bool = True
    """Whether links open beside the page: a chat is lost when its page is left."""


def _shown(value: object) -> object:
    """What a template prints: never a character that a reader cannot see."""
    return value if hasattr(value, "__html__") else visible(str(value))


@cache
def templates() -> Environment:
    """The templates, all of them read, so that one that is missing or broken stops the start."""
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        web_address=web_address,
        telephone=links.telephone,
        dialling_999=links.dialling_999,
        email_address=links.email_address,
        source_address=source_path,
        entry_address=entry_path,
        mark_label=mark_label,
        mark_words=mark_words,
    )
    environment.globals.update(contact_details=contact_details, in_force=IN_FORCE, closed=CLOSED)
    environment.globals.update(draw=draw, day=day)
    for name in environment.list_templates():
        environment.get_template(name)
    return environment


def day(date: dt.date) -> str:
    """A day as it is written."""
    return f"{date.day} {date:%B %Y}"


def page(template: str, **values: object) -> str:
    """A whole page, or a piece of one, from the template of this name."""
    return templates().get_template(template).render(**values)


def draw(reply: Reply, view: View) -> Markup:
    """The parts of a reply, in the order shown."""
    return Markup("").join(_draw(reply, number, view) for number in range(len(reply.parts)))


def echo(question: str, reply: Reply) -> str:
    """The question as it is shown above its answer; nothing where the answer is for its sender only,
    or thanks for the press of a button."""
    if reply.private or reply.discreet or reply.signpost or reply.identifying:
        return ""
    question = " ".join(visible(question).split())
    return question if len(question) <= _ECHOED else f"{question[:_ECHOED].rstrip()} …"


def _draw(reply: Reply, number: int, view: View) -> Markup:
    part: Part = reply.parts[number]
    match part:
        case Heading():
            drawn = _macros().heading(part, _level(part, reply), view)
        case Text():
            drawn = _macros().text(part)
        case QuoteBlock():
            drawn = _macros().quotation(part, dated_below(reply, number), view)
        case Marks():
            drawn = _macros().marks(part)
        case Links():
            drawn = _macros().links(part, view)
        case Contacts():
            drawn = _macros().contacts(part)
        case Steps():
            drawn = _macros().steps(part, view)
        case Choices():
            drawn = _macros().choices(part, view)
        case Feedback():
            drawn = _macros().feedback(part, view)
        case Footer():
            drawn = _macros().footer(part)
        case _:
            assert_never(part)
    return Markup(drawn)  # noqa: S704 - a macro's result, escaped by the template


def _macros() -> Any:  # noqa: ANN401 - its attributes are the macros
    return templates().get_template("parts.html").module


def _level(heading: Heading, reply: Reply) -> int:
    """Below the page's own heading, and never a level left out."""
    first = next(part for part in reply.parts if isinstance(part, Heading))
    return 2 if heading.level in (1, first.level) else 3
