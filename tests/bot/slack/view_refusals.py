"""What Slack would say no to in a view, and in menus: its documented limits, apart from the renderer."""

import json
from collections.abc import Iterator
from typing import Any

Given = dict[str, Any]

BLOCKS = 100
ALL = 250_000
"""Bytes of the whole view as JSON."""


def long(text: str, most: int, place: str) -> Iterator[str]:
    """Slack counts as JavaScript does: a character beyond the basic plane is two."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > most:
        yield f"{place}: must be less than {most + 1} characters"


def view_problems(view: Given, block_problems: list[str]) -> Iterator[str]:
    """Each thing that is wrong with a view. `block_problems` are those of its blocks."""
    if view.get("type") not in ("home", "modal"):
        yield f"/type: no such view: {view.get('type')}"
    blocks = view.get("blocks", [])
    if not 0 < len(blocks) <= BLOCKS:
        yield f"/blocks: between 1 and {BLOCKS} items allowed"
    if len(json.dumps(view, ensure_ascii=False, separators=(",", ":")).encode()) > ALL:
        yield "view: too large"
    if any(each["type"] == "context_actions" for each in blocks):
        yield "/blocks: unsupported type: context_actions"
    yield from long(view.get("private_metadata", ""), 3_000, "/private_metadata")
    yield from long(view.get("callback_id", ""), 255, "/callback_id")
    if view.get("type") == "modal":
        yield from _modal(view)
    elif {"title", "submit", "close"} & view.keys():
        yield "home: no title, submit or close"
    actions = [each["action_id"] for each in _elements(blocks)]
    if len(actions) != len(set(actions)):
        yield "/blocks: action_id must be unique"
    yield from block_problems


def _modal(view: Given) -> Iterator[str]:
    for name in ("title", "submit", "close"):
        if name in view:
            if view[name].get("type") != "plain_text" or not view[name].get("text"):
                yield f"/{name}: must be plain_text"
            yield from long(view[name].get("text", ""), 24, f"/{name}")
    if "title" not in view:
        yield "/title: missing"
    if any(each["type"] == "input" for each in view.get("blocks", [])) and "submit" not in view:
        yield "/submit: needed with an input"


def _elements(blocks: list[Given]) -> Iterator[Given]:
    for block in blocks:
        every = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        yield from (each for each in every if isinstance(each, dict) and "action_id" in each)


def menu_problems(menu: Given, place: str) -> Iterator[str]:
    """Each thing that is wrong with a menu or with radio buttons."""
    groups = menu.get("option_groups")
    options = menu.get("options")
    if (groups is None) == (options is None):
        yield f"{place}: options or option_groups"
        return
    if groups is not None and not 0 < len(groups) <= 100:
        yield f"{place}/option_groups: between 1 and 100"
    for group in groups or ():
        yield from long(group["label"]["text"], 75, f"{place}/option_groups/label")
    for some in [group["options"] for group in groups] if groups is not None else [options]:
        yield from _options(some, place, most=10 if menu["type"] == "radio_buttons" else 100)
    yield from long(menu.get("placeholder", {}).get("text", ""), 150, f"{place}/placeholder")
    every = [each for group in groups for each in group["options"]] if groups is not None else options
    chosen = menu.get("initial_options", [menu["initial_option"]] if "initial_option" in menu else [])
    if any(each not in (every or ()) for each in chosen) or (chosen == [] and "initial_options" in menu):
        yield f"{place}/initial_options: not among the options"


def _options(options: list[Given] | None, place: str, most: int) -> Iterator[str]:
    if not options or len(options) > most:
        yield f"{place}/options: between 1 and {most} items allowed"
    values = [each["value"] for each in options or ()]
    if len(values) != len(set(values)):
        yield f"{place}/options: the same value twice"
    for each in options or ():
        if not each["text"]["text"]:
            yield f"{place}/options/text: must be more than 0 characters"
        yield from long(each["text"]["text"], 75, f"{place}/options/text")
        yield from long(each["value"], 150, f"{place}/options/value")
