"""What the desk refuses before anything is read or changed."""

import ipaddress
import re
import secrets

from aiohttp import web

from bot.desk.place import ADMITTED, COOKIE, Admitted, Desk
from bot.web import forms

OPEN = ("desk:enter",)
_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


async def admit(request: web.Request, desk: Desk) -> None:
    """Raises HTTPNotFound for other computers, HTTPForbidden for other sites and without a session."""
    if not _from_this_computer(request):
        raise web.HTTPNotFound
    if request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
        raise web.HTTPForbidden
    if request.match_info.route.name in OPEN:
        return
    session = desk.access.session(request.cookies.get(COOKIE))
    if session is None:
        raise web.HTTPForbidden
    fields: dict[str, str] = {}
    if request.method not in ("GET", "HEAD"):
        if request.content_type != forms.FORM or not _from_own_page(request):
            raise web.HTTPForbidden
        fields = await forms.fields(request)
        if not secrets.compare_digest(fields.get("token", "").encode(), session.form_token.encode()):
            raise web.HTTPForbidden
    request[ADMITTED] = Admitted(session, fields)


def _from_this_computer(request: web.Request) -> bool:
    """Neither another computer, nor a name that was made to lead here, nor a proxy on this computer."""
    try:
        near = ipaddress.ip_address((request.remote or "").partition("%")[0])
    except ValueError:
        return False
    mapped = near.ipv4_mapped if isinstance(near, ipaddress.IPv6Address) else None
    if not (mapped or near).is_loopback:
        return False
    return bool(_LOOPBACK.fullmatch(request.host)) and not any(each in request.headers for each in _FORWARDED)


def _from_own_page(request: web.Request) -> bool:
    """A browser says so; one too old to say it sends its origin. Nothing else changes anything."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    return request.headers.get("Origin") == f"http://{request.host}"
