"""How the bot opens connections to others: the one place, so that the doctor tries the way the bot takes."""

import json
from collections.abc import Callable, Mapping
from urllib.request import getproxies

from aiohttp import ClientSession, ClientTimeout

ORDINARY = ClientTimeout(total=300, sock_connect=30)


def http_session(
    timeout: ClientTimeout = ORDINARY,
    headers: Mapping[str, str] | None = None,
    as_json: Callable[[object], str] = json.dumps,
) -> ClientSession:
    """A session that goes through the proxy of this machine, if HTTPS_PROXY or HTTP_PROXY names one.

    Where there is none aiohttp does not look for one: it does so with two threads for each request.
    """
    proxied = bool(getproxies().keys() - {"no"})
    return ClientSession(timeout=timeout, headers=headers, trust_env=proxied, json_serialize=as_json)
