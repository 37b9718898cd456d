"""Draws the Home tab: my subscriptions, the latest briefings, ways to browse, and 999."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.slack import kit, limits, wording
from bot.slack.blocks import draw
from bot.slack.browsing import KINDS, Kind, subjects
from bot.slack.kit import Block, Element
from bot.slack.menus import by_hundreds, menu, option
from bot.slack.views import View
from handlers import command_wording
from handlers import wording as said
from handlers.ask import examples
from handlers.footer import footer
from handlers.messages import Choice, Choices, Heading, Part, Text
from handlers.records import Issued, Subscription
from handlers.subscriptions import scope_name
from knowledge.library import Library

SUBSCRIBE, TURN = "home:subscribe", "home:turn"
AT_ONCE = 5
"""Briefings on a page."""
MOST_LISTED = 30
"""Subscriptions that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Whose Home it is, and which page of each list is shown."""

    channel: str
    briefings: int = 0
    review: int = 0
    audience: int = 0
    theme: int = 0

    def __str__(self) -> str:
        return f"{self.channel} {self.briefings} {self.review} {self.audience} {self.theme}"

    def turned(self, value: str) -> "Pages":
        """After the press of a button that turns one list to a page. Raises ValueError for any other."""
        kind, page = value.split()
        if kind not in ("briefings", *KINDS):
            raise ValueError(kind)
        turned: dict[str, Any] = {kind: max(0, int(page))}
        return replace(self, **turned)


def pages_in(metadata: str) -> Pages:
    """Reads them back. Raises ValueError for what the bot did not write."""
    channel, briefings, review, audience, theme = metadata.split()
    return Pages(channel, int(briefings), int(review), int(audience), int(theme))


@dataclass(frozen=True, slots=True)
class Mine:
    """What stands on one person's Home. None: it cannot be read now."""

    subscriptions: Sequence[Subscription] | None = ()
    issued: Sequence[Issued] | None = ()


def home(library: Library, mine: Mine, pages: Pages) -> View:
    """The whole tab."""
    blocks: list[Block] = []
    for number, part in enumerate(_parts(library, mine, pages)):
        blocks += [part] if isinstance(part, dict) else draw(part, f"home{number}", False)
    return {"type": "home", "private_metadata": str(pages), "blocks": blocks}


def _parts(library: Library, mine: Mine, pages: Pages) -> Iterator[Part | Block]:
    standing = footer(library)
    yield Heading(wording.APP_NAME)
    yield Text(standing.lines[0], "urgent")
    yield Text(said.HELP_INTRO)
    yield Heading(wording.YOUR_SUBSCRIPTIONS, level=2)
    yield from _subscriptions(library, mine.subscriptions)
    yield Heading(wording.LATEST_BRIEFINGS, level=2)
    yield from _briefings(library, mine.issued, pages)
    yield Heading(wording.BROWSE, level=2)
    yield from _browse(library, pages)
    asked = tuple(Choice(each, each) for each in examples(library))
    if asked:
        yield Heading(wording.YOU_COULD_ASK, level=2)
        yield Choices("", asked)
    yield standing


def _subscriptions(library: Library, there: Sequence[Subscription] | None) -> Iterator[Part | Block]:
    if there is None:
        yield Text(wording.NOT_READ_NOW, "caution")
        return
    for each in there[:MOST_LISTED]:
        name = scope_name(library, each.scope)
        yield Text(wording.gets(command_wording.subscription(name, each.rhythm, each.paused)))
    if len(there) > MOST_LISTED:
        yield Text(wording.and_more(len(there) - MOST_LISTED), "quiet")
    if not there:
        yield Text(wording.NO_SUBSCRIPTIONS)
    yield kit.actions([kit.button(wording.CHANGE_SUBSCRIPTIONS, "change", SUBSCRIBE)])


def _briefings(library: Library, issued: Sequence[Issued] | None, pages: Pages) -> Iterator[Part | Block]:
    if issued is None:
        yield Text(wording.NOT_READ_NOW, "caution")
        return
    out = [each for each in issued if each.briefing in library.entries]
    first = min(pages.briefings, max(0, len(out) - 1) // AT_ONCE) * AT_ONCE
    shown = out[first : first + AT_ONCE]
    if not shown:
        yield Text(command_wording.NO_BRIEFINGS)
        return
    named = ((f"{each.title} ({command_wording.day(each.on)})", each.briefing) for each in shown)
    yield Choices("", tuple(Choice(name, f"show {entry}", entry) for name, entry in named))
    page = first // AT_ONCE
    turns = [(wording.NEWER, page - 1)] if page else []
    turns += [(wording.EARLIER, page + 1)] if first + AT_ONCE < len(out) else []
    if turns:
        yield kit.actions(
            [
                kit.button(name, f"briefings {to}", f"{TURN}:briefings:{number}")
                for number, (name, to) in enumerate(turns)
            ]
        )


def _browse(library: Library, pages: Pages) -> Iterator[Block]:
    """A menu for each kind that there is, and a button where there are more than a menu holds."""
    elements: list[Element] = []
    for kind in KINDS:
        options = [option(subject.name, f"{kind} {subject.id}") for subject in subjects(library, kind)]
        shown = list(by_hundreds(options))
        if shown:
            elements += _one_menu(kind, shown, getattr(pages, kind))
    if elements:
        yield kit.actions(elements[: limits.ACTIONS])


def _one_menu(kind: Kind, shown: Sequence[Sequence[Element]], page: int) -> Iterator[Element]:
    page %= len(shown)
    yield menu(f"{kind}:{page}", wording.BROWSE_BY[kind], shown[page])
    if len(shown) > 1:
        yield kit.button(wording.MORE_OF, f"{kind} {(page + 1) % len(shown)}", f"{TURN}:{kind}")
