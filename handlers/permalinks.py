"""Where entries and cited passages can be read in the library, for surfaces outside the browser."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import quote

from handlers.messages import Citation, Footer, Heading, LinkLine, Links, Part, QuoteBlock, Reply
from handlers.plain import visible
from handlers.wording import IN_THE_LIBRARY

MOST = 3
"""Of a longer list the citations lead to the library, each to its own passage."""


def entry_path(entry: str) -> str:
    """The permanent page of an entry."""
    return f"/entry/{quote(visible(entry))}"


def source_path(citation: Citation) -> str:
    """The page that shows the cited passage in its place."""
    first, last = citation.lines
    return f"/source/{quote(visible(citation.source), safe='')}?from={first}&to={last}#l{first}"


def with_permalinks(reply: Reply, library: str | None, *, passages: bool = True) -> Reply:
    """The reply with links into the library at this address; unchanged without one.

    `passages`: each quotation too; without them only what the reply is about. Where somebody may be in danger
    nothing leads away from whom to call.
    """
    if library is None or reply.signpost is not None or not reply.revision:
        return reply
    base = library.rstrip("/")
    parts = [_linked(part, base) for part in reply.parts] if passages else list(reply.parts)
    place = next((n for n, part in enumerate(parts) if isinstance(part, Footer)), len(parts))
    return replace(reply, parts=(*parts[:place], *_entries(reply, base), *parts[place:]))


def _linked(part: Part, base: str) -> Part:
    match part:
        case QuoteBlock():
            return replace(part, citation=replace(part.citation, page=base + source_path(part.citation)))
        case Links():
            return replace(part, links=tuple(_link(link, base) for link in part.links))
        case _:
            return part


def _link(link: LinkLine, base: str) -> LinkLine:
    return link if link.url else replace(link, url=base + entry_path(link.entry))


def _entries(reply: Reply, base: str) -> Iterator[Part]:
    """Links to the pages of what was answered, where that is not many."""
    named = {part.entry: part.text for part in reply.parts if isinstance(part, Heading) and part.entry}
    if reply.status == "answered" and 0 < len(named) <= MOST:
        lines = (LinkLine(text, entry, base + entry_path(entry)) for entry, text in named.items())
        yield Links(IN_THE_LIBRARY, tuple(lines))
