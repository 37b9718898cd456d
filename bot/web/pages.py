"""Adds the browser's pages to the application, and turns every failure on them into a visible reply."""

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

from bot.logs import places
from bot.web.chat import ask_fragment, ask_page, chat_page, fragment
from bot.web.drawing import templates
from bot.web.files import files, static_file
from bot.web.library.catalogue import CATALOGUES, Catalogues
from bot.web.library.routes import add_library
from bot.web.problems import problem_fragment, problem_page
from bot.web.rate_limit import RateLimit
from bot.web.security import HEADERS, check
from bot.web.site import SITE, Shelves, Site, WebSettings
from bot.web.source import source_page
from handlers.ask import examples
from handlers.ports import CurrentLibrary, ReplyTo

log = structlog.get_logger()
_FRAGMENT = "/ask"
_READ_FOR_ONE_ASKED = 10
_KEPT = ("Allow", "Retry-After")


def add_routes(
    app: web.Application,
    reply_to: ReplyTo,
    library: CurrentLibrary,
    settings: WebSettings,
    shelves: Shelves | None = None,
) -> None:
    """Adds the pages. With `shelves` the library is open, and entries have pages that can be linked to."""
    templates()
    files()
    limit = RateLimit(settings.rate_limit_per_minute)
    reading = RateLimit(settings.rate_limit_per_minute * _READ_FOR_ONE_ASKED)
    app[SITE] = Site(reply_to, library, settings, limit, reading, examples, shelves)
    app[CATALOGUES] = Catalogues()
    app.middlewares.append(guard)
    app.router.add_get("/", chat_page, name="web:chat")
    app.router.add_post("/", ask_page, name="web:answer")
    app.router.add_post(_FRAGMENT, ask_fragment, name="web:fragment")
    app.router.add_get("/source/{source}", source_page, name="web:source")
    app.router.add_get("/health", health, name="web:health")
    app.router.add_get("/static/{name}", static_file, name="web:static")
    if shelves is not None:
        add_library(app)


async def health(request: web.Request) -> web.Response:
    """GET /health: that it runs, and with which content."""
    return web.json_response({"status": "ok", "revision": request.app[SITE].library().revision})


@web.middleware
async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Checks requests for the pages, and draws what went wrong with them. Other surfaces pass untouched."""
    if not _ours(request):
        return await handler(request)
    try:
        check(request, request.app[SITE])
        response = await handler(request)
    except web.HTTPException as refused:
        response = _problem(request, refused.status)
        response.headers.update({name: refused.headers[name] for name in _KEPT if name in refused.headers})
    except Exception as error:
        route = request.match_info.route.name
        log.error("page_failed", doing=route, error=type(error).__name__, places=places(error))
        response = _problem(request, 500)
    response.headers.update(HEADERS)
    return response


def _ours(request: web.Request) -> bool:
    """Whether a page of ours is meant, or no page at all: what nobody serves is answered here too."""
    name = request.match_info.route.name
    return request.match_info.http_exception is not None or bool(name and name.startswith("web:"))


def _problem(request: web.Request, status: int) -> web.Response:
    if request.path == _FRAGMENT:
        return fragment(problem_fragment(status), status)
    return web.Response(text=problem_page(status, request.app[SITE]), content_type="text/html", status=status)
