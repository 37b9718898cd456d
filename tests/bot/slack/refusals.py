"""What Slack would say no to in a message: its documented limits, written down apart from the renderer."""

import json
from collections.abc import Iterator
from typing import Any

from tests.bot.slack.view_refusals import long, menu_problems, view_problems

Given = dict[str, Any]

TEXT = 40_000
BLOCKS = 50
ALL_BLOCKS = 13_200
"""Bytes of JSON: `msg_blocks_too_long` was measured from here on; Slack publishes no number."""
KINDS = {"header", "section", "context", "divider", "actions", "rich_text", "context_actions", "input"}
MENUS = {"static_select", "multi_static_select", "radio_buttons"}
LISTS = {"rich_text_section", "rich_text_quote", "rich_text_list"}


def refused(text: str, blocks: list[Given]) -> str | None:
    """Slack's error for a message, or None for one that it takes."""
    if not text and not blocks:
        return "no_text"
    if len(text) > TEXT:
        return "msg_too_long"
    if [*problems(blocks)]:
        return "invalid_blocks"
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":")).encode()) > ALL_BLOCKS:
        return "msg_blocks_too_long"
    return None


def refused_view(view: Given) -> str | None:
    """Slack's error for a view, or None for one that it takes."""
    return "invalid_arguments" if [*problems_of_view(view)] else None


def problems_of_view(view: Given) -> Iterator[str]:
    """Each thing that is wrong with a view, as `place: what`."""
    yield from view_problems(view, [*problems(view.get("blocks", []), most=100)])


def problems(blocks: list[Given], most: int = BLOCKS) -> Iterator[str]:
    """Each thing that is wrong with the blocks, as `place: what`."""
    if len(blocks) > most:
        yield f"blocks: no more than {most} items allowed"
    named = [each["block_id"] for each in blocks if "block_id" in each]
    if len(named) != len(set(named)):
        yield "blocks: block_id must be unique"
    for number, block in enumerate(blocks):
        yield from (f"/blocks/{number}{problem}" for problem in _block(block))


def _block(block: Given) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KINDS:
        yield f": unsupported type: {kind}"
    yield from long(block.get("block_id", ""), 255, "/block_id")
    if kind == "header":
        yield from _text(block.get("text"), 150, "/text", kinds=("plain_text",))
    elif kind == "section":
        yield from _text(block.get("text"), 3_000, "/text")
        if "accessory" in block:
            yield from _button(block["accessory"], "/accessory")
    elif kind == "context":
        yield from _many(block, 10)
        for each in block.get("elements", ()):
            yield from _text(each, 3_000, "/elements")
    elif kind == "actions":
        yield from _actions(block)
    elif kind == "rich_text":
        yield from _rich_text(block)
    elif kind == "context_actions":
        yield from _many(block, 5)
        for each in block.get("elements", ()):
            yield from _feedback(each)
    elif kind == "input":
        yield from _text(block.get("label"), 2_000, "/label", kinds=("plain_text",))
        yield from menu_problems(block["element"], "/element")


def _actions(block: Given) -> Iterator[str]:
    yield from _many(block, 25)
    actions = [each.get("action_id") for each in block.get("elements", ())]
    if len(actions) != len(set(actions)):
        yield "/elements: action_id must be unique"
    for each in block.get("elements", ()):
        check = menu_problems if each.get("type") in MENUS else _button
        yield from check(each, "/elements")


def _feedback(element: Given) -> Iterator[str]:
    if element.get("type") != "feedback_buttons":
        yield f"/elements: unsupported type: {element.get('type')}"
        return
    for name in ("positive_button", "negative_button"):
        each = element.get(name, {})
        yield from _text(each.get("text"), 75, f"/elements/{name}/text", kinds=("plain_text",))
        yield from long(each.get("value", ""), 2_000, f"/elements/{name}/value")
        yield from long(each.get("accessibility_label", ""), 75, f"/elements/{name}/accessibility_label")
        if not each.get("value"):
            yield f"/elements/{name}/value: missing"


def _button(button: Given, place: str) -> Iterator[str]:
    if button.get("type") != "button":
        yield f"{place}: unsupported type: {button.get('type')}"
    yield from _text(button.get("text"), 75, f"{place}/text", kinds=("plain_text",))
    yield from long(button.get("value", ""), 2_000, f"{place}/value")
    yield from long(button.get("action_id", ""), 255, f"{place}/action_id")
    yield from long(button.get("url", ""), 3_000, f"{place}/url")
    yield from long(button.get("accessibility_label", ""), 75, f"{place}/accessibility_label")


def _rich_text(block: Given) -> Iterator[str]:
    if not block.get("elements"):
        yield "/elements: must not be empty"
    for each in block.get("elements", ()):
        if each.get("type") not in LISTS:
            yield f"/elements: unsupported type: {each.get('type')}"
        yield from _rich_element(each)


def _rich_element(element: Given) -> Iterator[str]:
    kind = element["type"]
    if kind == "rich_text_list":
        if element.get("style") not in ("bullet", "ordered") or not 0 <= element.get("indent", 0) <= 8:
            yield "/elements: no such list"
        for each in element["elements"]:
            if each["type"] != "rich_text_section":
                yield f"/elements: unsupported type in a list: {each['type']}"
            yield from _rich_element(each)
        return
    for each in element["elements"]:
        yield from _run(each)


def _run(run: Given) -> Iterator[str]:
    kind = run["type"]
    if kind == "text":
        if not run.get("text"):
            yield "/text: must be more than 0 characters"
        yield from long(run.get("text", ""), 3_000, "/text")
    elif kind == "link":
        if not str(run.get("url", "")).startswith(("http://", "https://", "mailto:")):
            yield "/url: not an address"
        yield from long(run["url"], 3_000, "/url")
    elif kind != "user":
        yield f": unsupported type: {kind}"


def _text(
    text: Given | None, most: int, place: str, kinds: tuple[str, ...] = ("plain_text", "mrkdwn")
) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") not in kinds:
        yield f"{place}: must be one of {kinds}"
        return
    if not text.get("text"):
        yield f"{place}: must be more than 0 characters"
    yield from long(text.get("text", ""), most, place)


def _many(block: Given, most: int) -> Iterator[str]:
    if not 0 < len(block.get("elements", ())) <= most:
        yield f"/elements: between 1 and {most} items allowed"
