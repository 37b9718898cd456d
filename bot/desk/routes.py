"""The addresses of the desk, and what happens to every request for one."""

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.desk import pages
from bot.desk.admission import admit
from bot.desk.place import DESK, PATH, Desk
from bot.logs import places
from bot.web.around import Around
from bot.web.drawing import page
from bot.web.security import HEADERS

_WORDS = {
    400: ("That could not be read", "Go back to the page and try again."),
    403: (
        "This needs the link of the desk",
        "Open the link that was printed where the bot was started. It works once and within an hour. How to"
        " get another one: docs/deploying.md.",
    ),
    404: ("There is no such page", "The address may be old or mistyped."),
}
_FAILED = ("That did not work", "Nothing was changed. The log of the bot names the error.")


def add_desk(app: web.Application, desk: Desk) -> None:
    """Adds the desk. Nothing of it answers another computer, another site, or a browser without the link."""
    app[DESK] = desk
    app.middlewares.append(guard)
    get = {
        "": pages.home,
        "/not-found": pages.not_found,
        "/feedback": pages.feedback,
        "/next": pages.to_do,
        "/try": pages.try_page,
        "/replay": pages.replay,
        "/deliveries": pages.deliveries,
        "/preview/{slug}": pages.preview,
        "/enter": pages.enter,
    }
    for path, handler in get.items():
        app.router.add_get(f"{PATH}{path}", handler, name=f"desk:{handler.__name__}", allow_head=False)
    for path, handler in {"/try": pages.tried, "/replay": pages.start_replay, "/leave": pages.leave}.items():
        app.router.add_post(f"{PATH}{path}", handler, name=f"desk:{handler.__name__}")


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Lets in what may come in, and says no more than that to the rest."""
    if not (request.match_info.route.name or "").startswith("desk:"):
        return await handler(request)
    try:
        await admit(request, request.app[DESK])
        response = await handler(request)
    except web.HTTPException as refused:
        response = _problem(refused.status)
    except Exception as error:
        name = request.match_info.route.name
        structlog.get_logger().error(
            "page_failed", doing=name, error=type(error).__name__, places=places(error)
        )
        response = _problem(500)
    response.headers.update(HEADERS)
    return response


def _problem(status: int) -> web.Response:
    title, words = _WORDS.get(status, _FAILED)
    html = page("desk/problem.html", around=Around(), title=title, words=words)
    return web.Response(text=html, content_type="text/html", status=status)
