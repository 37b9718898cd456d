"""Settings, services and an address that the doctor looks at, and what it finds."""

import os
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from aiohttp import web
from pytest_aiohttp import AiohttpServer

from bot.doctor.examine import findings
from bot.doctor.finding import Finding
from bot.settings import Settings, load_settings
from bot.slack.names import SCOPES
from bot.store.migrate import upgrade
from tests.bot.slack.fake_slack import BOT_TOKEN, FakeSlack
from tests.bot.teams.fake_teams import APP_ID, TENANT, FakeMicrosoft
from tests.bot.teams.fake_teams import SECRET as TEAMS_SECRET
from tests.contents import CHILD_Z

Put = Callable[..., None]
HEX = "8f742231b10e8888abcd99aaabbb85a5"
PUBLIC = "https://learning.example.org/"


@pytest.fixture(autouse=True)
def put(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Put:
    """Sets settings; nothing of the machine's own. The database is up to date."""
    for name in list(os.environ):
        if name.startswith(("SLACK_", "TEAMS_")) or name.lower().endswith("_proxy"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    upgrade(tmp_path / "bot.db")

    def put(**given: str) -> None:
        for name, value in given.items():
            monkeypatch.setenv(name, value)

    put(DATABASE_URL=f"sqlite:///{tmp_path / 'bot.db'}", KNOWLEDGE_PATH=str(CHILD_Z))
    return put


@pytest.fixture
async def slack(aiohttp_server: AiohttpServer, put: Put) -> FakeSlack:
    fake = FakeSlack(scopes=",".join(SCOPES))
    server = await aiohttp_server(fake.app())
    fake.url = f"http://127.0.0.1:{server.port}"
    put(SLACK_API_URL=fake.api_url, SLACK_BOT_TOKEN=BOT_TOKEN, SLACK_SIGNING_SECRET=HEX)
    return fake


@pytest.fixture
async def microsoft(aiohttp_server: AiohttpServer, put: Put) -> FakeMicrosoft:
    fake = FakeMicrosoft()
    server = await aiohttp_server(fake.app())
    fake.url = f"http://127.0.0.1:{server.port}"
    put(
        TEAMS_LOGIN_URL=f"{fake.url}/login/",
        TEAMS_OPENID_URL=f"{fake.url}/openid/",
        TEAMS_APP_ID=APP_ID,
        TEAMS_APP_PASSWORD=TEAMS_SECRET,
        TEAMS_TENANT_ID=TENANT,
    )
    return fake


async def found(name: str) -> Finding:
    """The worst that was found under a name."""
    every = [each async for each in findings() if each.name == name]
    states = ("failed", "warning", "ok", "off")
    return min(every, key=lambda each: states.index(each.state))


async def all_found() -> dict[str, str]:
    return {each.name: each.state async for each in findings()}


@pytest.fixture
def leads_to(
    aiohttp_server: AiohttpServer, monkeypatch: pytest.MonkeyPatch, put: Put
) -> Callable[[web.Application], Awaitable[None]]:
    """What PUBLIC_URL leads to."""

    async def leads(app: web.Application) -> None:
        server = await aiohttp_server(app)
        put(PUBLIC_URL=PUBLIC)
        point(monkeypatch, f"http://127.0.0.1:{server.port}/")

    return leads


def point(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """PUBLIC_URL has to be https; here it leads to a port of this machine."""

    def load() -> Settings:
        return load_settings().model_copy(update={"public_url": address})

    monkeypatch.setattr("bot.doctor.examine.load_settings", load)
