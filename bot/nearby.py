"""Whether a request comes from this machine, and asks for it by a name of this machine."""

import ipaddress
import re

from aiohttp import web

_LOOPBACK = re.compile(r"(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Via")


def from_this_machine(request: web.Request) -> bool:
    """Neither from another machine, nor passed on by a proxy on this one, which says so in a header."""
    try:
        near = ipaddress.ip_address((request.remote or "").partition("%")[0])
    except ValueError:
        return False
    mapped = near.ipv4_mapped if isinstance(near, ipaddress.IPv6Address) else None
    return (mapped or near).is_loopback and not any(each in request.headers for each in _FORWARDED)


def asks_for_this_machine(request: web.Request) -> bool:
    """Not by a name that somebody else made lead here."""
    return bool(_LOOPBACK.fullmatch(request.host))
