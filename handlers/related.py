"""Links to what goes with an answer."""

from collections.abc import Iterable, Iterator

from handlers import wording
from handlers.messages import LinkLine, Links, Part
from knowledge.library import Entry, Library
from knowledge.schema.resources import Contact, Resource


def goes_with(library: Library, ids: Iterable[str], title: str = wording.GOES_WITH_IT) -> Iterator[Part]:
    """Links to other entries, each with its official address or the honest word that none is held."""
    lines = [line for entry in library.those(ids) for line in link_lines(entry)]
    if lines:
        yield Links(title, tuple(lines))


def link_lines(entry: Entry) -> Iterator[LinkLine]:
    """The addresses of one entry."""
    item = entry.item
    if isinstance(item, Resource):
        if not item.links:
            yield LinkLine(entry.title, entry.id, None, item.link_note or wording.NO_ADDRESS)
        for place, link in enumerate(item.links):
            title = link.title if place or link.title == entry.title else f"{entry.title}: see {link.title}"
            note = " ".join(filter(None, (wording.seen_on(link.seen_on), link.note)))
            yield LinkLine(title, entry.id, link.url, note)
    elif isinstance(item, Contact):
        yield LinkLine(entry.title, entry.id, item.official_page, "")
    else:
        yield LinkLine(entry.title, entry.id)
