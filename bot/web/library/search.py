"""/library/search: the same engine as the chat, safety first; what it finds as a list.

The words travel in the body of a form and never in an address, which browsers and proxies remember.
"""

from dataclasses import dataclass

from aiohttp import web

from bot.web.chat import answer, read
from bot.web.drawing import View, echo
from bot.web.library.here import Here, here
from handlers.messages import Reply, Text
from knowledge.library import Entry

MOST = 20
NO_VIEW = View()


async def search_page(request: web.Request) -> web.Response:
    """GET /library/search: the form."""
    return _page(here(request), Found())


async def found_page(request: web.Request) -> web.Response:
    """POST /library/search: what was found. A live concern is answered as in the chat."""
    at = here(request)
    asked = await read(request)
    reply = await answer(at.site, asked)
    shown = echo(asked.text, reply)
    if _said(reply):
        return _page(at, Found(shown, reply, View(asked.conversation, entry_pages=True, beside=False)))
    best, near = _found(at, reply)
    return _page(at, Found(shown, notes=_notes(reply), best=best, near=near))


@dataclass(frozen=True, slots=True)
class Found:
    """What a search ends in: a reply that must be read, or entries."""

    asked: str = ""
    reply: Reply | None = None
    view: View = NO_VIEW
    notes: tuple[Text, ...] = ()
    best: tuple[Entry, ...] = ()
    near: tuple[Entry, ...] = ()


def _page(at: Here, found: Found) -> web.Response:
    return at.page("search.html", "search", lines=found.reply is None, found=found)


def _said(reply: Reply) -> bool:
    """Whether the reply itself must be read: signposting, a warning, help, or that something failed."""
    return bool(reply.signpost or reply.private or reply.status == "command" or not reply.revision)


def _notes(reply: Reply) -> tuple[Text, ...]:
    """What is said before the list: that it is not held, that a language is not read."""
    texts = (part for part in reply.parts if isinstance(part, Text))
    return tuple(each for each in texts if reply.status == "not_held" or each.tone in ("urgent", "caution"))


def _found(at: Here, reply: Reply) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """What answers, and what came near. Unknown ids belong to a revision that was just replaced."""
    entries = at.library.entries
    best = tuple(entries[each] for each in reply.entries if each in entries)
    ranked = dict.fromkeys((*reply.related, *reply.near))
    near = (entries[each] for each in ranked if each in entries and each not in reply.entries)
    return best[:MOST], tuple(entry for entry in near if entry.kind != "gap")[: MOST // 2]
