"""The search box of the message extension: cited answers to put into a message, not one for every key."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from bot.teams.elements import Element, shown, weight
from bot.teams.fitting import MESSAGE, cards, summary
from bot.teams.port import Card, Incoming, Json
from handlers.messages import QuoteBlock, Reply, Text
from handlers.plain import AN_ANSWER, citation_words
from handlers.search_box import Searched

CARD = "application/vnd.microsoft.card.adaptive"
PREVIEW = "application/vnd.microsoft.card.thumbnail"
PAUSE = 0.2
"""Seconds without another key after which what was typed is looked for."""
_MOST_PEOPLE = 1000
_WORDS = 140
_INVITING = frozenset({"Action.Execute", "Action.Submit"})
"""Buttons that need the bot; a card is put into chats where the bot is not."""


@dataclass
class Searching:
    """Answers the search box. Whoever types on gets nothing for what they had typed before."""

    search: Callable[[str], Awaitable[Searched]]
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _typing: dict[str, object] = field(default_factory=dict)

    async def answer(self, incoming: Incoming) -> Json:
        """The body of the answer to one key press."""
        if await self._typed_on(incoming.person):
            return results([])
        searched = await self.search(incoming.text)
        return results(searched.found) if searched.found else said(searched.note)

    async def _typed_on(self, person: str) -> bool:
        this = object()
        self._typing.pop(person, None)
        while len(self._typing) >= _MOST_PEOPLE:
            del self._typing[next(iter(self._typing))]
        self._typing[person] = this
        await self.sleep(PAUSE)
        return self._typing.get(person, this) is not this


def results(found: tuple[Reply, ...] | list[Reply]) -> Json:
    """As many of the cards as one message holds, each with what is shown of it in the list."""
    return {
        "composeExtension": {
            "type": "result",
            "attachmentLayout": "list",
            "attachments": list(_within(found)),
        }
    }


def said(words: str) -> Json:
    """Words in place of results: there is nothing to pick, so nothing can be put into a chat."""
    return {"composeExtension": {"type": "message", "text": words}}


def to_insert(reply: Reply) -> Card:
    """The answer as a card of its own, which asks nothing of the bot."""
    card = cards(reply, full=True)[0]
    body = card["body"]
    assert isinstance(body, list)
    return {**card, "body": [each for each in map(_without_buttons, body) if each is not None]}


def _within(found: tuple[Reply, ...] | list[Reply]) -> Iterator[Element]:
    room = MESSAGE
    for reply in found:
        attachment = _attachment(reply)
        room -= weight(attachment)
        if room < 0:
            return
        yield attachment


def _attachment(reply: Reply) -> Element:
    return {
        "contentType": CARD,
        "content": to_insert(reply),
        "preview": {
            "contentType": PREVIEW,
            "content": {"title": summary(reply), "text": _first_words(reply)},
        },
    }


def _first_words(reply: Reply) -> str:
    """Quoted words with where they stand; of what is not quoted, what is said of it."""
    for part in reply.parts:
        if isinstance(part, QuoteBlock):
            return f"“{_cut(' '.join(part.paragraphs))}” {citation_words(part.citation)}"
    said = takewhile(lambda part: not isinstance(part, QuoteBlock), reply.parts)
    return next((_cut(part.text) for part in said if isinstance(part, Text)), AN_ANSWER)


def _cut(text: str) -> str:
    words = " ".join(shown(text).split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS].rsplit(' ', 1)[0]} …"


def _without_buttons(element: Element) -> Element | None:
    """The element without what only works where the bot is; None if it was nothing else."""
    if element.get("type") == "ActionSet":
        return None
    kept = {name: value for name, value in element.items() if not _invites(name, value)}
    for name in ("items", "inlines"):
        inner = kept.get(name)
        if isinstance(inner, list):
            less = [each if isinstance(each, str) else _without_buttons(each) for each in inner]
            kept[name] = [each for each in less if each is not None]
            if not kept[name]:
                return None
    return kept


def _invites(name: str, value: object) -> bool:
    return name == "selectAction" and isinstance(value, dict) and value.get("type") in _INVITING
