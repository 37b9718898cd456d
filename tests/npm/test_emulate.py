"""A Web API that somebody else wrote takes what the bot posts, and gives it back."""

import datetime as dt
import json
from collections.abc import AsyncIterator, Iterable
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestClient, TestServer

from bot.asking import Asking
from bot.settings import Settings
from bot.slack.api import RefusedError, SlackApi
from bot.slack.connecting import slack_connected
from bot.slack.home import Mine, Pages, home
from bot.slack.messages import messages
from bot.slack.subscription_form import form
from bot.slack.views import Spot, reply_window
from handlers.messages import Reply
from handlers.records import Issued, Subscription
from knowledge.commands import Scope
from knowledge.library import Library
from tests import replies
from tests.bot.slack import driving
from tests.bot.slack.conftest import Head
from tests.bot.slack.driving import Driver
from tests.bot.slack.fake_slack import SECRET, FakeSlack
from tests.every_reply import COMMANDS, every_command, every_reply

TOKEN = "test_token_admin"
NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
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


@pytest.fixture
async def emulated(emulated_slack: str) -> AsyncIterator[SlackApi]:
    """The real client against it."""
    async with ClientSession() as session:
        yield SlackApi(TOKEN, session, emulated_slack)


async def trigger(api: SlackApi, window: str = "") -> str:
    """What a press of a button sends, good for three seconds and once."""
    given = {"user_id": ADMIN, **({"view_id": window} if window else {})}
    return str((await api.client.api_call("views.generateTriggerId", json=given))["trigger_id"])


@pytest.fixture(scope="module")
def commanded(bot: Asking) -> list[Reply]:
    """What the bot answers to every command."""
    assert bot.knowledge is not None
    return [reply for _, reply in every_command(bot.knowledge, "slack", NOW)]


def each_kind(library: Library) -> Iterable[Reply]:
    """One of every kind of reply that the content can make the bot give: by what it is made of."""
    kinds: dict[object, Reply] = {}
    for _, reply in [*every_reply(library, NOW), *replies.all_replies().items()]:
        kinds.setdefault((reply.status, tuple(type(part).__name__ for part in reply.parts)), reply)
    return kinds.values()


async def test_every_kind_of_reply_is_taken_as_messages_and_as_a_window(
    emulated: SlackApi, bot: Asking, commanded: list[Reply]
) -> None:
    assert bot.knowledge is not None
    every = [*each_kind(bot.knowledge.library), *commanded]
    assert len(every) > 20 + len(COMMANDS)
    for reply in every:
        for message in messages(reply, shareable=True):
            await emulated.post(GENERAL, message)
            await emulated.post_hidden(GENERAL, ADMIN, message)
        view, _ = reply_window(reply, Spot("D0ADMIN"))
        assert await emulated.open_window(await trigger(emulated), view)


async def test_home_and_the_windows_over_each_other_are_taken(emulated: SlackApi, bot: Asking) -> None:
    assert bot.knowledge is not None
    library = bot.knowledge.library
    there = [Subscription(Scope("theme", library.topics[0].id), "weekly")]
    out = [Issued(library.briefings[0].id, "Child P", NOW.date())] * 12
    for page in range(3):
        await emulated.publish_home(ADMIN, home(library, Mine(there, out), Pages("D0ADMIN", page)))
    window = await emulated.open_window(await trigger(emulated), form(library, there, Spot("D0ADMIN")))
    view, _ = reply_window(replies.answered(), Spot("D0ADMIN"))
    await emulated.change_window(window, view)
    above = await emulated.open_window(await trigger(emulated, window), view, above=True)
    await emulated.open_window(await trigger(emulated, above), view, above=True)
    with pytest.raises(RefusedError, match="push_limit_reached"):
        await emulated.open_window(await trigger(emulated, above), view, above=True)


async def test_a_trigger_is_good_once(emulated: SlackApi) -> None:
    view, _ = reply_window(replies.answered(), Spot("D0ADMIN"))
    good = await trigger(emulated)
    await emulated.open_window(good, view)
    with pytest.raises(RefusedError, match="exchanged_trigger_id"):
        await emulated.open_window(good, view)
    with pytest.raises(RefusedError, match="invalid_trigger_id"):
        await emulated.open_window("made up", view)
