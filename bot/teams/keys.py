"""The keys that the Bot Framework signs its requests with: fetched when needed, kept for a day."""

import asyncio
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import aiohttp
from jwt import PyJWK
from jwt.exceptions import PyJWKError

from bot.teams.port import KeysUnavailable, Unauthorized

KEPT = 24 * 3600.0
AGAIN = 300.0
"""Seconds before keys are fetched anew for the sake of one that is not known."""
_WAIT = aiohttp.ClientTimeout(total=10)


@dataclass(frozen=True, slots=True)
class Key:
    """One key, in the words in which the SDK asks for it."""

    public_key: object
    endorsements: tuple[str, ...] = ()


@dataclass
class SigningKeys:
    """The keys that an OpenID document leads to. Takes the place of the SDK's, which blocks the event loop
    while it fetches, waits for ever, and does not look again when a new key is in use."""

    address: str
    session: aiohttp.ClientSession
    clock: Callable[[], float] = time.monotonic
    _keys: Mapping[str, Key] = field(default_factory=dict)
    _fetched: float = float("-inf")
    _fetching: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def get(self, key_id: str | None) -> Key:
        """The key of this id. Raises Unauthorized without one, KeysUnavailable if none can be fetched."""
        async with self._fetching:
            age = self.clock() - self._fetched
            if age > KEPT or (key_id not in self._keys and age > AGAIN):
                await self._fetch()
        key = self._keys.get(key_id or "")
        if key is None:
            raise Unauthorized
        return key

    async def _fetch(self) -> None:
        try:
            document = await self._json(self.address)
            listed = (await self._json(str(document["jwks_uri"])))["keys"]
            self._keys = dict(_key(each) for each in listed if each.get("kty") == "RSA")
        except (aiohttp.ClientError, TimeoutError, ValueError, LookupError, TypeError, PyJWKError) as error:
            if not self._keys:
                raise KeysUnavailable(type(error).__name__) from None
        self._fetched = self.clock()

    async def _json(self, address: str) -> dict[str, list[dict[str, str]]]:
        async with self.session.get(address, timeout=_WAIT, raise_for_status=True) as answer:
            return dict(await answer.json(content_type=None))


class NoKeys:
    """For tokens of issuers that this bot does not believe (the SDK believes its Emulator's)."""

    async def get(self, key_id: str | None) -> Key:
        """None."""
        raise Unauthorized


def _key(listed: Mapping[str, str]) -> tuple[str, Key]:
    endorsements = listed.get("endorsements") or ()
    return listed["kid"], Key(PyJWK.from_dict(dict(listed), algorithm="RS256").key, tuple(endorsements))
