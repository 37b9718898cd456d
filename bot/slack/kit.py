"""Block Kit as Slack takes it: a function for each block and element in use, which refuses what Slack would.

Slack's SDK has models of these too; to check them and make JSON of them took most of the time of drawing.
"""

from collections.abc import Sequence
from typing import Any

from bot.slack import limits

Block = dict[str, Any]
Element = dict[str, Any]
"""What stands in a block, or in another element."""


class NotTakenError(ValueError):
    """Slack would refuse it."""


def plain(text: str, most: int = limits.SECTION) -> Element:
    """Text as it is: nothing in it is mark-up."""
    return {"type": "plain_text", "text": _filled(text, most), "emoji": False}


def header(text: str) -> Block:
    """A large heading."""
    return {"type": "header", "text": plain(text, limits.HEADER)}


def divider() -> Block:
    """A line across."""
    return {"type": "divider"}


def context(text: str) -> Block:
    """Small grey words."""
    return {"type": "context", "elements": [plain(text)]}


def section(text: str, accessory: Element) -> Block:
    """Text with a button beside it."""
    return {"type": "section", "text": plain(text), "accessory": accessory}


def actions(elements: Sequence[Element]) -> Block:
    """Buttons and menus."""
    return {"type": "actions", "elements": _some(elements, limits.ACTIONS)}


def button(text: str, value: str, action: str, spoken: str = "") -> Element:
    """A button that sends a value, under a name that no other button of its view has.

    `spoken` is what a screen reader says in place of its text.
    """
    made = {
        "type": "button",
        "text": plain(text, limits.BUTTON_TEXT),
        "value": _filled(value, limits.BUTTON_VALUE),
        "action_id": _filled(action, limits.ACTION_ID),
    }
    return {**made, "accessibility_label": _filled(spoken, limits.BUTTON_TEXT)} if spoken else made


def feedback(action: str, helpful: Element, not_helpful: Element) -> Block:
    """Slack's own two small buttons below an answer."""
    buttons = {
        "type": "feedback_buttons",
        "action_id": _filled(action, limits.ACTION_ID),
        "positive_button": helpful,
        "negative_button": not_helpful,
    }
    return {"type": "context_actions", "elements": [buttons]}


def opinion(text: str, value: str) -> Element:
    """One of the two."""
    return {
        "text": plain(text, limits.BUTTON_TEXT),
        "value": _filled(value, limits.BUTTON_VALUE),
        "accessibility_label": text,
    }


def option(text: str, value: str) -> Element:
    """A line of a menu."""
    return {"text": plain(text, limits.OPTION_TEXT), "value": _filled(value, limits.OPTION_VALUE)}


def options_of(label: str, options: Sequence[Element]) -> Element:
    """Lines of a menu under a name."""
    return {"label": plain(label, limits.OPTION_TEXT), "options": _some(options, limits.OPTIONS)}


def menu(placeholder: str, action: str, options: Sequence[Element]) -> Element:
    """A menu of which one line is picked."""
    return {
        "type": "static_select",
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "action_id": _filled(action, limits.ACTION_ID),
        "options": _some(options, limits.OPTIONS),
    }


def several(
    placeholder: str, action: str, groups: Sequence[Element], initial: Sequence[Element] = ()
) -> Element:
    """A menu of which any lines are picked."""
    made = {
        "type": "multi_static_select",
        "placeholder": plain(placeholder, limits.PLACEHOLDER),
        "action_id": _filled(action, limits.ACTION_ID),
        "option_groups": _some(groups, limits.OPTIONS),
    }
    return {**made, "initial_options": list(initial)} if initial else made


def radio(action: str, options: Sequence[Element], initial: Element) -> Element:
    """Lines of which one is picked, all in sight."""
    return {
        "type": "radio_buttons",
        "action_id": _filled(action, limits.ACTION_ID),
        "options": _some(options, limits.RADIO),
        "initial_option": initial,
    }


def entry(label: str, element: Element, name: str, *, optional: bool = False) -> Block:
    """A menu in a form, under its label."""
    made = {"type": "input", "label": plain(label, limits.LABEL), "element": element, "block_id": name}
    return {**made, "optional": True} if optional else made


def rich_text(elements: Sequence[Element]) -> Block:
    """Sections, quotations and lists."""
    return {"type": "rich_text", "elements": _some(elements)}


def paragraph(runs: Sequence[Element]) -> Element:
    """Words and links that follow each other on a line."""
    return {"type": "rich_text_section", "elements": _some(runs)}


def quotation(runs: Sequence[Element]) -> Element:
    """Words behind a bar."""
    return {"type": "rich_text_quote", "elements": _some(runs)}


def bullets(paragraphs: Sequence[Element], indent: int) -> Element:
    """A list with bullets."""
    return {"type": "rich_text_list", "style": "bullet", "indent": indent, "elements": _some(paragraphs)}


def numbered(paragraphs: Sequence[Element], before: int) -> Element:
    """A list with numbers, of which so many stand before it."""
    return {"type": "rich_text_list", "style": "ordered", "offset": before, "elements": _some(paragraphs)}


def words(text: str, *, bold: bool = False) -> Element:
    """A run of words."""
    made = {"type": "text", "text": _filled(text, limits.SECTION)}
    return {**made, "style": {"bold": True}} if bold else made


def link(text: str, url: str) -> Element:
    """Words that lead to an address."""
    return {"type": "link", "url": _filled(url, limits.ADDRESS), "text": _filled(text, limits.SECTION)}


def person(user: str) -> Element:
    """A person by name, who is notified of it."""
    return {"type": "user", "user_id": user}


def _filled(text: str, most: int) -> str:
    if not text or limits.size(text) > most:
        raise NotTakenError(f"a text of {limits.size(text)} characters, where 1 to {most} may stand")
    return text


def _some(elements: Sequence[Element], most: int | None = None) -> list[Element]:
    if not elements or len(elements) > (most or len(elements)):
        raise NotTakenError(f"{len(elements)} elements, where 1 to {most or 'any number'} may stand")
    return list(elements)
