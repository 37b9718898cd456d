"""A library of two reviews, served as the bot serves it, for the tests of its pages."""

import datetime as dt
from pathlib import Path

from aiohttp import web

from bot.web.pages import add_routes
from bot.web.site import Shelves, WebSettings
from handlers.dispatch import show_entry
from handlers.messages import Reply
from handlers.ports import ReplyTo
from knowledge.library import Library
from knowledge.load import load
from tests.contents import child_z_beside_child_p

MONDAY = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
PAGES = {
    "home": "/library",
    "reviews": "/library/reviews",
    "a review": "/library/reviews/child-p",
    "where a review stands": "/library/reviews/child-p/standing",
    "themes": "/library/themes",
    "a theme": "/library/themes/missed-appointments",
    "an audience": "/library/audiences/midwifery",
    "resources": "/library/resources",
    "answers": "/library/answers",
    "contacts": "/library/contacts",
    "briefings": "/library/briefings",
    "glossary": "/library/glossary",
    "search": "/library/search",
    "a recommendation": "/entry/child-p/midwifery/2",
    "about a review": "/entry/child-p",
    "a resource": "/entry/protocol/unborn-baby",
    "a contact": "/entry/contact/hampshire-public",
    "a term": "/entry/term/icon",
    "an answer": "/entry/answer/what-is-kept",
    "a briefing": "/entry/briefing/child-p",
    "a source": "/source/child-p-response?from=53&to=56",
}
"""One address for each kind of page."""


def two_reviews(folder: Path) -> Library:
    """Child P and the invented Child Z."""
    return load(child_z_beside_child_p(folder))


def shelves(library: Library, now: dt.datetime = MONDAY) -> Shelves:
    """An open library over this content."""

    def show(entry: str) -> Reply:
        return show_entry(library, entry, now)

    return Shelves(show, lambda: now)


def application(library: Library, reply_to: ReplyTo) -> web.Application:
    """The pages of this content."""
    app = web.Application()
    add_routes(app, reply_to, lambda: library, WebSettings(whole_source=True), shelves(library))
    return app
