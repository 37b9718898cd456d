"""Carries what the SDK sends over the bot's own HTTP session: without threads, with the token."""

import json
from typing import Any

import aiohttp
from msrest.pipeline import Request, Response
from msrest.pipeline.async_abc import AsyncHTTPSender, AsyncPipeline
from msrest.pipeline.universal import RawDeserializer
from msrest.universal_http import ClientRequest
from msrest.universal_http.async_abc import AsyncClientResponse

from bot.teams.port import LOGIN_UNREACHABLE, REFUSED_BY_LOGIN, NotSent
from bot.teams.tokens import TokenError, TokenRefused, Tokens

_WAIT = aiohttp.ClientTimeout(total=20)


class Wire(AsyncHTTPSender[Any, Any]):
    """Where the SDK's requests go. Raises NotSent for whatever Teams does not take."""

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens) -> None:
        self._session = session
        self._tokens = tokens

    def pipeline(self, _config: object) -> AsyncPipeline[Any, Any]:
        """What the SDK asks for."""
        return AsyncPipeline([RawDeserializer()], self)

    async def send(self, request: Request[Any], **_config: object) -> Response[Any, Any]:
        """Sends one request."""
        http = request.http_request
        try:
            token = await self._tokens.current()
            headers = {**http.headers, **({"Authorization": f"Bearer {token}"} if token else {})}
            sent = self._session.request(
                http.method, http.url, data=http.data, headers=headers, timeout=_WAIT, allow_redirects=False
            )
            async with sent as answer:
                if answer.status == 401:
                    self._tokens.forget()
                return Response(request, _Taken(http, answer, await _taken(answer)))
        except TokenRefused:
            raise NotSent(0, REFUSED_BY_LOGIN) from None
        except TokenError:
            raise NotSent(0, LOGIN_UNREACHABLE) from None
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotSent(0, type(error).__name__) from None

    async def __aexit__(self, *_details: object) -> None:
        """The session is closed by whoever opened it."""


class _Taken(AsyncClientResponse):
    """An answer in the SDK's words."""

    def __init__(self, request: ClientRequest, answer: aiohttp.ClientResponse, body: bytes) -> None:
        super().__init__(request, answer)
        self.status_code = answer.status
        self.headers = {name.lower(): value for name, value in answer.headers.items()}
        self.reason = answer.reason
        self.content_type = answer.content_type
        self._body = body

    def body(self) -> bytes:
        """The whole body."""
        return self._body

    def text(self, encoding: str | None = None) -> str:
        """The whole body as text."""
        return self._body.decode(encoding or "utf-8", "replace")


async def _taken(answer: aiohttp.ClientResponse) -> bytes:
    body = await answer.read()
    if 200 <= answer.status < 300:
        return body
    raise NotSent(answer.status, _code(body), _seconds(answer.headers.get("Retry-After")))


def _code(body: bytes) -> str:
    """The code of an error, if it is one word; never its message."""
    try:
        code: Any = json.loads(body)["error"]["code"]
    except (ValueError, LookupError, TypeError):
        return ""
    return code if isinstance(code, str) and code.isidentifier() and len(code) <= 60 else ""


def _seconds(value: str | None) -> float | None:
    try:
        return max(float(value), 0) if value else None
    except ValueError:
        return None
