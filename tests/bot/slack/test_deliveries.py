"""Slack delivers in a hurry and again when in doubt: it is told at once, and each thing is answered once."""

import asyncio
import datetime as dt
from pathlib import Path

import pytest

from bot.slack.brain import Brain
from bot.store.migrate import upgrade
from bot.store.opening import opened
from handlers.messages import Message, Reply
from handlers.records import KeptFor
from tests import replies
from tests.bot.slack import driving
from tests.bot.slack.conftest import NOW, Head, Open, Workspace


async def test_slack_is_told_before_the_answer_is_known(open_workspace: Open, head: Head) -> None:
    known = asyncio.Event()

    async def thinks_for_long(message: Message) -> Reply:
        await known.wait()
        return replies.answered()

    brain = Brain(thinks_for_long, head.show_again, head.first_time, lambda: NOW)
    async with open_workspace(brain=brain) as opened:
        answer = await opened.driver.sends(driving.event(driving.direct("x")))
        assert (answer.status, opened.slack.posts) == (200, [])
        known.set()
        await opened.slack.posted()


async def test_an_event_that_slack_sends_again_is_answered_once(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        event = driving.event(driving.direct("x"))
        for _ in range(4):
            assert (await opened.driver.sends(event)).status == 200
    assert len(opened.slack.posts) == 1


async def test_two_events_are_answered_twice_though_they_say_the_same(workspace: Workspace) -> None:
    for _ in range(2):
        await workspace.driver.sends(driving.event(driving.direct("x")))
    await workspace.slack.posted(2)


async def test_a_command_and_a_button_that_come_again_are_answered_once(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        typed = driving.command("x", opened.slack.response_url())
        pressed = driving.press({"action_id": "ask:0", "value": "x"}, opened.slack.response_url("two"))
        for _ in range(2):
            await opened.driver.sends_form(typed)
            await opened.driver.presses(pressed)
    assert len(opened.slack.posts) == 2


@pytest.mark.parametrize(("hours", "answers"), [(0.1, 1), (23, 1), (25, 2)])
async def test_a_restarted_bot_remembers_past_the_last_retry(
    open_workspace: Open, head: Head, tmp_path: Path, hours: float, answers: int
) -> None:
    """Slack's last retry comes about six minutes after the first delivery."""
    upgrade(tmp_path / "bot.db")
    event = driving.event(driving.direct("x"))
    now = NOW

    async def run_once() -> int:
        async with opened(tmp_path / "bot.db", KeptFor(10, 180), lambda: now) as store:
            await store.retention.tick(now)
            brain = Brain(head.reply_to, head.show_again, store.events.first_time, lambda: now)
            async with open_workspace(brain=brain) as workspace:
                await workspace.driver.sends(event)
        return len(workspace.slack.posts)

    assert await run_once() == 1
    now = NOW + dt.timedelta(hours=hours)
    assert await run_once() == answers


async def test_answers_under_way_are_finished_when_the_bot_stops(open_workspace: Open, head: Head) -> None:
    begun = asyncio.Event()

    async def thinks(message: Message) -> Reply:
        begun.set()
        await asyncio.sleep(0)
        return replies.answered()

    brain = Brain(thinks, head.show_again, head.first_time, lambda: NOW)
    async with open_workspace(brain=brain) as opened:
        await opened.driver.sends(driving.event(driving.direct("x")))
        await begun.wait()
    assert len(opened.slack.posts) == 1


async def test_an_answer_that_never_comes_does_not_keep_the_bot_from_stopping(
    open_workspace: Open, head: Head, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.connecting.LAST_REPLIES", 0)
    begun, stopped = asyncio.Event(), asyncio.Event()

    async def never(message: Message) -> Reply:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            stopped.set()
        raise AssertionError

    brain = Brain(never, head.show_again, head.first_time, lambda: NOW, answer_within=1e6)
    async with open_workspace(brain=brain) as opened:
        await opened.driver.sends(driving.event(driving.direct("x")))
        await begun.wait()
    assert stopped.is_set()
