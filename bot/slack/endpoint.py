"""POST /slack/events: what Slack sends over HTTP. Nothing is read before its signature has been checked."""

from http import HTTPStatus

import structlog
from aiohttp import web
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_sdk.signature import SignatureVerifier

from bot.slack.names import EVENTS_PATH

log = structlog.get_logger()
MOST_BYTES = 512 * 1024
TIMESTAMP, SIGNATURE = "X-Slack-Request-Timestamp", "X-Slack-Signature"


class Endpoint:
    """The bridge between aiohttp and Bolt."""

    def __init__(self, bolt: AsyncApp, signing_secret: str) -> None:
        self._bolt = bolt
        self._verifier = SignatureVerifier(signing_secret)

    def add_to(self, app: web.Application) -> None:
        """Adds the one route: events, commands and buttons all come here."""
        app.router.add_post(EVENTS_PATH, self.receive, name="slack:events")

    async def receive(self, request: web.Request) -> web.Response:
        """Checks, hands over to Bolt, and tells Slack what Bolt says."""
        try:
            body = await request.clone(client_max_size=MOST_BYTES).read()
        except web.HTTPRequestEntityTooLarge:
            return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        if not self._signed(request, body):
            return _refused(HTTPStatus.UNAUTHORIZED)
        understood = _understood(body.decode(), request.headers.get("Content-Type", ""))
        if understood is None:
            return _refused(HTTPStatus.BAD_REQUEST)
        answer = await self._bolt.async_dispatch(understood)
        kind = "application/json" if answer.body.startswith("{") else "text/plain"
        return web.Response(status=answer.status, text=answer.body, content_type=kind)

    def _signed(self, request: web.Request, body: bytes) -> bool:
        """Whether Slack signed it in the last five minutes. The SDK raises for what is no number or text."""
        timestamp = request.headers.get(TIMESTAMP, "")
        signature = request.headers.get(SIGNATURE, "")
        try:
            return self._verifier.is_valid(body.decode(), timestamp, signature)
        except (OverflowError, TypeError, ValueError):
            return False


def _understood(body: str, content_type: str) -> AsyncBoltRequest | None:
    """The request, if it has a shape that Bolt can work with."""
    try:
        request = AsyncBoltRequest(body=body, headers={"content-type": content_type})
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return None
    event = request.body.get("event", {"type": ""})
    shaped = bool(request.body) and isinstance(event, dict) and isinstance(event.get("type"), str)
    return request if shaped else None


def _refused(status: HTTPStatus) -> web.Response:
    log.warning("slack_request_refused", status=status.value)
    return web.Response(status=status.value)
