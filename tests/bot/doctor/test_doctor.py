"""Whoever runs the doctor is told what is wrong and what to do: each thing is planted here."""

import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from email.utils import format_datetime
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from pytest_aiohttp import AiohttpServer
from typer.testing import CliRunner

from bot.cli import app as command_line
from bot.doctor import examine
from bot.doctor.examine import findings, lines_of
from bot.doctor.finding import Finding
from bot.slack.names import SCOPES
from bot.store.migrate import upgrade
from tests.bot.doctor.conftest import HEX, PUBLIC, Put, all_found, found, point
from tests.bot.slack.fake_slack import APP_TOKEN, BOT_TOKEN, CLIENT_ID, CLIENT_SECRET, FakeSlack
from tests.bot.teams.fake_teams import APP_ID, FakeMicrosoft
from tests.contents import child_z, edit


@pytest.mark.usefixtures("slack", "microsoft")
async def test_when_all_is_well_it_says_so(put: Put) -> None:
    put(SLACK_APP_TOKEN=APP_TOKEN)
    states = await all_found()
    assert "failed" not in states.values()
    assert states["Slack token"] == states["Slack app token"] == states["Slack signing secret"] == "ok"
    assert states["Teams app"] == states["Clock"] == states["Database"] == "ok"


@pytest.mark.parametrize("code", ["invalid_auth", "token_revoked", "account_inactive"])
async def test_a_slack_token_that_is_refused(slack: FakeSlack, code: str) -> None:
    slack.failing["auth.test"] = code
    token = await found("Slack token")
    assert token.state == "failed"
    assert code in token.said
    assert "Copy the Bot User OAuth Token again" in token.remedy


async def test_a_slack_token_of_a_person(slack: FakeSlack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeSlack, "auth_test", lambda *_: {"team": "HIPS", "team_id": "T1", "user_id": "U1"})
    token = await found("Slack token")
    assert (token.state, token.said) == ("failed", "belongs to a person, not to the bot")
    assert "not the User OAuth Token" in token.remedy


async def test_slack_scopes_that_are_missing(slack: FakeSlack) -> None:
    slack.scopes = "app_mentions:read,commands"
    token = await found("Slack token")
    assert token.state == "failed"
    assert "chat:write, im:history, im:write missing" in token.said
    slack.scopes = ",".join(set(SCOPES) - {"users:read"})
    token = await found("Slack token")
    assert token.state == "warning"
    assert "users:read" in token.said
    assert "install the app again" in token.remedy


async def test_a_socket_token_that_is_refused(slack: FakeSlack, put: Put) -> None:
    put(SLACK_APP_TOKEN="xapp-wrong")
    token = await found("Slack app token")
    assert token.state == "failed"
    assert "invalid_auth" in token.said
    assert "connections:write" in token.remedy


@pytest.mark.parametrize(
    ("secret", "words"),
    [("xoxb-123", "not 32 hexadecimal digits"), ("8f742231b10e8888abcd99yyyzzz85", "not 32 hexadecimal")],
)
@pytest.mark.usefixtures("slack")
async def test_a_signing_secret_that_is_none(put: Put, secret: str, words: str) -> None:
    put(SLACK_SIGNING_SECRET=secret)
    signing = await found("Slack signing secret")
    assert signing.state == "failed"
    assert words in signing.said
    assert "Signing Secret" in signing.remedy


@pytest.mark.usefixtures("slack")
async def test_the_client_secret_in_the_place_of_the_signing_secret(put: Put) -> None:
    same = "0" * 32
    put(SLACK_SIGNING_SECRET=same, SLACK_CLIENT_SECRET=same, SLACK_CLIENT_ID=CLIENT_ID, PUBLIC_URL=PUBLIC)
    assert (await found("Slack signing secret")).said == "is the Client Secret"


@pytest.mark.usefixtures("slack")
async def test_workspaces_whose_tokens_are_not_encrypted(put: Put) -> None:
    put(SLACK_CLIENT_SECRET=CLIENT_SECRET, SLACK_CLIENT_ID=CLIENT_ID, PUBLIC_URL=PUBLIC)
    install = await found("Slack install")
    assert (install.state, "slack key" in install.remedy) == ("warning", True)
    put(SLACK_CLIENT_ID="A0APP")
    assert "two numbers with a dot" in (await found("Slack install")).said


async def test_slack_that_cannot_be_reached(slack: FakeSlack, put: Put, unused_tcp_port: int) -> None:
    put(SLACK_API_URL=f"http://127.0.0.1:{unused_tcp_port}/api/")
    there = await found("Slack")
    assert (there.state, "slack.com" in there.remedy) == ("failed", True)


@pytest.mark.parametrize(("minutes", "state"), [(10, "failed"), (-10, "failed"), (2, "warning"), (0, "ok")])
async def test_a_clock_that_is_wrong(
    aiohttp_server: AiohttpServer, put: Put, minutes: int, state: str
) -> None:
    async def dated(_request: web.Request, response: web.StreamResponse) -> None:
        at = dt.datetime.now(dt.UTC) - dt.timedelta(minutes=minutes)
        response.headers["Date"] = format_datetime(at, usegmt=True)

    app = FakeSlack().app()
    app.on_response_prepare.append(dated)
    server = await aiohttp_server(app)
    address = f"http://127.0.0.1:{server.port}/api/"
    put(SLACK_API_URL=address, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET=HEX)
    clock = await found("Clock")
    assert clock.state == state
    assert state == "ok" or "NTP" in clock.remedy


@pytest.mark.parametrize(
    ("code", "said", "remedy"),
    [
        (7000222, "has expired", "make a new client secret"),
        (7000215, "refuses TEAMS_APP_PASSWORD", "its value (not its id)"),
        (700016, "does not know TEAMS_APP_ID", "Copy TEAMS_APP_ID and TEAMS_TENANT_ID again"),
        (90002, "does not know TEAMS_TENANT_ID", "Directory (tenant) ID"),
    ],
)
async def test_what_microsoft_refuses(
    microsoft: FakeMicrosoft, put: Put, code: int, said: str, remedy: str
) -> None:
    microsoft.login_code = code
    put(TEAMS_APP_PASSWORD="wrong")
    teams = await found("Teams app")
    assert teams.state == "failed"
    assert said in teams.said
    assert remedy in teams.remedy


@pytest.mark.usefixtures("microsoft")
async def test_the_id_of_a_secret_in_the_place_of_its_value(put: Put) -> None:
    put(TEAMS_APP_PASSWORD="1b2c3d4e-0000-4000-8000-123456789abc")
    teams = await found("Teams app")
    assert teams.said == "TEAMS_APP_PASSWORD is the id of a secret, not its value"
    assert "under Value" in teams.remedy


@pytest.mark.usefixtures("microsoft")
async def test_the_id_of_the_app_in_the_place_of_the_organisations(put: Put) -> None:
    put(TEAMS_TENANT_ID=APP_ID)
    teams = await found("Teams app")
    assert teams.said == "TEAMS_TENANT_ID is the id of the app, not of the organisation"
    assert "Directory (tenant) ID" in teams.remedy


@pytest.mark.usefixtures("microsoft")
async def test_keys_that_cannot_be_fetched(put: Put, unused_tcp_port: int) -> None:
    """The bot logs in well, and still turns everything away that Teams sends."""
    assert (await found("Teams keys")).state == "ok"
    put(TEAMS_OPENID_URL=f"http://127.0.0.1:{unused_tcp_port}/")
    keys = await found("Teams keys")
    assert (keys.state, "login.botframework.com" in keys.remedy) == ("failed", True)
    assert (await found("Teams app")).state == "ok"


@pytest.mark.usefixtures("microsoft")
async def test_microsoft_that_cannot_be_reached(put: Put, unused_tcp_port: int) -> None:
    put(TEAMS_LOGIN_URL=f"http://127.0.0.1:{unused_tcp_port}/")
    there = await found("Teams")
    assert (there.state, "login.microsoftonline.com" in there.remedy) == ("failed", True)


@dataclass(frozen=True)
class Proxy:
    """What stands at the address."""

    health: dict[str, str]
    slack_says: int

    async def answer(self, request: web.Request) -> web.Response:
        if request.path == "/health":
            return web.json_response(self.health)
        return web.Response(status=self.slack_says)


@pytest.mark.parametrize(
    ("proxy", "name", "state", "words"),
    [
        (Proxy({"revision": "r"}, 401), "Address for Slack", "ok", "turns away"),
        (Proxy({"revision": "r"}, 404), "Address for Slack", "failed", "answers 404"),
        (Proxy({"hello": "world"}, 401), "Address", "failed", "is not this bot"),
    ],
)
@pytest.mark.usefixtures("slack")
async def test_what_answers_at_the_address(
    leads_to: Callable[[web.Application], Awaitable[None]], proxy: Proxy, name: str, state: str, words: str
) -> None:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", proxy.answer)
    await leads_to(app)
    there = await found(name)
    assert there.state == state
    assert words in there.said


async def test_nothing_at_the_address(
    put: Put, monkeypatch: pytest.MonkeyPatch, unused_tcp_port: int
) -> None:
    put(PUBLIC_URL=PUBLIC)
    point(monkeypatch, f"http://127.0.0.1:{unused_tcp_port}/")
    there = await found("Address")
    assert (there.state, "learning-bot serve" in there.remedy) == ("failed", True)


async def test_a_database_that_is_missing_or_old_or_damaged(put: Put, tmp_path: Path) -> None:
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert (await found("Database")).state == "warning"
    upgrade(tmp_path / "old.db", to="0001")
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'old.db'}")
    old = await found("Database")
    assert (old.state, "learning-bot migrate" in old.remedy) == ("failed", True)
    (tmp_path / "torn.db").write_bytes(b"SQLite format 3\0" + b"x" * 4_000)
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'torn.db'}")
    assert (await found("Database")).state == "failed"


async def test_content_that_cannot_be_read_is_named_with_file_and_line(put: Put, tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    edit(folder, "audiences.yaml", "audiences:", "audiences: [")
    put(KNOWLEDGE_PATH=str(folder))
    content = await found("Content")
    assert content.state == "failed"
    assert "audiences.yaml:" in content.said
    assert "learning-bot check" in content.remedy


async def test_an_encoder_that_is_not_there_or_broken(put: Put, tmp_path: Path) -> None:
    folder = tmp_path / "encoder"
    folder.mkdir()
    put(ENCODER_PATH=str(folder))
    assert "make encoder" in (await found("Sentence encoder")).remedy
    (folder / "model.onnx").write_bytes(b"x")
    (folder / "tokenizer.json").write_text("{}")
    assert (await found("Sentence encoder")).state == "warning"


async def test_settings_that_cannot_be_used_are_all_named(put: Put) -> None:
    put(SLACK_BOT_TOKEN="xoxp-1", PORT="x")
    named = [each.said async for each in findings() if each.state == "failed"]
    assert any("SLACK_BOT_TOKEN does not begin with xoxb-" in each for each in named)
    assert any(each.startswith("PORT is 'x'") for each in named)


@pytest.mark.usefixtures("slack")
async def test_a_check_that_breaks_hides_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object) -> AsyncIterator[Finding]:
        nothing: tuple[Finding, ...] = ()
        for each in nothing:
            yield each
        raise sqlite3.Error

    monkeypatch.setattr(examine, "CHECKS", (broken, *examine.CHECKS))
    states = await all_found()
    assert states["broken"] == "failed"
    assert states["Slack token"] == "ok"


@pytest.mark.usefixtures("slack", "microsoft")
async def test_no_secret_is_printed(put: Put) -> None:
    put(SLACK_APP_TOKEN="xapp-hush", TEAMS_APP_PASSWORD="hush-hush", SLACK_SIGNING_SECRET="hush")
    printed = "\n".join([line async for each in findings() for line in lines_of(each)])
    assert "hush" not in printed


def test_the_command_says_it_and_ends_with_one_where_something_is_wrong(put: Put, tmp_path: Path) -> None:
    upgrade(tmp_path / "old.db", to="0001")
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'old.db'}")
    ended = CliRunner().invoke(command_line, ["doctor"])
    structlog.reset_defaults()
    assert ended.exit_code == 1
    assert "WRONG Database:" in ended.stdout
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'bot.db'}")
    assert CliRunner().invoke(command_line, ["doctor"]).exit_code == 0
    structlog.reset_defaults()
