"""Lays out what is no message: the Home tab and windows (modals), each within Slack's limits."""

from dataclasses import dataclass, replace
from typing import Any

from bot.slack import kit, limits, wording
from bot.slack.blocks import quiet
from bot.slack.kit import Block
from bot.slack.messages import laid_out, pages
from handlers.messages import Choices, Feedback, Reply

View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Spot:
    """What a view remembers: whose conversation it belongs to. Ids only."""

    channel: str

    def __str__(self) -> str:
        return self.channel


def spot_in(metadata: str) -> Spot:
    """Reads it back. Raises ValueError for what the bot did not write."""
    (channel, *_) = metadata.split()
    return Spot(channel)


def reply_window(reply: Reply, spot: Spot) -> tuple[View, bool]:
    """A reply as a window, and whether all of it fits; if not, the window says where the rest is."""
    first, *others = pages(laid_out(_for_a_view(reply)), limits.VIEW_BLOCKS - 1, limits.VIEW)
    blocks = [block for each in first for block in each.blocks]
    if others:
        blocks += quiet(wording.REST_IN_MESSAGES)
    return window(blocks, spot), not others


def _for_a_view(reply: Reply) -> Reply:
    """Slack takes its two small buttons for feedback in messages only; in a view they are ordinary ones."""
    parts = (
        Choices("", (part.helpful, part.not_helpful)) if isinstance(part, Feedback) else part
        for part in reply.parts
    )
    return replace(reply, parts=tuple(parts))


def window(blocks: list[Block], spot: Spot, **more: Any) -> View:  # noqa: ANN401 - Slack's own
    """One window with these blocks."""
    return {
        "type": "modal",
        "title": kit.plain(wording.WINDOW_TITLE, limits.TITLE),
        "close": kit.plain(wording.CLOSE, limits.TITLE),
        "private_metadata": str(spot),
        "blocks": blocks,
        **more,
    }
