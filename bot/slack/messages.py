"""Lays a reply out as messages that Slack accepts, each with its words as a fallback."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.slack import limits
from bot.slack.blocks import draw
from bot.slack.buttons import share, shared_with
from bot.slack.fallback import fallback, said
from bot.slack.kit import Block
from bot.slack.written import Written, as_json, weight
from handlers import wording
from handlers.messages import Heading, Part, QuoteBlock, Reply, Text
from handlers.plain import dated_below

_PARTS_KEPT = 2_000
_FIXED = frozenset(each for each in vars(wording).values() if isinstance(each, str))


@dataclass(frozen=True, slots=True)
class SlackMessage:
    """One message. `text` is what a notification and a screen reader say in place of the blocks."""

    text: str
    blocks: Sequence[Block]


@dataclass(frozen=True, slots=True)
class Piece:
    """Blocks that stay in one message. They are shown again and again, so nobody may change them."""

    blocks: tuple[Block, ...]
    written: tuple[str, ...]
    weight: int
    said: str
    leads: bool = False
    """Whether it belongs to what follows it."""


def messages(reply: Reply, *, shareable: bool = False, shared_by: str = "") -> tuple[SlackMessage, ...]:
    """The reply as one message, or several where it is long.

    `shareable` adds the button that shares it, `shared_by` the name of the person who did.
    """
    pieces = [
        *(drawn(shared_with(shared_by)) if shared_by else ()),
        *laid_out(reply),
        *(drawn(share(reply)) if shareable else ()),
    ]
    return tuple(SlackMessage(fallback(each.said for each in page), _written(page)) for page in pages(pieces))


def _written(page: Sequence[Piece]) -> Written:
    return Written(
        [block for each in page for block in each.blocks], [text for each in page for text in each.written]
    )


def laid_out(reply: Reply) -> Iterator[Piece]:
    """The parts of a reply, in order."""
    for number in range(len(reply.parts)):
        yield from _part(reply, number)


def drawn(blocks: Iterable[Block], *, leads: bool = False) -> Iterator[Piece]:
    """The blocks in one piece if they are light, otherwise each by itself.

    Raises NotTakenError for a block that Slack would refuse.
    """
    given = tuple(blocks)
    written = tuple(map(as_json, given))
    heavy = sum(map(weight, written))
    if given and heavy <= limits.BLOCK:
        yield Piece(given, written, heavy, "\n".join(map(said, given)), leads)
    elif given:
        for block, text in zip(given, written, strict=True):
            yield Piece((block,), (text,), weight(text), said(block))


def _part(reply: Reply, number: int) -> tuple[Piece, ...]:
    """One part. The SDK is slow, so parts that are made of content only are drawn once."""
    part = reply.parts[number]
    make = _afresh if isinstance(part, Text) and part.text not in _FIXED else _once
    return make(part, f"part{number}", isinstance(part, QuoteBlock) and dated_below(reply, number))


def _afresh(part: Part, name: str, dated_below: bool) -> tuple[Piece, ...]:
    return tuple(drawn(draw(part, name, dated_below), leads=isinstance(part, Heading)))


_once = lru_cache(_PARTS_KEPT)(_afresh)
"""Never for a Text that is not fixed: it may name what a person named, and nothing of that is kept."""


def pages(
    pieces: Iterable[Piece], blocks: int = limits.BLOCKS, heaviest: int = limits.MESSAGE
) -> Iterator[list[Piece]]:
    """The pieces in groups, each small enough for a message. A heading stays with what follows it."""
    page: list[Piece] = []
    many = heavy = 0
    for each in pieces:
        if page and (many + len(each.blocks) > blocks or heavy + each.weight > heaviest):
            kept = [page.pop()] if len(page) > 1 and page[-1].leads else []
            yield page
            page = kept
            many, heavy = sum(len(one.blocks) for one in kept), sum(one.weight for one in kept)
        page.append(each)
        many += len(each.blocks)
        heavy += each.weight
    if page:
        yield page
