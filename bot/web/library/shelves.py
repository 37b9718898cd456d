"""GET /library and its lists: themes, audiences, resources, answers, contacts, briefings and glossary."""

from aiohttp import web

from bot.web.chat import new_conversation
from bot.web.drawing import View
from bot.web.library.catalogue import KINDS, Shelf
from bot.web.library.here import Here, here
from bot.web.library.paging import paged
from bot.web.library.standing import sentence
from handlers.contact_lines import contacts_of
from handlers.feedback import wrong_number_choice
from handlers.messages import Choices, Contacts, Reply

_RECOMMENDATIONS, _ENTRIES, _TERMS = 25, 100, 150


async def home_page(request: web.Request) -> web.Response:
    """GET /library: what there is."""
    at = here(request)
    return at.page(
        "home.html",
        reviews=at.library.reviews[:12],
        themes=at.catalogue.themes[:12],
        theme_count=len(at.catalogue.themes),
        audiences=_audiences(at),
        counts={kind: len(group) for kind, group in at.catalogue.by_kind.items()},
    )


async def themes_page(request: web.Request) -> web.Response:
    """GET /library/themes: every theme that something is held on."""
    at = here(request)
    return at.page("themes.html", themes=at.catalogue.themes)


async def theme_page(request: web.Request) -> web.Response:
    """GET /library/themes/ID: what every review says on one theme, and what goes with it."""
    at = here(request)
    topic = next((each for each in at.library.topics if each.id == request.match_info["topic"]), None)
    held = at.catalogue.by_topic.get(topic.id, ()) if topic else ()
    if topic is None or not held:
        raise web.HTTPNotFound
    recommendations = [entry for entry in held if entry.kind == "recommendation"]
    others = [entry for entry in held if entry.kind != "recommendation"]
    return at.page(
        "theme.html",
        topic=topic,
        recommendations=paged(request, recommendations, _RECOMMENDATIONS),
        reviews=len({entry.case for entry in recommendations}),
        others=others[:_ENTRIES],
    )


async def audience_page(request: web.Request) -> web.Response:
    """GET /library/audiences/ID: what every review recommends to one audience."""
    at = here(request)
    held = at.catalogue.by_audience.get(request.match_info["audience"])
    if not held:
        raise web.HTTPNotFound
    return at.page(
        "audience.html",
        name=sentence(at.library.audience_name(request.match_info["audience"])),
        recommendations=paged(request, held, _RECOMMENDATIONS),
        reviews=len({entry.case for entry in held}),
    )


async def resources_page(request: web.Request) -> web.Response:
    """GET /library/resources: protocols, policies, training and the rest, by kind."""
    at = here(request)
    every = [entry for kind in KINDS for entry in at.catalogue.resources.get(kind, ())]
    return at.page("resources.html", resources=paged(request, every, _ENTRIES), kinds=KINDS)


async def answers_page(request: web.Request) -> web.Response:
    """GET /library/answers: plain answers that a curator wrote."""
    at = here(request)
    return at.page("answers.html", answers=paged(request, at.catalogue.by_kind.get("answer", ()), _ENTRIES))


async def briefings_page(request: web.Request) -> web.Response:
    """GET /library/briefings: digests to print and to talk through."""
    at = here(request)
    ready = [each for each in at.library.briefings if each.status == "ready"]
    return at.page("briefings.html", briefings=paged(request, ready, _ENTRIES))


async def contacts_page(request: web.Request) -> web.Response:
    """GET /library/contacts: whom to phone, by area."""
    at = here(request)
    wrong = Reply((Choices("", (wrong_number_choice(),)),), "answered")
    return at.page("contacts.html", areas=_contacts(at), wrong=wrong, view=View(new_conversation()))


async def glossary_page(request: web.Request) -> web.Response:
    """GET /library/glossary: what words mean."""
    at = here(request)
    terms = sorted(at.library.terms, key=lambda term: term.term.casefold())
    return at.page("glossary.html", terms=paged(request, terms, _TERMS))


def _audiences(at: Here) -> list[Shelf]:
    """In the order of the content."""
    held = at.catalogue.by_audience
    return [Shelf(each, sentence(at.library.audience_name(each)), len(held[each])) for each in held]


def _contacts(at: Here) -> list[tuple[str, Contacts]]:
    found = []
    for area, name in at.library.area_headings.items():
        contacts = [contact for contact in at.library.contacts if area in contact.areas]
        if contacts:
            found.append((name, contacts_of(contacts, at.now)))
    return found
