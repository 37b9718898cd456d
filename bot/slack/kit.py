"""Block Kit as Slack takes it: a function for each block and element in use, which refuses what Slack would.

Each is made and checked by the models of Slack's own SDK; the limits that those do not know are checked here.
"""

from collections.abc import Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject
from slack_sdk.models.blocks import (
    ActionsBlock,
    ButtonElement,
    ContextActionsBlock,
    ContextBlock,
    DividerBlock,
    FeedbackButtonObject,
    FeedbackButtonsElement,
    HeaderBlock,
    InputBlock,
    Option,
    OptionGroup,
    PlainTextObject,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextListElement,
    RichTextQuoteElement,
    RichTextSectionElement,
    SectionBlock,
    StaticMultiSelectElement,
    StaticSelectElement,
)

from bot.slack import limits

Block = dict[str, Any]
Element = dict[str, Any]
"""What stands in a block, or in another element."""
_BOLD = RichTextElementParts.TextStyle(bold=True)


class NotTakenError(ValueError):
    """Slack would refuse it."""


def plain(text: str, most: int = limits.SECTION) -> Element:
    """Text as it is: nothing in it is mark-up."""
    return _checked(_plain(text, most))


def header(text: str) -> Block:
    """A large heading."""
    return _checked(HeaderBlock(text=_plain(text, limits.HEADER)))


def divider() -> Block:
    """A line across."""
    return _checked(DividerBlock())


def context(text: str) -> Block:
    """Small grey words."""
    return _checked(ContextBlock(elements=[_plain(text)]))


def section(text: str, accessory: Element) -> Block:
    """Text with a button beside it."""
    return _checked(SectionBlock(text=_plain(text), accessory=accessory))


def actions(elements: Sequence[Element]) -> Block:
    """Buttons and menus."""
    return _checked(ActionsBlock(elements=_some(elements, limits.ACTIONS)))


def button(text: str, value: str, action: str, spoken: str = "") -> Element:
    """A button that sends a value, under a name that no other button of its view has.

    `spoken` is what a screen reader says in place of its text.
    """
    made = ButtonElement(
        text=_plain(text, limits.BUTTON_TEXT),
        value=_filled(value, limits.BUTTON_VALUE),
        action_id=_filled(action, limits.ACTION_ID),
        accessibility_label=_filled(spoken, limits.BUTTON_TEXT) if spoken else None,
    )
    return _checked(made)


def feedback(action: str, helpful: Element, not_helpful: Element) -> Block:
    """Slack's own two small buttons below an answer."""
    buttons = FeedbackButtonsElement(
        action_id=_filled(action, limits.ACTION_ID), positive_button=helpful, negative_button=not_helpful
    )
    return _checked(ContextActionsBlock(elements=[buttons]))


def opinion(text: str, value: str) -> Element:
    """One of the two."""
    made = FeedbackButtonObject(
        text=_plain(text, limits.BUTTON_TEXT),
        value=_filled(value, limits.BUTTON_VALUE),
        accessibility_label=text,
    )
    return _checked(made)


def option(text: str, value: str) -> Element:
    """A line of a menu."""
    made = Option(text=_plain(text, limits.OPTION_TEXT), value=_filled(value, limits.OPTION_VALUE))
    return _checked(made)


def options_of(label: str, options: Sequence[Element]) -> Element:
    """Lines of a menu under a name."""
    made = OptionGroup(label=_plain(label, limits.OPTION_TEXT), options=_some(options, limits.OPTIONS))
    return _checked(made)


def menu(placeholder: str, action: str, options: Sequence[Element]) -> Element:
    """A menu of which one line is picked."""
    made = StaticSelectElement(
        placeholder=_plain(placeholder, limits.PLACEHOLDER),
        action_id=_filled(action, limits.ACTION_ID),
        options=_some(options, limits.OPTIONS),
    )
    return _checked(made)


def several(
    placeholder: str, action: str, groups: Sequence[Element], initial: Sequence[Element] = ()
) -> Element:
    """A menu of which any lines are picked."""
    made = StaticMultiSelectElement(
        placeholder=_plain(placeholder, limits.PLACEHOLDER),
        action_id=_filled(action, limits.ACTION_ID),
        option_groups=OptionGroup.parse_all(_some(groups, limits.OPTIONS)),
        initial_options=Option.parse_all(initial) if initial else None,
    )
    return _checked(made)


def radio(action: str, options: Sequence[Element], initial: Element) -> Element:
    """Lines of which one is picked, all in sight."""
    made = RadioButtonsElement(
        action_id=_filled(action, limits.ACTION_ID),
        options=_some(options, limits.RADIO),
        initial_option=initial,
    )
    return _checked(made)


def entry(label: str, element: Element, name: str, *, optional: bool = False) -> Block:
    """A menu in a form, under its label."""
    made = InputBlock(
        label=_plain(label, limits.LABEL), element=element, block_id=name, optional=optional or None
    )
    return _checked(made)


def rich_text(elements: Sequence[Element]) -> Block:
    """Sections, quotations and lists."""
    return _checked(RichTextBlock(elements=_some(elements)))


def paragraph(runs: Sequence[Element]) -> Element:
    """Words and links that follow each other on a line."""
    return _checked(RichTextSectionElement(elements=_some(runs)))


def quotation(runs: Sequence[Element]) -> Element:
    """Words behind a bar."""
    return _checked(RichTextQuoteElement(elements=_some(runs)))


def bullets(paragraphs: Sequence[Element], indent: int) -> Element:
    """A list with bullets."""
    return _checked(RichTextListElement(style="bullet", indent=indent, elements=_some(paragraphs)))


def numbered(paragraphs: Sequence[Element], before: int) -> Element:
    """A list with numbers, of which so many stand before it."""
    return _checked(RichTextListElement(style="ordered", offset=before, elements=_some(paragraphs)))


def words(text: str, *, bold: bool = False) -> Element:
    """A run of words."""
    run = RichTextElementParts.Text(text=_filled(text, limits.SECTION), style=_BOLD if bold else None)
    return _checked(run)


def link(text: str, url: str) -> Element:
    """Words that lead to an address."""
    run = RichTextElementParts.Link(url=_filled(url, limits.ADDRESS), text=_filled(text, limits.SECTION))
    return _checked(run)


def person(user: str) -> Element:
    """A person by name, who is notified of it."""
    return _checked(RichTextElementParts.User(user_id=user))


def _plain(text: str, most: int = limits.SECTION) -> PlainTextObject:
    return PlainTextObject(text=_filled(text, most), emoji=False)


def _checked(model: JsonObject) -> dict[str, Any]:
    """What the SDK sends for a model, once it has found nothing wrong with it."""
    try:
        return model.to_dict()
    except SlackObjectFormationError as error:
        raise NotTakenError(str(error)) from error


def _filled(text: str, most: int) -> str:
    if not text or limits.size(text) > most:
        raise NotTakenError(f"a text of {limits.size(text)} characters, where 1 to {most} may stand")
    return text


def _some(elements: Sequence[Element], most: int | None = None) -> list[Element]:
    if not elements or len(elements) > (most or len(elements)):
        raise NotTakenError(f"{len(elements)} elements, where 1 to {most or 'any number'} may stand")
    return list(elements)
