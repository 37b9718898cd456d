"""What a page of the library is made from."""

import datetime as dt
from dataclasses import dataclass

from aiohttp import web

from bot.web.around import Place, around
from bot.web.drawing import page
from bot.web.library.catalogue import CATALOGUES, Catalogue
from bot.web.library.standing import STATES, State, state_of
from bot.web.site import SITE, Shelves, Site
from handlers.show import heading_of
from knowledge.hours import london_day
from knowledge.library import Entry, Library, overdue
from knowledge.schema.reviews import Recommendation


@dataclass(frozen=True, slots=True)
class Here:
    """The library as one request finds it."""

    site: Site
    shelves: Shelves
    library: Library
    catalogue: Catalogue
    now: dt.datetime

    @property
    def today(self) -> dt.date:
        """The day in London."""
        return london_day(self.now)

    def named(self, entry: Entry) -> str:
        """An entry in a list of things of every kind."""
        return heading_of(self.library, entry)

    def state(self, entry: Entry) -> State | None:
        """How far the response to a recommendation said it had got; None for other entries."""
        return state_of(entry.item) if isinstance(entry.item, Recommendation) else None

    def state_words(self, entry: Entry) -> str:
        """The same in words."""
        state = self.state(entry)
        return STATES[state] if state else ""

    def passed(self, entry: Entry) -> bool:
        """Whether a date that the response gives has passed."""
        item = entry.item
        return isinstance(item, Recommendation) and any(overdue(due.by, self.today) for due in item.due)

    def asked(self, entry: Entry) -> tuple[str, ...]:
        """The paragraphs of a recommendation, unless its document has been withdrawn."""
        if not isinstance(entry.item, Recommendation):
            return ()
        return tuple(
            paragraph for each in self.library.quotations(entry)[:1] for paragraph in each.text.split("\n\n")
        )

    def page(
        self, template: str, place: Place = "library", *, lines: bool = True, **values: object
    ) -> web.Response:
        """A whole page."""
        html = page(f"library/{template}", around=around(self.site, place, lines=lines), here=self, **values)
        return web.Response(text=html, content_type="text/html")


def here(request: web.Request) -> Here:
    """Raises HTTPNotFound where the library is not open."""
    site = request.app[SITE]
    if site.shelves is None:
        raise web.HTTPNotFound
    library = site.library()
    return Here(site, site.shelves, library, request.app[CATALOGUES].of(library), site.shelves.clock())
