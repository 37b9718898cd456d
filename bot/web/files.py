"""GET /static/NAME: the style sheet, the script and the icon, read once at the start."""

from functools import cache

from aiohttp import web

from bot.web.drawing import FOLDER

TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def files() -> dict[str, tuple[bytes, str]]:
    """Every file by its name, with its type."""
    found = sorted((FOLDER / "static").iterdir())
    return {path.name: (path.read_bytes(), TYPES[path.suffix]) for path in found if path.suffix in TYPES}


async def static_file(request: web.Request) -> web.Response:
    """One of the files. Nothing else in the folder, or beside it, can be asked for."""
    body, content_type = files().get(request.match_info["name"], (None, ""))
    if body is None:
        raise web.HTTPNotFound
    return web.Response(body=body, content_type=content_type, charset="utf-8")
