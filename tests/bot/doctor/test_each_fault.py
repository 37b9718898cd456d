"""The rest of what the doctor can find wrong: each fault is planted, and read with its remedy."""

import datetime as dt
import os
import ssl
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pytest_aiohttp import AiohttpServer

from bot.store.migrate import upgrade
from tests.bot.doctor.conftest import HEX, PUBLIC, Put, all_found, found, point
from tests.bot.slack.fake_slack import APP_TOKEN, BOT_TOKEN, CLIENT_SECRET, FakeSlack
from tests.bot.teams.fake_teams import FakeMicrosoft, Refusal

LeadsTo = Callable[[web.Application], Awaitable[None]]
TEN_YEARS = dt.timedelta(days=3650)


async def test_a_database_that_this_user_may_not_write_to(
    put: Put, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)  # to root, who may run this, nothing is forbidden
    database = await found("Database")
    assert (database.state, database.said) == ("failed", f"{tmp_path / 'bot.db'} cannot be written to")
    assert database.remedy == f"Give this user the right: {tmp_path / 'bot.db'}."
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'new' / 'bot.db'}")
    assert (await found("Database")).said == f"{tmp_path} cannot be written to"


async def test_a_database_that_is_damaged_names_the_backup_as_remedy(put: Put, tmp_path: Path) -> None:
    """The message of SQLite holds dots and brackets of its own: nothing of it gets into the remedy."""
    torn = tmp_path / "torn. (old).db"
    torn.write_bytes(b"SQLite format 3\0" + b"x" * 4_000)
    put(DATABASE_URL=f"sqlite:///{torn}")
    database = await found("Database")
    assert database.state == "failed"
    assert database.said.startswith(f"{torn} cannot be used as a database (")
    assert database.remedy == "If it is damaged, restore a backup or move it away and start again."


async def test_a_postgresql_that_does_not_run(put: Put, unused_tcp_port: int) -> None:
    put(DATABASE_URL=f"postgresql://bot:hush@127.0.0.1:{unused_tcp_port}/bot")
    database = await found("Database")
    assert database.state == "failed"
    assert "cannot be used as a database" in database.said
    assert "hush" not in database.said
    assert database.remedy.startswith("See that PostgreSQL runs")


async def test_a_database_that_is_not_there_yet_or_old(put: Put, tmp_path: Path) -> None:
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'none.db'}")
    assert (await found("Database")).remedy == "Start the bot, or: learning-bot migrate"
    upgrade(tmp_path / "old.db", to="0001")
    put(DATABASE_URL=f"sqlite:///{tmp_path / 'old.db'}")
    assert (await found("Database")).said.endswith("is not up to date")


async def test_content_that_nobody_approved(put: Put) -> None:
    put(KNOWLEDGE_PATH="")
    content = await found("Content")
    assert (content.state, "not approved" in content.said) == ("warning", True)
    assert "approved_by and approved_on" in content.remedy


async def test_missing_scopes_are_added_and_the_app_installed_again(slack: FakeSlack) -> None:
    slack.scopes = "app_mentions:read"
    assert (await found("Slack token")).remedy.startswith("Add them under OAuth & Permissions > Scopes")


@pytest.mark.parametrize(
    ("method", "name"), [("auth.test", "Slack token"), ("apps.connections.open", "Slack app token")]
)
async def test_slack_that_fails_for_the_moment(slack: FakeSlack, put: Put, method: str, name: str) -> None:
    put(SLACK_APP_TOKEN=APP_TOKEN)
    slack.too_many[method] = 9
    token = await found(name)
    assert (token.state, token.said) == ("warning", "was not checked (ratelimited)")
    assert token.remedy == "Try again in a minute."


@pytest.mark.parametrize(
    ("method", "name"), [("auth.test", "Slack token"), ("apps.connections.open", "Slack app token")]
)
async def test_slack_that_has_trouble_of_its_own(slack: FakeSlack, put: Put, method: str, name: str) -> None:
    put(SLACK_APP_TOKEN=APP_TOKEN)
    slack.failing[method] = "internal_error"
    token = await found(name)
    assert (token.state, token.said) == (
        "warning",
        "was not checked: Slack could not answer (internal_error)",
    )
    assert token.remedy.startswith("Try again in a minute: Slack has trouble of its own")


async def test_a_socket_token_that_is_refused_says_why_apart_from_what_to_do(
    slack: FakeSlack, put: Put
) -> None:
    put(SLACK_APP_TOKEN="xapp-wrong")
    token = await found("Slack app token")
    assert token.said == "Slack refuses SLACK_APP_TOKEN (invalid_auth)"
    assert token.remedy.startswith("Turn Socket Mode on for the app")


@pytest.mark.usefixtures("slack")
async def test_credentials_that_are_others_say_where_the_right_ones_are(put: Put) -> None:
    put(SLACK_CLIENT_ID="A0APP", SLACK_CLIENT_SECRET=HEX, PUBLIC_URL=PUBLIC)
    assert (await found("Slack install")).remedy.startswith("Copy the Client ID from Basic Information")
    assert (await found("Slack signing secret")).remedy.startswith("Copy the Signing Secret again")
    put(SLACK_CLIENT_SECRET=CLIENT_SECRET)
    assert (await found("Slack signing secret")).state == "ok"


async def test_a_clock_that_nobody_can_check(aiohttp_server: AiohttpServer, put: Put) -> None:
    async def timeless(_request: web.Request, response: web.StreamResponse) -> None:
        response.headers["Date"] = "some day"

    app = FakeSlack().app()
    app.on_response_prepare.append(timeless)
    server = await aiohttp_server(app)
    put(SLACK_API_URL=f"http://127.0.0.1:{server.port}/api/", SLACK_BOT_TOKEN=BOT_TOKEN)
    put(SLACK_SIGNING_SECRET=HEX)
    clock = await found("Clock")
    assert (clock.state, "NTP" in clock.remedy) == ("warning", True)
    assert clock.said == "Slack did not say what time it is, so the clock was not checked"


async def test_a_login_service_that_fails_for_the_moment(microsoft: FakeMicrosoft) -> None:
    microsoft.login = Refusal(503)
    app = await found("Teams app")
    assert (app.state, app.said) == ("warning", "was not checked (status 503)")
    assert app.remedy == "Try again in a minute."


async def test_a_refusal_of_microsofts_that_nobody_knows(microsoft: FakeMicrosoft, put: Put) -> None:
    microsoft.login_code = 50_000
    put(TEAMS_APP_PASSWORD="wrong")
    app = await found("Teams app")
    assert (app.state, "AADSTS50000" in app.said) == ("failed", True)
    assert app.remedy.startswith("Compare TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD")


@pytest.mark.usefixtures("slack")
async def test_an_address_of_which_slack_gets_no_answer(leads_to: LeadsTo) -> None:
    async def gone(request: web.Request) -> web.Response:
        if request.path == "/health":
            return web.json_response({"revision": "r"})
        assert request.transport is not None
        request.transport.close()
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", gone)
    await leads_to(app)
    there = await found("Address for Slack")
    assert (there.state, "slack/events does not answer" in there.said) == ("failed", True)
    assert there.remedy == "Look at the bot's log."


@pytest.mark.usefixtures("slack", "microsoft")
async def test_a_proxy_that_answers_in_the_bots_place_says_what_to_look_at(leads_to: LeadsTo) -> None:
    async def answers(request: web.Request) -> web.Response:
        return web.json_response({"revision": "r"})

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answers)
    await leads_to(app)
    for platform in ("Slack", "Teams"):
        there = await found(f"Address for {platform}")
        assert (there.state, "answers 200 instead of" in there.said) == ("failed", True)
        assert there.remedy.startswith(f"See what the bot says about {platform}")


async def test_something_else_at_the_address(leads_to: LeadsTo) -> None:
    await leads_to(web.Application())
    there = await found("Address")
    assert there.said.endswith("is not this bot")
    assert there.remedy.startswith("Let the proxy hand every path to the bot's port")


async def test_a_certificate_that_others_do_not_trust(
    aiohttp_server: AiohttpServer, put: Put, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = await aiohttp_server(web.Application(), ssl=signed_by_itself(tmp_path))
    put(PUBLIC_URL=PUBLIC)
    point(monkeypatch, f"https://localhost:{server.port}/")
    there = await found("Address")
    assert (there.state, "no certificate that others trust" in there.said) == ("failed", True)
    assert there.remedy.startswith("Get one from a known authority")


def signed_by_itself(folder: Path) -> ssl.SSLContext:
    """A certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 1, now - TEN_YEARS, now + TEN_YEARS)
    certificate = builder.sign(key, hashes.SHA256())
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file = folder / "certificate.pem"
    file.write_bytes(private + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


async def test_every_other_fault_is_found_beside_one_that_no_check_foresaw(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.doctor.here.is_current", lambda _where: 1 / 0)
    broken = await found("database")
    assert (broken.state, broken.said) == ("failed", "could not be checked (ZeroDivisionError)")
    assert broken.remedy == "See whether a newer version of learning-bot mends it."
    assert "Slack" in await all_found()
