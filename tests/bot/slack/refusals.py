"""What Slack would say no to in a message: its documented limits, written down apart from the renderer."""

import json
from collections.abc import Iterator
from typing import Any

Given = dict[str, Any]

TEXT = 40_000
BLOCKS = 50
ALL_BLOCKS = 13_200
"""Bytes of JSON: `msg_blocks_too_long` was measured from here on; Slack publishes no number."""
KINDS = {"header", "section", "context", "divider", "actions", "rich_text"}
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


def problems(blocks: list[Given]) -> Iterator[str]:
    """Each thing that is wrong with the blocks, as `place: what`."""
    if len(blocks) > BLOCKS:
        yield f"blocks: no more than {BLOCKS} items allowed"
    named = [each["block_id"] for each in blocks if "block_id" in each]
    if len(named) != len(set(named)):
        yield "blocks: block_id must be unique"
    for number, block in enumerate(blocks):
        yield from (f"/blocks/{number}{problem}" for problem in _block(block))


def _block(block: Given) -> Iterator[str]:
    kind = block.get("type")
    if kind not in KINDS:
        yield f": unsupported type: {kind}"
    yield from _long(block.get("block_id", ""), 255, "/block_id")
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


def _actions(block: Given) -> Iterator[str]:
    yield from _many(block, 25)
    actions = [each.get("action_id") for each in block.get("elements", ())]
    if len(actions) != len(set(actions)):
        yield "/elements: action_id must be unique"
    for each in block.get("elements", ()):
        yield from _button(each, "/elements")


def _button(button: Given, place: str) -> Iterator[str]:
    if button.get("type") != "button":
        yield f"{place}: unsupported type: {button.get('type')}"
    yield from _text(button.get("text"), 75, f"{place}/text", kinds=("plain_text",))
    yield from _long(button.get("value", ""), 2_000, f"{place}/value")
    yield from _long(button.get("action_id", ""), 255, f"{place}/action_id")
    yield from _long(button.get("url", ""), 3_000, f"{place}/url")
    yield from _long(button.get("accessibility_label", ""), 75, f"{place}/accessibility_label")


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
        yield from _long(run.get("text", ""), 3_000, "/text")
    elif kind == "link":
        if not str(run.get("url", "")).startswith(("http://", "https://", "mailto:")):
            yield "/url: not an address"
        yield from _long(run["url"], 3_000, "/url")
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
    yield from _long(text.get("text", ""), most, place)


def _long(text: str, most: int, place: str) -> Iterator[str]:
    """Slack counts as JavaScript does: a character beyond the basic plane is two."""
    if len(text.encode("utf-16-le", "surrogatepass")) // 2 > most:
        yield f"{place}: must be less than {most + 1} characters"


def _many(block: Given, most: int) -> Iterator[str]:
    if not 0 < len(block.get("elements", ())) <= most:
        yield f"/elements: between 1 and {most} items allowed"
