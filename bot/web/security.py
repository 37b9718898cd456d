"""What is refused before a page is made, and the headers that every page carries."""

from aiohttp import web
from multidict import CIMultiDict
from yarl import URL

from bot.nearby import asks_for_this_machine, from_this_machine
from bot.web.rate_limit import client_of
from bot.web.site import Site

HEADERS = CIMultiDict(
    {
        "Content-Security-Policy": (
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }
)
_ASKED = ("web:answer", "web:fragment", "web:library:found")
_READ = ("web:entry", "web:source", "web:library")


def check(request: web.Request, site: Site) -> None:
    """Raises HTTPForbidden or HTTPTooManyRequests for a request that must not be answered."""
    here = from_this_machine(request) and asks_for_this_machine(request)
    if site.settings.loopback_only and not here:
        raise web.HTTPForbidden
    if request.method == "POST" and _cross_site(request):
        raise web.HTTPForbidden
    if not site.settings.loopback_only and not _within_limit(request, site):
        raise web.HTTPTooManyRequests(headers={"Retry-After": "60"})


def _cross_site(request: web.Request) -> bool:
    """Whether another site sent the form.

    The form of our own page says `Origin: null`, because its referrer policy is strict; browsers that send
    `Sec-Fetch-Site` are believed instead. A program that sends neither has no user's browser to misuse.
    """
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched not in ("same-origin", "none")
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    try:
        url = URL(origin)
    except ValueError:
        return True
    return url.scheme not in ("http", "https") or origin.partition("://")[2] != request.host


def _within_limit(request: web.Request, site: Site) -> bool:
    name = request.match_info.route.name or ""
    if not name.startswith((*_ASKED, *_READ)):
        return True
    forwarded = request.headers.getall("X-Forwarded-For", [])
    limit = site.limit if name in _ASKED else site.reading
    return limit.allows(client_of(request.remote, forwarded, site.settings.proxies))
