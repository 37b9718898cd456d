"""Lays out what is no message: the Home tab and windows (modals), each within Slack's limits."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block

from bot.slack import limits, wording
from bot.slack.blocks import quiet
from bot.slack.messages import laid_out, pages
from handlers.messages import Reply

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a view remembers: whose conversation it belongs to, and how deep it lies. Ids only."""

    channel: str
    deep: int = 1

    def __str__(self) -> str:
        return f"{self.channel} {self.deep}"


def spot_in(metadata: str) -> Spot:
    """Reads it back. Raises ValueError for what the bot did not write."""
    channel, deep = metadata.split()
    return Spot(channel, int(deep))


def reply_window(reply: Reply, spot: Spot) -> tuple[View, bool]:
    """A reply as a window, and whether all of it fits; if not, the window says where the rest is."""
    first, *others = pages(laid_out(reply), limits.VIEW_BLOCKS - 1, limits.VIEW)
    blocks = [block for each in first for block in each.blocks]
    if others:
        blocks += as_given(quiet(wording.REST_IN_MESSAGES))
    return window(blocks, spot), not others


def as_given(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as Slack takes them. Raises SlackObjectFormationError for one that it would refuse."""
    return [block.to_dict() for block in blocks]


def window(blocks: list[dict[str, Any]], spot: Spot, **more: Any) -> View:  # noqa: ANN401 - Slack's own
    """One window with these blocks."""
    return {
        "type": "modal",
        "title": plain(wording.WINDOW_TITLE),
        "close": plain(wording.CLOSE),
        "private_metadata": str(spot),
        "blocks": blocks,
        **more,
    }


def plain(text: str) -> dict[str, Any]:
    """Text as it is, where Slack takes no more."""
    return {"type": "plain_text", "text": text, "emoji": False}
