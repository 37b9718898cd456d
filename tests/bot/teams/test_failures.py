"""Something goes wrong on the way: the person is told, with 999, and the log says where but not what."""

import asyncio
import json
import logging
from dataclasses import replace
from typing import get_args

import pytest
import structlog

from bot.teams import endpoint, wording
from bot.teams.answering import _AFTER
from bot.teams.fitting import messages
from bot.teams.port import Kind
from bot.teams.sender import AGAIN, LONGEST, WAITS
from handlers.messages import Heading, Reply
from tests import replies
from tests.bot.teams.conftest import Head, Open, Organisation
from tests.bot.teams.driving import MENTION, added, form_sent, said, thumb
from tests.bot.teams.fake_teams import CHAT, Refusal
from tests.bot.teams.reading import words
from tests.bot.teams.refusals import Given

WRITTEN = "Jane Smith has a bruise"


def texts(teams: Organisation) -> list[str]:
    """What was posted, cards and plain words."""
    return [each.activity.get("text") or words(each.card) for each in teams.microsoft.posts]


@pytest.mark.parametrize("status", sorted(AGAIN - {0}))
async def test_what_teams_refuses_for_a_moment_is_sent_again(teams: Organisation, status: int) -> None:
    teams.microsoft.refusals = [Refusal(status, "Busy"), Refusal(status, "Busy")]
    assert (await teams.driver.post(said("hello"))).status == 201
    assert len(teams.microsoft.posts) == 1
    assert [int(each) for each in teams.pauses.slept] == [1, 2]


async def test_it_waits_as_long_as_teams_asks_for_and_not_for_ever(teams: Organisation) -> None:
    waits = [Refusal(429, "Throttled", retry_after="7"), Refusal(429, "Throttled", retry_after="86400")]
    teams.microsoft.refusals = [
        *waits,
        Refusal(429, "Throttled", retry_after="Mon, 23 Nov 2026 10:00:00 GMT"),
    ]
    await teams.driver.post(said("hello"))
    assert len(teams.microsoft.posts) == 1
    assert [int(each) for each in teams.pauses.slept] == [7, LONGEST, 4]


async def test_a_proxy_that_answers_with_a_page_is_no_riddle(teams: Organisation) -> None:
    teams.microsoft.refusals = [Refusal(502, html=True)]
    await teams.driver.post(said("hello"))
    assert len(teams.microsoft.posts) == 1


async def test_it_gives_up_after_some_tries_and_says_so_in_the_log(teams: Organisation) -> None:
    teams.microsoft.refusals = [Refusal(503) for _ in range(len(WAITS) + 1)]
    with structlog.testing.capture_logs() as logs:
        assert (await teams.driver.post(said(WRITTEN))).status == 201
    assert [(each["event"], each["status"]) for each in logs] == [("teams_turn_failed", 503)]
    assert teams.microsoft.calls.count("post") == len(WAITS) + 1


@pytest.mark.parametrize("refusal", [Refusal(403, "MessageWritesBlocked"), Refusal(404), Refusal(401)])
async def test_someone_who_blocked_the_bot_is_left_alone(teams: Organisation, refusal: Refusal) -> None:
    teams.microsoft.refusals = [refusal]
    with structlog.testing.capture_logs() as logs:
        await teams.driver.post(said("hello"))
    assert (teams.microsoft.calls.count("post"), teams.pauses.slept) == (1, [])
    assert [each["status"] for each in logs] == [refusal.status]


@pytest.mark.parametrize("refusal", [Refusal(413, "MessageSizeTooBig"), Refusal(400, "BadSyntax")])
async def test_where_a_card_is_refused_plain_words_with_999_come(
    teams: Organisation, refusal: Refusal
) -> None:
    teams.microsoft.refusals = [refusal]
    await teams.driver.post(said("hello"))
    assert texts(teams) == [wording.NOT_SHOWN]
    assert "999" in wording.NOT_SHOWN


async def test_an_error_in_the_bot_ends_in_999_and_one_line_without_words(
    teams: Organisation, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    teams.head.error = ValueError(WRITTEN)
    with structlog.testing.capture_logs() as logs:
        answer = await teams.driver.post(said(WRITTEN))
    assert answer.status == 201
    assert "call 999" in texts(teams)[0]
    (line,) = logs
    assert (line["event"], line["doing"], line["error"]) == ("teams_turn_failed", "message", "ValueError")
    printed = capfd.readouterr()
    assert "Jane" not in json.dumps(logs) + caplog.text + printed.out + printed.err


async def test_an_answer_that_does_not_come_ends_in_999(open_teams: Open, head: Head) -> None:
    head.answer_within, head.go_on = 0.01, asyncio.Event()
    async with open_teams() as teams, asyncio.timeout(5):
        await teams.driver.post(said(WRITTEN))
        assert "call 999" in texts(teams)[0]
        pressed = await teams.driver.press({"type": "Action.Execute", "verb": "ask", "data": {"ask": "x"}})
        assert "call 999" in words(pressed["value"])


async def test_so_does_an_error_after_a_press(teams: Organisation) -> None:
    teams.head.error = ValueError(WRITTEN)
    body = await teams.driver.press({"type": "Action.Execute", "verb": "ask", "data": {"ask": "x"}})
    assert "call 999" in words(body["value"])


async def test_a_thumb_whose_form_fails_says_so_with_999(
    teams: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_: object) -> None:
        raise ValueError(WRITTEN)

    monkeypatch.setattr("bot.teams.thumbs.Thumbs.form", breaks)
    answer = await teams.driver.post(thumb("posted-1"))
    assert (answer.status, await answer.json()) == (
        200,
        {"task": {"type": "message", "value": wording.NOT_TAKEN}},
    )
    assert "call 999" in wording.NOT_TAKEN


async def test_feedback_that_fails_is_said_to_the_sender_alone(teams: Organisation) -> None:
    """Teams thanks by itself as soon as it gets an answer."""
    await teams.driver.post(said(f"{MENTION} hello", "groupChat"))
    teams.head.error = ValueError(WRITTEN)
    answer = await teams.driver.post(form_without_message("groupChat"))
    assert (answer.status, await answer.json()) == (200, {})
    assert (texts(teams)[-1], teams.microsoft.posts[-1].conversation) == (wording.NOT_TAKEN, CHAT)


async def test_teams_does_not_thank_where_nobody_could_be_told(teams: Organisation) -> None:
    teams.head.error = ValueError(WRITTEN)
    teams.microsoft.refusals = [Refusal(403)]
    answer = await teams.driver.post(form_without_message("personal"))
    assert answer.status == 501
    assert texts(teams) == []


def form_without_message(place: str) -> Given:
    """A form that says of no message what it is about, so that it is about the last answer."""
    given = form_sent("posted-1", {}, place=place)
    del given["replyToId"]
    return given


def test_for_everything_that_can_happen_it_is_decided_what_is_said_if_it_fails() -> None:
    assert set(_AFTER) == set(get_args(Kind))


async def test_so_does_a_reply_that_cannot_be_drawn(
    teams: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(reply: Reply) -> object:
        if reply is teams.head.reply:
            raise ValueError(WRITTEN)
        return messages(reply)

    monkeypatch.setattr("bot.teams.answering.messages", breaks)
    await teams.driver.post(said("hello"))
    assert "call 999" in texts(teams)[0]


async def test_an_error_in_private_matters_tells_the_channel_nothing(teams: Organisation) -> None:
    broken = replace(replies.emergency(), parts=(Heading("Call 999 now"), "no part"))  # type: ignore[arg-type]
    teams.head.reply = broken
    await teams.driver.post(said(f"{MENTION} {WRITTEN}", "channel"))
    (posted,) = texts(teams)
    assert "call 999" in posted
    assert "Jane" not in posted


async def test_a_welcome_that_fails_is_a_log_line(teams: Organisation) -> None:
    teams.head.error = ValueError(WRITTEN)
    with structlog.testing.capture_logs() as logs:
        assert (await teams.driver.post(added())).status == 201
    assert [each["doing"] for each in logs] == ["added"]
    assert teams.microsoft.posts == []


async def test_even_the_last_words_may_fail(teams: Organisation) -> None:
    teams.head.error = ValueError(WRITTEN)
    teams.microsoft.refusals = [Refusal(403)]
    with structlog.testing.capture_logs() as logs:
        assert (await teams.driver.post(said(WRITTEN))).status == 201
    assert [each["event"] for each in logs] == ["teams_turn_failed", "teams_fallback_failed"]


async def test_teams_is_told_that_a_message_arrived_while_its_answer_waits(
    open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "ACKNOWLEDGE", 0.0)
    async with open_teams() as teams:
        teams.head.go_on = asyncio.Event()
        answer = await teams.driver.post(said("hello"))
        assert (answer.status, teams.microsoft.posts) == (202, [])
        teams.head.go_on.set()
        assert (await teams.microsoft.posted())[0].conversation == CHAT


async def test_what_is_being_answered_when_the_bot_stops_is_answered(
    open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "ACKNOWLEDGE", 0.0)
    settle = endpoint.Endpoint.settle

    async def stopping(ours: endpoint.Endpoint, app: object = None) -> None:
        asyncio.get_running_loop().call_soon(go_on.set)
        await settle(ours)

    monkeypatch.setattr(endpoint.Endpoint, "settle", stopping)
    go_on = asyncio.Event()
    async with open_teams() as teams:
        teams.head.go_on = go_on
        await teams.driver.post(said("hello"))
    assert len(teams.microsoft.posts) == 1


async def test_an_answer_without_end_does_not_keep_the_bot_from_stopping(
    open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(endpoint, "ACKNOWLEDGE", 0.0)
    monkeypatch.setattr(endpoint, "LAST_REPLIES", 0.0)
    async with open_teams() as teams:
        teams.head.go_on = asyncio.Event()
        await teams.driver.post(said("hello"))
    assert teams.microsoft.posts == []
