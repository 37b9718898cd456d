"""The pages of the desk."""

import asyncio
from collections import defaultdict

from aiohttp import web

from bot.desk.next_steps import next_steps
from bot.desk.place import ADMITTED, COOKIE, DESK, PATH
from bot.explaining import explanation
from bot.web.around import Around
from bot.web.chat import new_conversation
from bot.web.drawing import View, page
from handlers.briefing_reply import briefing_reply
from handlers.footer import footer
from handlers.messages import Conversation, Message
from handlers.show import heading_of
from knowledge.schema.answers import Briefing, entry_of

_MOST = 200


async def enter(request: web.Request) -> web.Response:
    """GET /desk/enter?key=...: uses the link up and lets this browser in."""
    if request.headers.get("Sec-Purpose") or request.headers.get("Purpose"):
        raise web.HTTPForbidden
    token = request.app[DESK].access.enter(request.query.get("key", ""))
    if token is None:
        raise web.HTTPForbidden
    response = web.Response(status=303, headers={"Location": PATH})
    response.set_cookie(COOKIE, token, path=PATH, httponly=True, samesite="Strict")
    return response


async def leave(request: web.Request) -> web.Response:
    """POST /desk/leave: ends the session."""
    request.app[DESK].access.leave(request.cookies[COOKIE])
    response = web.Response(status=303, headers={"Location": PATH})
    response.del_cookie(COOKIE, path=PATH, httponly=True, samesite="Strict")
    return response


async def home(request: web.Request) -> web.Response:
    """GET /desk: what there is to do."""
    desk = request.app[DESK]
    library = desk.knowledge().library
    not_found, said, asked = (
        await desk.kept.not_found(),
        await desk.feedback.tallies(),
        await desk.kept.asked(),
    )
    steps = await asyncio.to_thread(next_steps, library, desk.folder, said, desk.today())
    return _page(
        request,
        "home.html",
        not_found=sum(each.times for each in not_found),
        asked=asked,
        said=sum(each.times for each in said),
        steps={heading: len(tasks) for heading, tasks in steps.items()},
        replays=desk.replays,
    )


async def not_found(request: web.Request) -> web.Response:
    """GET /desk/not-found: what people asked and did not find."""
    found = await request.app[DESK].kept.not_found()
    return _page(request, "not_found.html", found=found[:_MOST], more=max(0, len(found) - _MOST))


async def feedback(request: web.Request) -> web.Response:
    """GET /desk/feedback: what people said of each entry."""
    desk = request.app[DESK]
    by_entry = defaultdict(list)
    for each in await desk.feedback.tallies():
        by_entry[each.entry].append(each)
    return _page(request, "feedback.html", by_entry=dict(list(by_entry.items())[:_MOST]))


async def to_do(request: web.Request) -> web.Response:
    """GET /desk/next: what to confirm, look at again, settle or approve."""
    desk = request.app[DESK]
    said = await desk.feedback.tallies()
    library = desk.knowledge().library
    steps = await asyncio.to_thread(next_steps, library, desk.folder, said, desk.today())
    return _page(request, "next.html", steps=steps, most=_MOST)


async def try_page(request: web.Request) -> web.Response:
    """GET /desk/try: the form."""
    return _page(request, "try.html", asked="", reply=None, lines=(), view=View())


async def tried(request: web.Request) -> web.Response:
    """POST /desk/try: the answer with how it was found beside it. Nothing of it is kept."""
    desk = request.app[DESK]
    asked = request[ADMITTED].fields.get("q", "")
    where = Conversation("web", channel=new_conversation())
    reply = await desk.trying.reply_to(Message(asked, "desk", where, desk.clock()))
    lines = await asyncio.to_thread(lambda: list(explanation(asked, desk.knowledge())))
    return _page(
        request, "try.html", asked=asked, reply=reply, lines=lines, view=View(entry_pages=True, beside=False)
    )


async def replay(request: web.Request) -> web.Response:
    """GET /desk/replay: what the questions find now and what changed."""
    return _page(request, "replay.html", replays=request.app[DESK].replays, most=_MOST)


async def start_replay(request: web.Request) -> web.Response:
    """POST /desk/replay: asks every question again."""
    request.app[DESK].replays.start()
    return web.Response(status=303, headers={"Location": f"{PATH}/replay"})


async def deliveries(request: web.Request) -> web.Response:
    """GET /desk/deliveries: how far each briefing has got."""
    by_briefing = defaultdict(list)
    for each in await request.app[DESK].kept.progress():
        by_briefing[(each.briefing, each.version, each.published)].append(each)
    return _page(request, "deliveries.html", by_briefing=by_briefing)


async def preview(request: web.Request) -> web.Response:
    """GET /desk/preview/SLUG: a briefing drawn from the very blocks and cards that would be sent."""
    from bot.slack.messages import messages  # noqa: PLC0415 - its SDK takes a third of a second
    from bot.teams.fitting import cards  # noqa: PLC0415

    library = request.app[DESK].knowledge().library
    entry = library.entries.get(entry_of(request.match_info["slug"]))
    if entry is None or not isinstance(entry.item, Briefing):
        raise web.HTTPNotFound
    reply = briefing_reply(library, entry.item)
    return _page(request, "preview.html", briefing=entry.item, slack=messages(reply), teams=cards(reply))


def _page(request: web.Request, template: str, **values: object) -> web.Response:
    library = request.app[DESK].knowledge().library
    html = page(
        f"desk/{template}",
        around=Around(lines=() if values.get("reply") else footer(library).lines),
        token=request[ADMITTED].session.form_token,
        here=request.match_info.route.name,
        library=library,
        named=lambda entry: (
            heading_of(library, library.entries[entry]) if entry in library.entries else entry
        ),
        **values,
    )
    return web.Response(text=html, content_type="text/html")
