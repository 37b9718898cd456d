"""A Web API that somebody else wrote takes what the bot posts, and gives it back."""

import json
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.settings import Settings
from bot.slack.api import SlackApi
from bot.slack.connecting import slack_connected
from bot.slack.messages import messages
from tests import replies
from tests.bot.slack import driving
from tests.bot.slack.conftest import Head
from tests.bot.slack.driving import Driver
from tests.bot.slack.fake_slack import SECRET, FakeSlack

TOKEN = "test_token_admin"
GENERAL, ADMIN = "C000000001", "U000000001"


async def read(api: SlackApi, channel: str) -> list[dict[str, Any]]:
    """What stands in a channel, the newest first. (emulate knows the call as a POST with JSON only.)"""
    history = await api.client.api_call("conversations.history", json={"channel": channel})
    messages: list[dict[str, Any]] = history["messages"]
    return messages


@pytest.mark.parametrize("name", replies.all_replies())
async def test_what_is_posted_is_read_back(emulated_slack: str, name: str) -> None:
    said = messages(replies.all_replies()[name], shareable=True)
    async with ClientSession() as session:
        api = SlackApi(TOKEN, session, emulated_slack)
        assert (await api.who_am_i()).team == "HIPS"
        for message in said:
            await api.post(GENERAL, message)
            await api.post_hidden(GENERAL, ADMIN, message)
        history = await read(api, GENERAL)
    read_back = [each for each in reversed(history) if "blocks" in each]
    assert [each["blocks"] for each in read_back] == [list(message.blocks) for message in said]
    assert [each["text"] for each in read_back] == [message.text for message in said]


async def test_a_question_in_a_direct_message_is_answered_there(emulated_slack: str) -> None:
    head = Head()
    settings = Settings.model_validate(
        {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET, "slack_api_url": emulated_slack}
    )
    app = web.Application()
    async with ClientSession() as session:
        api = SlackApi(TOKEN, session, emulated_slack)
        everyone = (await api.client.api_call("users.list", json={}))["members"]
        midwife = next(each["id"] for each in everyone if each["name"] == "midwife")
        channel = await api.direct_channel(midwife)
        async with (
            slack_connected(settings, app, head.brain()) as connection,
            TestClient(TestServer(app)) as client,
        ):
            assert str(connection).startswith("on in HIPS")
            asked = {**driving.direct("missed appointments", midwife), "channel": channel}
            await Driver(client, FakeSlack()).sends(driving.event(asked))
        (said,) = await read(api, channel)
    assert said["blocks"] == list(messages(head.reply)[0].blocks)
    assert "The Missed Appointment Policy in Maternity" in json.dumps(said["blocks"])


async def test_an_answer_is_shared_with_the_channel(emulated_slack: str) -> None:
    head = Head()
    settings = Settings.model_validate(
        {"slack_bot_token": TOKEN, "slack_signing_secret": SECRET, "slack_api_url": emulated_slack}
    )
    app = web.Application()
    async with slack_connected(settings, app, head.brain()), TestClient(TestServer(app)) as client:
        pressed = driving.press(
            {"action_id": "share", "value": "child-p/midwifery/2"}, "", ADMIN, GENERAL, is_ephemeral=True
        )
        await Driver(client, FakeSlack()).presses(pressed)
    async with ClientSession() as session:
        shared = (await read(SlackApi(TOKEN, session, emulated_slack), GENERAL))[0]
    assert shared["blocks"][0]["elements"][0]["elements"][1] == {"type": "user", "user_id": ADMIN}
