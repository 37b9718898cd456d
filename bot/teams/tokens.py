"""The bot's own access token, with which it writes to Teams.

TokenError
├── TokenRefused      the login service knows the bot and will not have it, or does not know it
└── TokenUnavailable  the login service cannot be reached, or failed
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

import aiohttp

SCOPE = "https://api.botframework.com"
EARLY = 300.0
"""Seconds before its end at which a token is fetched anew."""
_WAIT = aiohttp.ClientTimeout(total=10)


class TokenError(Exception):
    """There is no token. The message holds no secret."""


class TokenRefused(TokenError):  # noqa: N818 - it says what is so
    """`code` is the number in AADSTS..., or 0."""

    def __init__(self, code: int = 0) -> None:
        self.code = code
        super().__init__(f"AADSTS{code}" if code else "refused")


class TokenUnavailable(TokenError):  # noqa: N818
    """The login service cannot be reached, or failed."""


@dataclass(frozen=True, slots=True)
class Token:
    """A token, and for how many seconds it is good."""

    value: str
    seconds: float


class Tokens(Protocol):
    """Where the token comes from."""

    async def current(self) -> str:
        """A token that is still good; empty where none is needed. Raises TokenError."""
        ...

    def forget(self) -> None:
        """Teams did not take it."""
        ...


class NoToken:
    """For a service on this machine that asks for none."""

    async def current(self) -> str:
        """Nothing."""
        return ""

    def forget(self) -> None:
        """There is none."""


class KeptToken:
    """Keeps a token until shortly before it ends; however many ask at once, it is fetched once."""

    def __init__(
        self, fetch: Callable[[], Awaitable[Token]], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._fetch = fetch
        self._clock = clock
        self._token = ""
        self._until = float("-inf")
        self._fetching = asyncio.Lock()

    async def current(self) -> str:
        """The kept token or a new one. Raises TokenError."""
        async with self._fetching:
            if self._clock() >= self._until:
                token = await self._fetch()
                self._token, self._until = token.value, self._clock() + max(token.seconds - EARLY, 0)
            return self._token

    def forget(self) -> None:
        """Teams did not take it: a new one is fetched when it is needed."""
        self._until = float("-inf")


def by_secret(
    session: aiohttp.ClientSession, login_url: str, tenant: str, app_id: str, secret: str
) -> Callable[[], Awaitable[Token]]:
    """Asks the login service of an organisation for a token, with the app's secret."""
    address = f"{login_url}{tenant}/oauth2/v2.0/token"
    form = {"grant_type": "client_credentials", "client_id": app_id, "scope": f"{SCOPE}/.default"}

    async def fetch() -> Token:
        try:
            async with session.post(address, data={**form, "client_secret": secret}, timeout=_WAIT) as answer:
                return _token(answer.status, await answer.json(content_type=None))
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise TokenUnavailable(type(error).__name__) from None

    return fetch


def _token(status: int, body: object) -> Token:
    given = body if isinstance(body, dict) else {}
    value, seconds = given.get("access_token"), given.get("expires_in")
    if status == 200 and isinstance(value, str) and value:
        return Token(value, float(seconds) if isinstance(seconds, int | float | str) else 0)
    if status in (400, 401):
        codes = given.get("error_codes")
        first = codes[0] if isinstance(codes, list) and codes else 0
        raise TokenRefused(first if isinstance(first, int) else 0)
    raise TokenUnavailable(f"status {status}")
