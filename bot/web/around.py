"""What stands around every page: the ways to the other pages, and the standing last lines."""

from dataclasses import dataclass
from typing import Literal

from bot.web.site import Site
from handlers.footer import footer

Place = Literal["", "chat", "library", "search"]


@dataclass(frozen=True, slots=True)
class Around:
    """`here` is the part of the site that a page belongs to; `lines` end the page."""

    here: Place = ""
    library: bool = False
    lines: tuple[str, ...] = ()


def around(site: Site, here: Place = "", *, lines: bool = True) -> Around:
    """For a page of this site. Without `lines` where a reply on the page ends with them."""
    return Around(here, site.shelves is not None, footer(site.library()).lines if lines else ())
