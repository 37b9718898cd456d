"""What the Bot Framework's libraries do wrong is mended; each of these fails without its mend.

The others stand where their story is told: malformed tokens in test_requests.py, no app id in
test_connecting.py.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from msrest.universal_http.requests import ClientRetryPolicy

from bot.teams.mends import look_up_retry_codes_in_a_set
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import activity, said

AS_RELEASED = [code for code in range(500) if code != 408] + [501, 505]


def codes() -> Any:
    """What the library holds now, whatever it is."""
    return ClientRetryPolicy.safe_codes


def retried() -> list[int]:
    """What the library makes of it."""
    return list(ClientRetryPolicy().policy.status_forcelist)  # type: ignore[no-untyped-call]


@pytest.fixture
def released() -> Iterator[None]:
    """The library as it is released."""
    before = ClientRetryPolicy.safe_codes
    ClientRetryPolicy.safe_codes = list(AS_RELEASED)
    yield
    ClientRetryPolicy.safe_codes = before


@pytest.mark.usefixtures("released")
def test_retry_codes_are_looked_up_in_a_set_and_stay_what_they_were() -> None:
    before = retried()
    assert look_up_retry_codes_in_a_set()
    assert isinstance(codes(), frozenset)
    assert retried() == before


@pytest.mark.usefixtures("released")
@pytest.mark.parametrize("theirs", [frozenset({1}), None, range(500)])
def test_a_library_that_has_changed_is_left_alone(theirs: object) -> None:
    ClientRetryPolicy.safe_codes = theirs  # type: ignore[assignment]
    assert not look_up_retry_codes_in_a_set()
    assert ClientRetryPolicy.safe_codes is theirs


@pytest.mark.usefixtures("released")
def test_so_is_one_whose_codes_no_set_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    theirs = ClientRetryPolicy.safe_codes
    outcomes = iter([[500], [500, 502]])
    monkeypatch.setattr("bot.teams.mends._retried", lambda: next(outcomes))
    assert not look_up_retry_codes_in_a_set()
    assert ClientRetryPolicy.safe_codes is theirs


async def test_the_bot_runs_with_that_mend(teams: Organisation) -> None:
    assert isinstance(codes(), frozenset)


async def test_no_list_is_built_for_an_activity_at_all(
    teams: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    await teams.driver.post(said("hello"))
    built: list[object] = []
    monkeypatch.setattr(ClientRetryPolicy, "__init__", built.append)
    for _ in range(3):
        await teams.driver.post(said("hello"))
    assert (len(teams.microsoft.posts), built) == (4, [])


async def test_the_answer_to_a_button_is_serialised_once(teams: Organisation) -> None:
    body = await teams.driver.press({"type": "Action.Execute", "verb": "ask", "data": {"ask": "x"}})
    assert body["value"]["type"] == "AdaptiveCard"


async def test_an_activity_without_conversation_does_not_reach_the_bot(teams: Organisation) -> None:
    without: tuple[object, ...] = (None, {})
    for conversation in without:
        answer = await teams.driver.post({**said("hello"), "conversation": conversation})
        assert (answer.status, teams.head.asked) == (400, [])


async def test_thumbs_have_a_handler(teams: Organisation) -> None:
    thumb = activity(type="invoke", name="message/submitAction", value={"actionName": "feedback"})
    assert (await teams.driver.post(thumb)).status == 200
