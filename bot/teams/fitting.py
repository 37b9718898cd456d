"""Lays a drawn reply out on as few cards as Teams takes: one message holds 28 KB."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bot.teams import wording
from bot.teams.buttons import Pressed, turning
from bot.teams.cards import draw, footer, titles
from bot.teams.claims import MOST, numbers
from bot.teams.elements import Block, Element, harmless, paragraphs, shown, weight
from bot.teams.port import Card, Claim, Outgoing
from bot.teams.thumbs import asks_for
from handlers.fallback import EMERGENCY_LINE
from handlers.messages import Reply
from handlers.plain import AN_ANSWER

MESSAGE = 28 * 1024
"""Bytes that Teams takes in one message. What is published goes from 28 to 100 KB: this is the least."""
ENVELOPE = 4 * 1024
"""Bytes kept for what a message holds beside its card: ids of conversations and people."""
_CLAIM = 150
"""Bytes around the words of a citation, at most."""
_SUMMARY = 120
_SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
_NOT_SHOWN = f"This version of Teams cannot show this. {EMERGENCY_LINE}"


def messages(reply: Reply) -> tuple[Outgoing, ...]:
    """The reply as messages, to be sent one after the other, each with its citations."""
    name = summary(reply)
    drawn = _drawn(reply, full=False)
    if reply.private:
        return tuple(Outgoing(name, card) for card, _ in drawn)
    above = name if harmless(name) and len(titles(reply)) == 1 else AN_ANSWER
    said = [Outgoing(name, card, _citing(above, claims), claims) for card, claims in drawn]
    return (*said[:-1], replace(said[-1], thumbs=asks_for(reply)))


def cards(reply: Reply, *, full: bool = False) -> tuple[Card, ...]:
    """The reply on cards, each with the standing footer."""
    return tuple(card for card, _ in _drawn(reply, full=full))


def _drawn(reply: Reply, *, full: bool) -> tuple[tuple[Card, tuple[Claim, ...]], ...]:
    """The cards, each with what it cites."""
    last = footer(reply)
    pages = list(_pages(draw(reply, full=full), MESSAGE - ENVELOPE - weight(_card([], last))))
    drawn = []
    for number, page in enumerate(pages, start=1):
        above = paragraphs(wording.part_of(number, len(pages)), subtle=True) if len(pages) > 1 else ()
        card = _card([*above, *(block.element for block in page)], last)
        drawn.append((card, _cited(page, MESSAGE - ENVELOPE - weight(card))))
    return tuple(drawn)


def _citing(words: str, claims: tuple[Claim, ...]) -> str:
    """What stands above a card that cites, with a number for each citation."""
    return f"{words} {numbers(claims)}" if claims else ""


def one_card(reply: Reply, pressed: Pressed) -> Card:
    """One card in place of another: the page that was asked for, with the ways to the others."""
    every = cards(reply, full=bool(pressed.entries))
    page = min(pressed.page, len(every) - 1)
    card = every[page]
    if len(every) > 1:
        at = Pressed(pressed.ask, pressed.entries, page)
        ways = [block.element for block in turning(at, len(every))]
        body = card["body"]
        assert isinstance(body, list)
        end = len(body) - (footer(reply) is not None)
        card = {**card, "body": [*body[:end], *ways, *body[end:]]}
    return card


def summary(reply: Reply) -> str:
    """What a notification shows: the name of what was found, and of what is private nothing."""
    if reply.private:
        return wording.PRIVATE
    words = " ".join(shown(next(iter(titles(reply)), "")).split())
    if len(words) > _SUMMARY:
        words = f"{words[: _SUMMARY - 1].rsplit(' ', 1)[0]}…"
    return words or AN_ANSWER


def _card(body: Iterable[Element], last: Element | None) -> Card:
    return {
        "type": "AdaptiveCard",
        "$schema": _SCHEMA,
        "version": "1.5",
        "fallbackText": _NOT_SHOWN,
        "msteams": {"width": "Full"},
        "body": [*body, *([last] if last else [])],
    }


def _pages(blocks: Iterable[Block], room: int) -> Iterator[list[Block]]:
    """The blocks in order, on pages with so much room. What announces something stays with it."""
    page: list[Block] = []
    left = room
    for block in blocks:
        needed = weight(block.element) + 2
        if needed > left and page:
            kept = _with_next(page)
            yield page[: len(page) - kept]
            page = page[len(page) - kept :]
            left = room - sum(weight(each.element) + 2 for each in page)
        page.append(block)
        left -= needed
    yield page


def _cited(page: Iterable[Block], room: int) -> tuple[Claim, ...]:
    """All that a page cites; none of it where that is too much to be of use, or for the message."""
    claims = tuple(block.claim for block in page if block.claim is not None)
    needed = sum(weight([each.name, each.abstract, each.address]) + _CLAIM for each in claims)
    return claims if len(claims) <= MOST and needed <= room else ()


def _with_next(page: list[Block]) -> int:
    """How many blocks at the end of a page belong to what follows; never the whole page."""
    kept = 0
    while kept < len(page) - 1 and page[-1 - kept].with_next:
        kept += 1
    return kept
