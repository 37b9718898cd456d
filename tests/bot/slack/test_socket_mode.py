"""The bot behind a firewall: Slack's deliveries come over a connection that the bot opens."""

from collections.abc import AsyncIterator

import pytest

from tests.bot.slack import driving
from tests.bot.slack.conftest import Open, Workspace
from tests.bot.slack.driving import envelope
from tests.bot.slack.fake_slack import CHANNEL, MIDWIFE, direct_channel
from tests.bot.slack.reading import quotations


@pytest.fixture
async def behind_a_firewall(open_workspace: Open) -> AsyncIterator[Workspace]:
    """Without a signing secret there is no address for HTTP."""
    async with open_workspace(socket=True, slack_signing_secret=None) as opened:
        await opened.slack.connected()
        yield opened


async def test_an_event_is_acknowledged_and_answered(behind_a_firewall: Workspace) -> None:
    slack = behind_a_firewall.slack
    await slack.deliver(envelope("events_api", driving.event(driving.direct("missed appointments")), "e1"))
    assert slack.acknowledged["e1"] == {"envelope_id": "e1"}
    (post,) = await slack.posted()
    assert (post.channel, post.seen) == (direct_channel(MIDWIFE), "everyone")
    assert quotations(post.blocks)


async def test_a_mention_a_command_and_a_button_are_answered(behind_a_firewall: Workspace) -> None:
    slack = behind_a_firewall.slack
    await slack.deliver(envelope("events_api", driving.event(driving.mention("x"))))
    await slack.deliver(envelope("slash_commands", driving.command("x", slack.response_url("a"))))
    pressed = driving.press({"action_id": "ask:0", "value": "x"}, slack.response_url("b"), thread_ts="5.0")
    await slack.deliver(envelope("interactive", pressed))
    posts = await slack.posted(3)
    assert {(post.seen, post.channel) for post in posts} == {
        ("one", CHANNEL),
        ("one", "a"),
        ("everyone", CHANNEL),
    }


async def test_other_events_are_acknowledged(open_workspace: Open) -> None:
    async with open_workspace(socket=True) as opened:
        await opened.slack.connected()
        await opened.slack.deliver(envelope("events_api", driving.event({"type": "reaction_added"})))
    assert opened.slack.posts == []


async def test_an_envelope_that_comes_again_is_answered_once(open_workspace: Open) -> None:
    async with open_workspace(socket=True) as opened:
        await opened.slack.connected()
        typed = driving.command("x", opened.slack.response_url())
        again = {**typed, "trigger_id": "another"}
        await opened.slack.deliver(envelope("slash_commands", typed, "same"))
        del opened.slack.acknowledged["same"]
        await opened.slack.deliver(envelope("slash_commands", again, "same"))
    assert len(opened.slack.posts) == 1


async def test_an_event_that_comes_by_both_ways_is_answered_once(open_workspace: Open) -> None:
    async with open_workspace(socket=True) as opened:
        await opened.slack.connected()
        event = driving.event(driving.direct("x"))
        await opened.driver.sends(event)
        await opened.slack.deliver(envelope("events_api", event))
    assert len(opened.slack.posts) == 1


async def test_one_connection_is_opened_at_the_start(behind_a_firewall: Workspace) -> None:
    assert behind_a_firewall.slack.calls == ["auth.test", "apps.connections.open"]


async def test_it_connects_again_when_slack_says_so(behind_a_firewall: Workspace) -> None:
    slack = behind_a_firewall.slack
    await slack.sockets[0].send_json({"type": "disconnect", "reason": "refresh_requested"})
    await slack.connected(2)
    await slack.deliver(envelope("events_api", driving.event(driving.direct("x"))))
    await slack.posted()


async def test_it_connects_again_when_the_connection_breaks(behind_a_firewall: Workspace) -> None:
    slack = behind_a_firewall.slack
    await slack.sockets[0].close()
    await slack.connected(2)
    await slack.deliver(envelope("events_api", driving.event(driving.direct("x"))))
    await slack.posted()


async def test_there_is_no_address_for_http_without_a_signing_secret(behind_a_firewall: Workspace) -> None:
    answer = await behind_a_firewall.driver.sends(driving.event(driving.direct("x")))
    assert answer.status == 404
