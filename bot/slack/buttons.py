"""Buttons: what can be picked, what can be shared. A button holds ids and fixed words, never a person's."""

from collections.abc import Iterator

from bot.slack import kit, limits, rich, wording
from bot.slack.kit import Block, Element
from bot.slack.splitting import pieces, short
from handlers.messages import Choice, Choices, Feedback, Reply
from handlers.plain import typed, visible

ASK = "ask"
SHARE = "share"
FEEDBACK = "feedback"


def choices(part: Choices, name: str) -> Iterator[Block]:
    """What can be picked, as buttons; what no button can hold, as a list with what to type."""
    yield from rich.blocks(rich.line(rich.words(part.prompt, bold=True)))
    held = [choice for choice in part.choices if _can_be_held(choice)]
    short = [choice for choice in held if limits.size(_label(choice)) <= limits.BUTTON_TEXT]
    if len(short) == len(held):
        yield from _side_by_side(held, name)
    else:
        yield from _one_a_line(held, name)
    yield from rich.blocks(rich.bullets(_to_type(each) for each in part.choices if each not in held))


def feedback(part: Feedback, name: str) -> Iterator[Block]:
    """Slack's own two small buttons. Why an answer did not help is asked after the second was pressed."""
    if _can_be_held(part.helpful) and _can_be_held(part.not_helpful):
        yield kit.feedback(f"{FEEDBACK}:{name}", _opinion(part.helpful), _opinion(part.not_helpful))


def _opinion(choice: Choice) -> Element:
    return kit.opinion(short(_label(choice), limits.BUTTON_TEXT), visible(choice.ask))


def share(reply: Reply) -> Iterator[Block]:
    """The button that shows an answer to everyone. None where there is no answer or it is for one person."""
    value = " ".join(reply.entries)
    if reply.status == "answered" and not reply.private and 0 < len(value) <= limits.BUTTON_VALUE:
        yield kit.actions([kit.button(wording.SHARE, value, SHARE)])


def shared_with(user: str) -> Iterator[Block]:
    """Who shared an answer. `user` is an id that Slack gave."""
    yield from rich.blocks(rich.line(rich.words(wording.SHARED_BY), [kit.person(user)]))


def shared_entries(value: str) -> tuple[str, ...]:
    """The ids that a share button holds."""
    return tuple(value.split())


def _can_be_held(choice: Choice) -> bool:
    ask = visible(choice.ask)
    return bool(_label(choice) and ask.strip()) and len(ask.encode()) <= limits.BUTTON_VALUE


def _label(choice: Choice) -> str:
    return " ".join(visible(choice.label).split())


def _side_by_side(offered: list[Choice], name: str) -> Iterator[Block]:
    buttons = [
        kit.button(_label(choice), visible(choice.ask), f"{ASK}:{name}:{number}")
        for number, choice in enumerate(offered)
    ]
    for group in rich.light(buttons):
        for first in range(0, len(group), limits.ACTIONS):
            yield kit.actions(group[first : first + limits.ACTIONS])


def _one_a_line(offered: list[Choice], name: str) -> Iterator[Block]:
    """Names too long for a button stand beside one."""
    for number, choice in enumerate(offered):
        spoken = next(pieces(f"{wording.SHOW} {_label(choice)}", limits.BUTTON_TEXT))
        show = kit.button(wording.SHOW, visible(choice.ask), f"{ASK}:{name}:{number}", spoken)
        first, *rest = pieces(_label(choice), limits.SECTION // 2)
        yield kit.section(first, show)
        yield from rich.blocks(element for each in rest for element in rich.line(rich.words(each)))


def _to_type(choice: Choice) -> rich.Run:
    ask = typed(choice)
    return rich.words(choice.label if ask is None else f"{choice.label} (type: {ask})")
