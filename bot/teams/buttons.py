"""Buttons, and what one that was pressed asks for. They hold ids and fixed words, never a person's."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.teams import wording
from bot.teams.elements import Block, Element, line, paragraphs, run, runs, shown
from bot.teams.links import web_address
from bot.teams.port import BadActivity
from handlers.messages import Choices, LinkLine, Reply
from handlers.plain import visible

ASK = "ask"
SHOW_ALL = "show_all"
SHORT = 45
"""Characters that fit on a button of a narrow card; a longer label becomes a row to press."""
_LONGEST_ASK = 1000
_LONGEST_ID = 200
_MOST_ENTRIES = 60
_LAST_PAGE = 50


@dataclass(frozen=True, slots=True)
class Pressed:
    """What a button asks for: a question, or entries in full; and which of several cards to show.

    `keep`: the button stands below an answer, which must not go when the button is about something else.
    """

    ask: str = ""
    entries: tuple[str, ...] = ()
    page: int = 0
    keep: bool = False

    def data(self) -> Element:
        """What the button carries."""
        what: Element = {"verb": SHOW_ALL, "entries": list(self.entries)} if self.entries else {}
        more: Element = {"page": self.page} if self.page else {}
        return {
            **(what or {"verb": ASK, "ask": self.ask}),
            **more,
            **({"keep": True} if self.keep else {}),
        }


def read(data: object) -> Pressed:
    """What was pressed. Raises BadActivity for anything that no button of ours carries."""
    if not isinstance(data, Mapping):
        raise BadActivity
    ask, entries, page = data.get("ask", ""), data.get("entries", []), data.get("page", 0)
    keep = data.get("keep", False)
    if not isinstance(ask, str) or not isinstance(entries, list) or type(page) is not int:
        raise BadActivity
    if not isinstance(keep, bool):
        raise BadActivity
    known = all(isinstance(each, str) and len(each) <= _LONGEST_ID for each in entries)
    sizes = len(ask) <= _LONGEST_ASK and len(entries) <= _MOST_ENTRIES and 0 <= page <= _LAST_PAGE
    if not known or not sizes or bool(ask) == bool(entries):
        raise BadActivity
    return Pressed(ask, tuple(entries), page, keep)


def execute(title: str, pressed: Pressed) -> Element:
    """An action that is answered with a card in its place; clients that cannot do that submit it."""
    data = pressed.data()
    submit: Element = {"type": "Action.Submit", "title": title, "data": data}
    return {"type": "Action.Execute", "title": title, "verb": data["verb"], "data": data, "fallback": submit}


def choices(part: Choices, *, keep: bool = False) -> Iterator[Block]:
    """The prompt, and below it a button for each choice, or a row where labels are long."""
    for each in paragraphs(part.prompt, bold=True):
        yield Block(each, with_next=True)
    picks = [(_label(choice.label or choice.ask), visible(choice.ask)) for choice in part.choices]
    rows = any(len(label) > SHORT for label, _ in picks)
    for label, ask in picks:
        if label and 0 < len(ask) <= _LONGEST_ASK:
            action = execute(label, Pressed(ask=ask, keep=keep))
            yield Block(_row(label, action) if rows else button(action))
        elif label:
            yield from (Block(each) for each in paragraphs(label))


def link_line(link: LinkLine) -> Iterator[Element]:
    """A title that opens its address, or what is held of it, and a note."""
    title, address, entry = _label(link.title), web_address(link.url), visible(link.entry)
    if address or not title or not 0 < len(entry) <= _LONGEST_ID:
        yield from line(runs([(title, address)]))
    else:
        shows = execute(title, Pressed(ask=f"show {entry}"))
        yield from line([{"type": "TextRun", "text": title, "selectAction": shows}])
    yield from paragraphs(link.note, subtle=True, close=True)


def show_all(reply: Reply) -> Iterator[Block]:
    """The way from a shortened answer to all of it."""
    if reply.entries:
        yield Block(button(execute(wording.SHOW_ALL, Pressed(entries=reply.entries[:_MOST_ENTRIES]))))


def turning(pressed: Pressed, many: int) -> Iterator[Block]:
    """The ways to the other cards of an answer that fills several."""
    steps = ((wording.PART_BEFORE, pressed.page - 1), (wording.NEXT_PART, pressed.page + 1))
    actions = [
        execute(title, Pressed(pressed.ask, pressed.entries, page))
        for title, page in steps
        if 0 <= page < many
    ]
    yield Block({"type": "ActionSet", "actions": actions})


def button(action: Element) -> Element:
    """One button on a line of its own."""
    return {"type": "ActionSet", "actions": [action]}


def _row(label: str, action: Element) -> Element:
    """A row that shows a long label whole; pressing it anywhere picks it."""
    words: Element = {"type": "RichTextBlock", "inlines": [run(label, bold=True)]}
    return {"type": "Container", "style": "accent", "selectAction": action, "items": [words]}


def _label(text: str) -> str:
    words = " ".join(shown(text).split())
    return words if len(words) <= 500 else f"{words[:500].rstrip()} …"
