"""GET /entry/ID: the permanent page of an entry, with what stands around it in the library."""

from dataclasses import replace

from aiohttp import web

from bot.web.chat import new_conversation
from bot.web.drawing import View
from bot.web.library.here import Here, here
from bot.web.library.standing import sentence
from handlers.below import with_ways_on
from handlers.messages import Footer, Heading, Reply
from handlers.quotes import quote
from handlers.show import heading_of
from knowledge.library import Entry
from knowledge.schema.answers import Briefing

SHELVES = {
    "resource": ("/library/resources", "Resources"),
    "term": ("/library/glossary", "Glossary"),
    "contact": ("/library/contacts", "Contacts"),
    "answer": ("/library/answers", "Answers"),
    "briefing": ("/library/briefings", "Briefings"),
}


async def entry_page(request: web.Request) -> web.Response:
    """The answer that an entry gives; a briefing as a page to print."""
    at = here(request)
    entry = at.library.entries.get(request.match_info["entry"])
    if entry is None:
        raise web.HTTPNotFound
    if isinstance(entry.item, Briefing):
        return _briefing(at, entry.item)
    before, after = at.catalogue.beside(entry)
    return at.page(
        "entry.html",
        title=heading_of(at.library, entry),
        steps=_trail(at, entry),
        reply=_alone(with_ways_on(at.shelves.show(entry.id), at.library, "web")),
        view=View(new_conversation(), entry_pages=True, entry=entry.id, beside=False),
        topics=[
            each for each in at.library.topics if each.id in entry.topics and each.id in at.catalogue.by_topic
        ],
        audience=entry.audience,
        before=before,
        after=after,
    )


def _alone(reply: Reply) -> Reply:
    """Without the heading and the last lines, which the page itself has."""
    parts = reply.parts[1:] if isinstance(reply.parts[0], Heading) else reply.parts
    return replace(reply, parts=tuple(part for part in parts if not isinstance(part, Footer)))


def _trail(at: Here, entry: Entry) -> list[tuple[str, str]]:
    """The pages above this one, as address and name."""
    trail = [("/library", "Library")]
    if entry.kind in ("review", "recommendation"):
        review = at.library.review(entry.case or "")
        trail += [("/library/reviews", "Reviews"), (f"/library/reviews/{review.id}", review.case)]
        if entry.audience:
            name = sentence(at.library.audience_name(entry.audience))
            trail.append((f"/library/reviews/{review.id}#{entry.audience}", name))
    elif entry.kind in SHELVES:
        trail.append(SHELVES[entry.kind])
    return trail


def _briefing(at: Here, briefing: Briefing) -> web.Response:
    if briefing.status == "withdrawn":
        raise web.HTTPGone
    quotations = [
        [quote(at.library, each, "") for each in section.quotations if at.library.may_show(each)]
        for section in briefing.sections
    ]
    return at.page(
        "briefing.html",
        briefing=briefing,
        documents=dict.fromkeys(each.citation.document for section in quotations for each in section),
        sections=list(zip(briefing.sections, quotations, strict=True)),
        related=[at.library.entries[each] for each in briefing.related if each in at.library.entries],
    )
