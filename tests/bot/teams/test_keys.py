"""Microsoft changes its signing keys: the bot finds new ones, and neither asks too often nor stops."""

from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession
from cryptography.hazmat.primitives.asymmetric import rsa

from bot.teams.keys import AGAIN, KEPT, NoKeys, SigningKeys
from bot.teams.port import KeysUnavailable, Unauthorized
from tests.bot.teams.fake_teams import FakeMicrosoft


class Clock:
    """Stands still until it is set."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def keys(microsoft: FakeMicrosoft, clock: Clock) -> AsyncIterator[SigningKeys]:
    async with ClientSession() as session:
        yield SigningKeys(f"{microsoft.url}/openid/", session, clock)


async def test_keys_are_fetched_once_a_day(microsoft: FakeMicrosoft, keys: SigningKeys, clock: Clock) -> None:
    key = await keys.get("key-1")
    assert key.endorsements == ("msteams",)
    clock.now = KEPT
    await keys.get("key-1")
    assert microsoft.calls == ["openid", "keys"]
    clock.now = KEPT + 1
    await keys.get("key-1")
    assert microsoft.calls == ["openid", "keys"] * 2


async def test_a_new_key_is_looked_for_when_it_is_used(
    microsoft: FakeMicrosoft, keys: SigningKeys, clock: Clock
) -> None:
    await keys.get("key-1")
    microsoft.key, microsoft.kid = rsa.generate_private_key(65537, 2048), "key-2"
    clock.now = AGAIN + 1
    assert (await keys.get("key-2")).public_key == microsoft.key.public_key()


async def test_a_stranger_cannot_have_them_looked_for_again_and_again(
    microsoft: FakeMicrosoft, keys: SigningKeys, clock: Clock
) -> None:
    for _ in range(3):
        for kid in ("unknown", None):
            with pytest.raises(Unauthorized):
                await keys.get(kid)
            clock.now += AGAIN / 6
    assert microsoft.calls == ["openid", "keys"]


async def test_old_keys_are_good_while_new_ones_cannot_be_fetched(
    microsoft: FakeMicrosoft, keys: SigningKeys, clock: Clock
) -> None:
    await keys.get("key-1")
    keys.address = "http://127.0.0.1:9/"
    clock.now = KEPT + 1
    assert (await keys.get("key-1")).public_key == microsoft.key.public_key()


async def test_without_any_nobody_can_be_believed(keys: SigningKeys) -> None:
    keys.address = "http://127.0.0.1:9/"
    with pytest.raises(KeysUnavailable):
        await keys.get("key-1")


async def test_tokens_of_the_emulator_have_no_key_here() -> None:
    with pytest.raises(Unauthorized):
        await NoKeys().get("key-1")
