"""GET /source/ID?from=35&to=47#l35: a cited passage, in its place in the document."""

from collections.abc import Sequence
from dataclasses import dataclass

from aiohttp import web
from multidict import MultiMapping

from bot.web.around import around
from bot.web.drawing import page
from bot.web.library.catalogue import CATALOGUES, Quoted
from bot.web.site import SITE, Site
from bot.web.stored_text import Block, Lines, Piece, blocks
from knowledge.library import StoredSource
from knowledge.schema.base import Quotation

PERMISSION = {
    "granted": "The publisher has agreed to this.",
    "asked": "The publisher has been asked and has not answered yet.",
    "not_asked": "The publisher has not been asked yet.",
    "refused": "The publisher has refused.",
}
PASSAGE_ONLY = "Only the cited passage is shown."
WHOLE_HERE = "The whole text is shown on this computer only."
NOTICES = {
    "withdrawn": "This document has been withdrawn. Nothing is quoted from it.",
    "archived": "This document has been archived. A newer one may have replaced it.",
}


@dataclass(frozen=True, slots=True)
class Showing:
    """What of a source is shown: all of it with a passage marked, or the passage alone."""

    blocks: tuple[Block, ...] = ()
    passage: Lines | None = None
    place: str = ""
    whole: bool = True

    @property
    def anchor(self) -> Block | None:
        """The block that a link to the passage leads to."""
        return next((block for block in self.blocks if block.marked), None)


async def source_page(request: web.Request) -> web.Response:
    """The document with the passage marked, or only the passage, as permission allows."""
    site = request.app[SITE]
    library = site.library()
    stored = library.sources.get(request.match_info["source"])
    if stored is None:
        raise web.HTTPNotFound
    if not library.quotable(stored.source.id):
        return _page(site, stored, Showing())
    passage = _passage(request.query, len(stored.lines))
    quoted = request.app[CATALOGUES].of(library).quoted(stored.source.id)
    if stored.source.permission == "granted" or site.settings.whole_source:
        return _page(site, stored, _whole(quoted, stored, passage))
    return _page(site, stored, _passage_only(quoted, passage))


def _passage(query: MultiMapping[str], last_line: int) -> Lines | None:
    if "from" not in query and "to" not in query:
        return None
    try:
        first, last = int(query["from"]), int(query["to"])
    except (KeyError, ValueError):
        raise web.HTTPBadRequest from None
    if not 1 <= first <= last <= last_line:
        raise web.HTTPBadRequest
    return first, last


def _whole(every: Quoted, stored: StoredSource, passage: Lines | None) -> Showing:
    quoted = every.at.get(passage, ()) if passage else ()
    words = list(dict.fromkeys(paragraph for each in quoted for paragraph in each.text.split("\n\n")))
    text = blocks(stored.lines, every.sections, passage, words)
    return Showing(text, passage, _place(quoted, passage))


def _passage_only(every: Quoted, passage: Lines | None) -> Showing:
    """Nothing but what an entry quotes: other lines of the document cannot be asked for."""
    quoted = every.at.get(passage, ()) if passage else ()
    if not quoted or passage is None:
        raise web.HTTPNotFound
    paragraphs = dict.fromkeys(paragraph for each in quoted for paragraph in each.text.split("\n\n"))
    text = (
        Block("section", passage[0], (Piece(quoted[0].section),)),
        *(Block("paragraph", passage[0], (Piece(each, marked=True),)) for each in paragraphs),
    )
    return Showing(text, passage, _place(quoted, passage), whole=False)


def _place(quoted: Sequence[Quotation], passage: Lines | None) -> str:
    """The citation in words: section, recommendation and lines."""
    if passage is None:
        return ""
    first, last = passage
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    if not quoted:
        return lines
    number = f", recommendation {quoted[0].recommendation}" if quoted[0].recommendation is not None else ""
    return f"{quoted[0].section}{number}, {lines}"


def _page(site: Site, stored: StoredSource, showing: Showing) -> web.Response:
    withdrawn = not site.library().quotable(stored.source.id)
    html = page(
        "source.html",
        around=around(site, "library"),
        source=stored.source,
        permission=_permission(stored, showing),
        notice=NOTICES.get(stored.source.status, ""),
        showing=showing,
    )
    return web.Response(text=html, content_type="text/html", status=410 if withdrawn else 200)


def _permission(stored: StoredSource, showing: Showing) -> str:
    words = PERMISSION[stored.source.permission]
    if stored.source.permission == "granted" or not showing.blocks:
        return words
    return f"{words} {WHOLE_HERE if showing.whole else PASSAGE_ONLY}"
