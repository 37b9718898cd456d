"""The window in which a person chooses what briefings they get, and what they then get."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.slack import kit, limits, wording
from bot.slack.blocks import draw
from bot.slack.browsing import KINDS, subjects
from bot.slack.kit import Block, Element
from bot.slack.menus import by_hundreds, option
from bot.slack.views import Spot, View, window
from handlers import command_wording
from handlers.footer import footer
from handlers.messages import Text
from handlers.records import Rhythm, Subscription
from handlers.subscriptions import scope_name
from knowledge.commands import Scope
from knowledge.commands.command import EVERYTHING
from knowledge.library import Library

FORM = "subscriptions"
"""The callback id of the window."""
ABOUT, WHEN = "about", "when"
AS_NOW = "as_now"
"""What the choice of a rhythm is where subscriptions differ in theirs, until the person chooses one."""
RHYTHMS: Mapping[Rhythm, str] = command_wording.RHYTHMS


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the person chose. Without a rhythm each subscription keeps its own."""

    scopes: frozenset[Scope]
    rhythm: Rhythm | None


def form(library: Library, there: Sequence[Subscription], spot: Spot) -> View:
    """The window, with what there is already chosen."""
    held = {_value(each.scope): each.scope for each in there}
    groups = list(_groups(library, held.values()))
    initial = [each for group in groups for each in group["options"] if each["value"] in held]
    rhythms = [option(_sentence(words), rhythm) for rhythm, words in RHYTHMS.items()]
    now: str = there[0].rhythm if there else "immediate"
    if any(each.rhythm != now for each in there):
        now = AS_NOW
        rhythms.insert(0, option(wording.FORM_AS_NOW, AS_NOW))
    about = kit.several(wording.FORM_ABOUT, ABOUT, groups, initial)
    when = kit.radio(WHEN, rhythms, next(each for each in rhythms if each["value"] == now))
    blocks: list[Block] = [
        *draw(Text(wording.FORM_INTRO), "intro", False),
        kit.entry(wording.FORM_ABOUT, about, ABOUT, optional=True),
        kit.entry(wording.FORM_RHYTHM, when, WHEN),
        *draw(footer(library), "footer", False),
    ]
    named = {
        "title": kit.plain(wording.FORM_TITLE, limits.TITLE),
        "submit": kit.plain(wording.SAVE, limits.TITLE),
        "close": kit.plain(wording.CANCEL, limits.TITLE),
    }
    return window(blocks, spot, callback_id=FORM, **named)


def wanted_in(view: Mapping[str, Any]) -> Wanted:
    """What a form that was sent says. Raises KeyError or ValueError for one that the bot did not make."""
    values = view["state"]["values"]
    scopes = frozenset(_scope(each["value"]) for each in values[ABOUT][ABOUT]["selected_options"])
    rhythm = values[WHEN][WHEN]["selected_option"]["value"]
    if rhythm == AS_NOW:
        return Wanted(scopes, None)
    return Wanted(scopes, "weekly" if rhythm == "weekly" else "immediate")


def chosen(there: Sequence[Subscription], wanted: Wanted) -> tuple[Subscription, ...]:
    """What the person gets from now on. Who gets everything need not get the rest as well."""
    held = {each.scope for each in there}
    new = {EVERYTHING} - held if EVERYTHING in wanted.scopes else wanted.scopes - held
    return (
        *(
            replace(each, rhythm=wanted.rhythm or each.rhythm)
            for each in there
            if each.scope in wanted.scopes
        ),
        *(Subscription(scope, wanted.rhythm or "immediate") for scope in sorted(new)),
    )


def _groups(library: Library, held: Iterable[Scope]) -> Iterator[Element]:
    """Everything, then each kind; a long kind in groups of a hundred. Who typed what cannot be browsed finds
    it too."""
    everything = option(wording.FORM_KINDS["everything"], _value(EVERYTHING))
    yield kit.options_of(wording.FORM_KINDS["everything"], [everything])
    for kind in KINDS:
        named = {Scope(kind, each.id): each.name for each in subjects(library, kind)}
        typed = {each for each in held if each.kind == kind and each not in named}
        named |= {each: _sentence(scope_name(library, each)) for each in sorted(typed)}
        options: list[Element] = [option(name, _value(each)) for each, name in named.items()]
        for some in by_hundreds(options):
            yield kit.options_of(wording.FORM_KINDS[kind], some)


def _value(scope: Scope) -> str:
    return f"{scope.kind} {scope.id}".strip()


def _scope(value: str) -> Scope:
    kind, _, id = value.partition(" ")
    if kind == "everything":
        return EVERYTHING
    if kind in KINDS:
        return Scope(kind, id)
    raise ValueError(kind)


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
