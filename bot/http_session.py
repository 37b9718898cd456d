"""How the bot opens connections to others: the one place, so that the doctor tries the way the bot takes."""

from collections.abc import Mapping
from urllib.request import getproxies

from aiohttp import ClientSession, ClientTimeout

ORDINARY = ClientTimeout(total=300, sock_connect=30)


def http_session(
    timeout: ClientTimeout = ORDINARY, headers: Mapping[str, str] | None = None
) -> ClientSession:
    """A session that goes through the proxy of this machine, if HTTPS_PROXY or HTTP_PROXY names one.

    Where there is none aiohttp does not look for one: it does so with two threads for each request.
    """
    return ClientSession(timeout=timeout, headers=headers, trust_env=bool(getproxies().keys() - {"no"}))
