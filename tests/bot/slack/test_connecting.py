"""Someone starts the bot: Slack's state is said, with what to do, and never stops the rest."""

import socket
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp import AiohttpServer

from bot.app import running
from bot.slack.connecting import slack_connected
from bot.store.migrate import upgrade
from tests.bot.slack import driving
from tests.bot.slack.conftest import Head, Open, settings_for
from tests.bot.slack.fake_slack import FakeSlack

PARKING = (
    'answers: [{id: answer/p, title: Parking, questions: ["where do I park"], text: Behind the centre.}]'
)


async def test_it_says_where_it_is_connected_and_how(open_workspace: Open) -> None:
    async with open_workspace(socket=True) as opened:
        assert str(opened.connection) == (
            "on in HIPS: direct messages, mentions and /learning,"
            " by HTTP (POST /slack/events) and Socket Mode"
        )
    async with open_workspace() as opened:
        assert str(opened.connection).endswith("by HTTP (POST /slack/events)")


async def test_slack_is_asked_who_the_bot_is_before_the_first_event(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        assert opened.slack.calls == ["auth.test"]
        await opened.driver.sends(driving.event(driving.direct("x")))
        await opened.slack.posted()
    assert opened.slack.calls.count("auth.test") == 1


async def test_a_wrong_token_is_named_with_its_remedy_and_slack_is_off(open_workspace: Open) -> None:
    async with open_workspace(slack_bot_token="xoxb-wrong") as opened:
        assert not opened.connection.on
        assert str(opened.connection) == (
            "off: Slack refuses SLACK_BOT_TOKEN (invalid_auth). Copy the Bot User OAuth Token again from"
            " OAuth & Permissions, and install the app there if it asks."
        )
        assert (await opened.driver.sends(driving.event(driving.direct("x")))).status == 404


@pytest.mark.parametrize("token", ["xoxb-\x00", "xoxb-a\nb", "xoxb-\u2026", "xoxb-\ud83d"], ids=ascii)
async def test_a_token_that_no_request_can_carry_is_refused_too(open_workspace: Open, token: str) -> None:
    async with open_workspace(slack_bot_token=token) as opened:
        assert str(opened.connection).startswith("off: Slack refuses SLACK_BOT_TOKEN")


@pytest.mark.parametrize("code", ["account_inactive", "token_revoked", "token_expired"])
async def test_a_token_that_was_good_once_is_named_too(
    open_workspace: Open, slack: FakeSlack, code: str
) -> None:
    slack.failing["auth.test"] = code
    async with open_workspace() as opened:
        assert f"({code})" in str(opened.connection)
        assert "install the app" in opened.connection.how


async def test_a_wrong_app_token_turns_only_socket_mode_off(open_workspace: Open) -> None:
    async with open_workspace(slack_app_token="xapp-wrong") as opened:
        assert opened.connection.on
        assert "by HTTP (POST /slack/events). Socket Mode is off: Slack refuses SLACK_APP_TOKEN" in str(
            opened.connection
        )
        assert "connections:write" in str(opened.connection)
    async with open_workspace(slack_app_token="xapp-wrong", slack_signing_secret=None) as opened:
        assert not opened.connection.on
        assert "off: Socket Mode is off: Slack refuses SLACK_APP_TOKEN" in str(opened.connection)


async def test_missing_scopes_are_named(open_workspace: Open, slack: FakeSlack) -> None:
    slack.scopes = "chat:write,commands,im:history"
    async with open_workspace() as opened:
        assert opened.connection.on
        assert "Missing: app_mentions:read, im:write. Add them under OAuth & Permissions" in str(
            opened.connection
        )


@pytest.fixture
def nobody() -> str:
    """An address where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return f"http://127.0.0.1:{server.getsockname()[1]}/api/"


async def test_slack_that_cannot_be_reached_is_waited_for(
    open_workspace: Open, slack: FakeSlack, nobody: str, head: Head
) -> None:
    app = web.Application()
    settings = settings_for(slack, slack_api_url=nobody, slack_app_token="xapp-right")
    async with slack_connected(settings, app, head.brain()) as connection:
        assert connection.on
        assert "Slack could not be reached yet" in str(connection)
        assert [str(route.resource.canonical) for route in app.router.routes() if route.resource]


async def test_trouble_of_slacks_own_is_no_refused_token_and_answers_begin_when_it_is_over(
    open_workspace: Open, slack: FakeSlack
) -> None:
    slack.failing["auth.test"] = "internal_error"
    async with open_workspace() as opened:
        assert opened.connection.on
        assert "Slack could not answer yet (internal_error): Slack has trouble of its own" in str(
            opened.connection
        )
        await opened.driver.sends(driving.event(driving.direct("x")))
        await slack.posted()


async def test_a_log_in_page_of_a_proxy_is_not_taken_for_slack(
    slack: FakeSlack, head: Head, aiohttp_server: AiohttpServer
) -> None:
    async def page(request: web.Request) -> web.Response:
        return web.Response(text="<h1>Log in</h1>", content_type="text/html")

    proxy = web.Application()
    proxy.router.add_post("/api/auth.test", page)
    server = await aiohttp_server(proxy)
    settings = settings_for(slack, slack_api_url=f"http://127.0.0.1:{server.port}/api/")
    async with slack_connected(settings, web.Application(), head.brain()) as connection:
        assert connection.on
        assert "Slack could not be reached yet (no_answer_of_slack)" in str(connection)


async def test_the_chat_page_answers_though_slack_refuses_its_token(slack: FakeSlack, tmp_path: Path) -> None:
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "parking.yaml").write_text(PARKING, encoding="utf-8")
    settings = settings_for(
        slack,
        slack_bot_token="xoxb-wrong",
        knowledge_path=tmp_path,
        encoder_path=tmp_path,
        reload_seconds=0,
        database_url=f"sqlite:///{tmp_path / 'bot.db'}",
    )
    upgrade(settings.database)
    async with running(settings) as bot, TestClient(TestServer(bot.app)) as browser:
        assert "off: Slack refuses SLACK_BOT_TOKEN" in str(bot.connections[0])
        page = await browser.post("/", data={"q": "where do I park"})
        assert "Behind the centre" in await page.text()
