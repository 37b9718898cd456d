"""Blocks as JSON, which is made once: they are weighed as they are drawn, and sent again and again."""

import json
from collections.abc import Sequence

from bot.slack.kit import Block, Element

_write = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Written(list[Block]):
    """Blocks with their JSON. Nobody may change them."""

    def __init__(self, blocks: Sequence[Block], written: Sequence[str]) -> None:
        super().__init__(blocks)
        self.written = ",".join(written)


def as_json(given: Element) -> str:
    """A block or an element as JSON."""
    return _write(given)


def weight(written: str) -> int:
    """Its bytes, with the comma after it."""
    return len(written.encode()) + 1


def body_as_json(body: object) -> str:
    """What is sent to Slack as JSON, such as a message with its blocks."""
    blocks = body.get("blocks") if isinstance(body, dict) else None
    if not isinstance(body, dict) or not isinstance(blocks, Written) or len(body) == 1:
        return _write(body)
    rest = _write({name: each for name, each in body.items() if name != "blocks"})
    return f'{rest[:-1]},"blocks":[{blocks.written}]}}'
