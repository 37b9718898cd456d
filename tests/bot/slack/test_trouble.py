"""Slack is busy, says no, or the bot fails: the person still gets an answer they can see, with 999 in it."""

import asyncio
import json

import pytest
import structlog
from structlog.testing import capture_logs

from bot.logs import configure
from bot.slack import messages as slack_messages
from bot.slack.brain import Brain
from handlers.fallback import EMERGENCY_LINE
from handlers.messages import Message, Reply
from tests.bot.slack import driving
from tests.bot.slack.conftest import NOW, Head, Open, Workspace
from tests.bot.slack.fake_slack import CHANNEL, MIDWIFE, direct_channel
from tests.bot.slack.reading import quotations, text_of


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK waits up to a second longer than Slack asks for."""
    monkeypatch.setattr("slack_sdk.http_retry.builtin_async_handlers.random.random", lambda: 0.0)


async def test_when_slack_has_had_too_much_the_answer_comes_later(workspace: Workspace) -> None:
    workspace.slack.too_many["chat.postMessage"] = 2
    await workspace.driver.sends(driving.event(driving.direct("x")))
    (post,) = await workspace.slack.posted()
    assert quotations(post.blocks)
    assert workspace.slack.calls.count("chat.postMessage") == 3


async def test_a_command_waits_as_well(workspace: Workspace) -> None:
    workspace.slack.too_many["hooks"] = 1
    await workspace.driver.sends_form(driving.command("x", workspace.slack.response_url()))
    (post,) = await workspace.slack.posted()
    assert quotations(post.blocks)


async def test_an_answer_that_slack_refuses_becomes_the_fallback(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if Slack had made a limit smaller than we know."""
    drawn = slack_messages.messages

    def too_long(reply: Reply, **how: object) -> tuple[slack_messages.SlackMessage, ...]:
        said = drawn(reply, **how)  # type: ignore[arg-type]
        if not reply.entries:
            return said
        return tuple(slack_messages.SlackMessage(each.text, [*each.blocks] * 20) for each in said)

    monkeypatch.setattr("bot.slack.sender.messages", too_long)
    with capture_logs() as logged:
        await workspace.driver.sends(driving.event(driving.direct("x")))
        (post,) = await workspace.slack.posted()
    assert EMERGENCY_LINE in text_of(post.blocks)
    assert workspace.slack.errors == ["chat.postMessage: invalid_blocks"] * 2
    assert {(line["event"], line.get("error")) for line in logged} == {("slack_not_posted", "invalid_blocks")}


async def test_an_answer_that_cannot_be_drawn_becomes_the_fallback(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace.head.reply = Reply((object(),), "answered")  # type: ignore[arg-type]
    with capture_logs() as logged:
        await workspace.driver.sends(driving.event(driving.direct("x")))
        (post,) = await workspace.slack.posted()
    assert EMERGENCY_LINE in text_of(post.blocks)
    assert {line["event"] for line in logged} == {"slack_not_posted"}


async def test_who_shares_what_cannot_be_drawn_is_told(workspace: Workspace) -> None:
    workspace.head.reply = Reply((object(),), "answered")  # type: ignore[arg-type]
    share = {"action_id": "share", "value": "child-p/midwifery/2"}
    with capture_logs() as logged:
        await workspace.driver.presses(driving.press(share, workspace.slack.response_url()))
        (post,) = await workspace.slack.posted()
    assert EMERGENCY_LINE in text_of(post.blocks)
    assert {line["event"] for line in logged} == {"slack_not_posted"}


async def test_where_the_bot_is_no_member_any_more_the_answer_comes_directly(workspace: Workspace) -> None:
    workspace.slack.members.clear()
    await workspace.driver.sends(driving.event(driving.mention("x", thread_ts="5.0")))
    (post,) = await workspace.slack.posted()
    assert post.channel == direct_channel(MIDWIFE)
    assert quotations(post.blocks)


async def test_a_command_whose_address_has_expired_is_answered_directly(workspace: Workspace) -> None:
    await workspace.driver.sends_form(driving.command("x", workspace.slack.response_url("expired")))
    (post,) = await workspace.slack.posted()
    assert post.channel == direct_channel(MIDWIFE)


@pytest.mark.parametrize("seconds", [0.0])
async def test_a_question_that_takes_too_long_ends_in_the_fallback(
    open_workspace: Open, head: Head, seconds: float
) -> None:
    async def never(message: Message) -> Reply:
        await asyncio.Event().wait()
        raise AssertionError

    brain = Brain(never, head.show_again, head.first_time, lambda: NOW, answer_within=seconds)
    async with open_workspace(brain=brain) as opened:
        await opened.driver.sends(driving.event(driving.direct("x")))
        (post,) = await opened.slack.posted()
    assert EMERGENCY_LINE in text_of(post.blocks)


async def test_an_error_while_thinking_ends_in_the_fallback(open_workspace: Open, head: Head) -> None:
    async def fails(message: Message) -> Reply:
        raise ValueError(message.text)

    brain = Brain(fails, head.show_again, head.first_time, lambda: NOW)
    with capture_logs() as logged:
        async with open_workspace(brain=brain) as opened:
            await opened.driver.sends(driving.event(driving.mention("Jane Smith")))
            (post,) = await opened.slack.posted()
    assert (post.channel, post.seen) == (CHANNEL, "one")
    assert EMERGENCY_LINE in text_of(post.blocks)
    (line,) = logged
    assert (line["event"], line["error"]) == ("reply_failed", "ValueError")
    assert "Jane" not in repr(logged)


async def test_an_answer_that_is_lost_is_one_line_in_the_log(open_workspace: Open) -> None:
    with capture_logs() as logged:
        async with open_workspace() as opened:
            opened.slack.failing |= {"chat.postMessage": "account_inactive"}
            await opened.driver.sends(driving.event(driving.direct("Jane Smith")))
    assert [line for line in logged if line["event"] == "slack_answer_lost"]
    assert opened.slack.posts == []
    assert "Jane" not in repr(logged)


async def test_nothing_of_a_message_is_logged_when_everything_fails(
    open_workspace: Open, capfd: pytest.CaptureFixture[str]
) -> None:
    configure("debug", as_json=True)
    try:
        async with open_workspace() as opened:
            opened.slack.failing |= {"chat.postMessage": "fatal_error", "conversations.open": "fatal_error"}
            await opened.driver.sends(driving.event(driving.direct("Jane Smith")))
    finally:
        structlog.reset_defaults()
    logged = capfd.readouterr().err
    assert "fatal_error" in logged
    assert all(json.loads(line)["event"] for line in logged.splitlines())
    assert "Jane" not in logged
    assert "xoxb" not in logged
