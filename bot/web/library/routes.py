"""The addresses of the library."""

from aiohttp import web

from bot.web.library.entry import entry_page
from bot.web.library.reviews import review_page, reviews_page, standing_page
from bot.web.library.search import found_page, search_page
from bot.web.library.shelves import (
    answers_page,
    audience_page,
    briefings_page,
    contacts_page,
    glossary_page,
    home_page,
    resources_page,
    theme_page,
    themes_page,
)

PAGES = {
    "": home_page,
    "/reviews": reviews_page,
    "/reviews/{review}": review_page,
    "/reviews/{review}/standing": standing_page,
    "/audiences/{audience}": audience_page,
    "/themes": themes_page,
    "/themes/{topic}": theme_page,
    "/resources": resources_page,
    "/answers": answers_page,
    "/contacts": contacts_page,
    "/briefings": briefings_page,
    "/glossary": glossary_page,
    "/search": search_page,
}


def add_library(app: web.Application) -> None:
    """Adds the pages of the library."""
    for path, handler in PAGES.items():
        app.router.add_get(f"/library{path}", handler, name=f"web:library:{handler.__name__}")
    app.router.add_post("/library/search", found_page, name="web:library:found")
    app.router.add_get("/entry/{entry:.+}", entry_page, name="web:entry")
