"""The bot needs a token of its own to write: it keeps it, and has a new one before it ends."""

import asyncio

import pytest

from bot.teams.tokens import EARLY, KeptToken, NoToken, Token, TokenUnavailable, _token


class Login:
    """Gives numbered tokens that are good for an hour."""

    def __init__(self) -> None:
        self.given = 0
        self.now = 0.0
        self.fails = False

    async def fetch(self) -> Token:
        await asyncio.sleep(0)
        if self.fails:
            raise TokenUnavailable
        self.given += 1
        return Token(f"token {self.given}", 3600)


async def test_a_token_is_kept_until_shortly_before_its_end() -> None:
    login = Login()
    kept = KeptToken(login.fetch, lambda: login.now)
    assert await kept.current() == "token 1"
    login.now = 3600 - EARLY - 1
    assert await kept.current() == "token 1"
    login.now = 3600 - EARLY
    assert await kept.current() == "token 2"


async def test_many_who_ask_at_once_cost_one_request() -> None:
    login = Login()
    kept = KeptToken(login.fetch, lambda: login.now)
    assert set(await asyncio.gather(*(kept.current() for _ in range(20)))) == {"token 1"}


async def test_a_failure_is_not_kept() -> None:
    login = Login()
    login.fails = True
    kept = KeptToken(login.fetch, lambda: login.now)
    with pytest.raises(TokenUnavailable):
        await kept.current()
    login.fails = False
    assert await kept.current() == "token 1"


async def test_a_service_on_this_machine_needs_none() -> None:
    assert await NoToken().current() == ""


@pytest.mark.parametrize("body", [None, [], {}, {"access_token": ""}, {"access_token": 7}])
def test_an_answer_without_a_token_is_no_token(body: object) -> None:
    with pytest.raises(TokenUnavailable):
        _token(200, body)


def test_a_token_that_says_nothing_of_its_end_is_used_once() -> None:
    assert _token(200, {"access_token": "x"}) == Token("x", 0)
