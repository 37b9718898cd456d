"""The bot as it serves, with stand-ins for Slack and Microsoft."""

import os
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp import AiohttpServer

from bot.app import running
from bot.settings import Settings
from bot.store.engine import Where
from bot.store.migrate import upgrade
from tests.bot.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack
from tests.bot.surfaces import Served
from tests.bot.teams.fake_teams import APP_ID, TENANT, FakeMicrosoft
from tests.bot.teams.fake_teams import SECRET as TEAMS_SECRET
from tests.conftest import MONDAY_MORNING

Serve = Callable[..., Awaitable[Served]]


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Where:
    """A migrated database, of each kind."""
    if request.param == "sqlite":
        upgrade(tmp_path / "bot.db")
        return tmp_path / "bot.db"
    address: str = request.getfixturevalue("postgres_database")
    return address


@pytest.fixture
async def serve(
    tmp_path: Path, aiohttp_server: AiohttpServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Serve]:
    """Serves, with Slack connected by both ways, and Teams. Other words are settings."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy") or name.startswith(("SLACK_", "TEAMS_")):
            monkeypatch.delenv(name)
    slack = FakeSlack()
    slack.url = f"http://127.0.0.1:{(await aiohttp_server(slack.app())).port}"
    microsoft = FakeMicrosoft()
    microsoft.url = f"http://127.0.0.1:{(await aiohttp_server(microsoft.app())).port}"
    async with AsyncExitStack() as stack:

        async def started(**others: object) -> Served:
            given = {**settings_of(tmp_path, slack, microsoft), **others}
            settings = Settings.model_validate(given)
            upgrade(settings.database)
            bot = await stack.enter_async_context(running(settings, lambda: MONDAY_MORNING))
            client = await stack.enter_async_context(TestClient(TestServer(bot.app)))
            return Served(client, slack, microsoft, tmp_path, MONDAY_MORNING.isoformat(), bot)

        yield started


def settings_of(folder: Path, slack: FakeSlack, microsoft: FakeMicrosoft) -> dict[str, object]:
    """What the bot is set up with, on SQLite."""
    return {
        "database_url": f"sqlite:///{folder / 'bot.db'}",
        "encoder_path": folder,
        "reload_seconds": 0,
        "slack_bot_token": BOT_TOKEN,
        "slack_signing_secret": SECRET,
        "slack_app_token": APP_TOKEN,
        "slack_api_url": slack.api_url,
        "teams_app_id": APP_ID,
        "teams_app_password": TEAMS_SECRET,
        "teams_tenant_id": TENANT,
        "teams_login_url": f"{microsoft.url}/login/",
        "teams_openid_url": f"{microsoft.url}/openid/",
    }


@pytest.fixture
async def served(serve: Serve) -> Served:
    """The bot on SQLite."""
    return await serve()
