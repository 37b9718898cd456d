"""What the desk refuses before anything is read or changed."""

import secrets

from aiohttp import web

from bot.desk.place import ADMITTED, COOKIE, Admitted, Desk
from bot.nearby import asks_for_this_machine, from_this_machine
from bot.web import forms

OPEN = ("desk:enter",)


async def admit(request: web.Request, desk: Desk) -> None:
    """Raises HTTPNotFound for other computers, HTTPForbidden for other sites and without a session."""
    if not (from_this_machine(request) and asks_for_this_machine(request)):
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


def _from_own_page(request: web.Request) -> bool:
    """A browser says so; one too old to say it sends its origin. Nothing else changes anything."""
    fetched = request.headers.get("Sec-Fetch-Site")
    if fetched is not None:
        return fetched == "same-origin"
    return request.headers.get("Origin") == f"http://{request.host}"
