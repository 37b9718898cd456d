"""POST /api/messages: what is refused, what is answered, and what goes on after Teams stopped waiting."""

import asyncio
import ipaddress
import json
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.logs import places
from bot.teams.activities import read
from bot.teams.admission import Admission
from bot.teams.port import (
    Answered,
    BadActivity,
    Incoming,
    KeysUnavailable,
    Listener,
    Proof,
    Transport,
    Unauthorized,
)

PATH = "/api/messages"
MOST_BYTES = 256 * 1024
ACKNOWLEDGE = 8.0
"""Seconds after which Teams is told that a message arrived, although its answer is still being sent."""
LAST_REPLIES = 10.0
"""Seconds that answers under way are given when the bot stops."""

log = structlog.get_logger()


@dataclass
class Endpoint:
    """Where Teams posts activities. `local`: without authentication, from this machine only."""

    transport: Transport
    listener: Listener
    admission: Admission
    local: bool = False
    _under_way: set[asyncio.Task[Answered]] = field(default_factory=set)

    def add_to(self, app: web.Application) -> None:
        """Adds the route, and the wait for answers under way at the end."""
        app.router.add_post(PATH, self.post, name="teams:messages")
        app.on_shutdown.append(self.settle)

    async def post(self, request: web.Request) -> web.Response:
        """One activity."""
        if self.local and not _on_this_machine(request):
            raise web.HTTPForbidden
        activity = await _body(request)
        try:
            incoming = read(activity)
            proof = await self.transport.authenticate(request.headers.get("Authorization", ""), activity)
        except BadActivity:
            raise web.HTTPBadRequest from None
        except Unauthorized:
            log.warning("teams_unauthorized")
            raise web.HTTPUnauthorized from None
        except KeysUnavailable as error:
            log.error("teams_keys_unavailable", error=str(error))
            raise web.HTTPServiceUnavailable from None
        if not self._admitted(incoming):
            log.warning("teams_not_admitted", doing=incoming.kind)
            raise web.HTTPForbidden
        return await self._answer(proof, incoming)

    async def settle(self, _app: web.Application | None = None) -> None:
        """Waits for answers under way, and stops what takes too long."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=LAST_REPLIES)
            for task in late:
                task.cancel()

    def _admitted(self, incoming: Incoming) -> bool:
        if self.local and not _is_loopback(urlsplit(incoming.service_url).hostname):
            return False
        return self.admission.of_tenant(incoming)

    async def _answer(self, proof: Proof, incoming: Incoming) -> web.Response:
        task = asyncio.create_task(self._run(proof, incoming))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        done, _ = await asyncio.wait({task}, timeout=ACKNOWLEDGE)
        if not done:
            return web.Response(status=202)
        answered = task.result()
        if answered.body is None:
            return web.Response(status=answered.status)
        return web.json_response(answered.body, status=answered.status)

    async def _run(self, proof: Proof, incoming: Incoming) -> Answered:
        try:
            return await proof.run(incoming, self.listener)
        except Exception as error:  # the listener has answered already if anything could be answered
            log.error("teams_activity_failed", error=type(error).__name__, places=places(error))
            return Answered(500)


async def _body(request: web.Request) -> dict[str, object]:
    """The JSON object of a request. Raises 413, 415 or 400."""
    if request.content_type != "application/json":
        raise web.HTTPUnsupportedMediaType
    raw = await request.clone(client_max_size=MOST_BYTES).read()
    try:
        body = json.loads(raw)
    except (ValueError, RecursionError):
        raise web.HTTPBadRequest from None
    if not isinstance(body, dict):
        raise web.HTTPBadRequest
    return body


def _on_this_machine(request: web.Request) -> bool:
    """Neither from another machine, nor through a tunnel or a page that a browser opened elsewhere."""
    host = urlsplit(f"//{request.host}").hostname
    return _is_loopback(request.remote) and _is_loopback(host)


def _is_loopback(host: str | None) -> bool:
    try:
        return ipaddress.ip_address(host or "").is_loopback
    except ValueError:
        return host == "localhost"
