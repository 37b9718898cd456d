"""Reads a form as browsers send it. No files, so nothing is ever spooled."""

from urllib.parse import parse_qsl

from aiohttp import web

FORM = "application/x-www-form-urlencoded"
MOST_BYTES = 64 * 1024
_MOST_FIELDS = 10


async def fields(request: web.Request) -> dict[str, str]:
    """The fields of a form of at most 64 KiB. Raises HTTPBadRequest or HTTPRequestEntityTooLarge."""
    if request.content_type != FORM:
        raise web.HTTPBadRequest
    body = await request.clone(client_max_size=MOST_BYTES).read()
    try:
        return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS))
    except ValueError:
        raise web.HTTPBadRequest from None
