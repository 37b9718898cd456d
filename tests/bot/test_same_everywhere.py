"""The same ten questions, wherever they are asked, get the same entries and quotations in the same order."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp.test_utils import TestClient, TestServer
from pytest_aiohttp import AiohttpServer

from bot.app import running
from bot.asking import Asking
from bot.settings import Settings
from bot.store.migrate import upgrade
from handlers.below import with_ways_on
from handlers.messages import Choices, Heading, QuoteBlock, Reply
from tests.bot.slack.fake_slack import APP_TOKEN, BOT_TOKEN, SECRET, FakeSlack
from tests.bot.surfaces import SURFACES, Served
from tests.bot.teams.fake_teams import APP_ID, TENANT, FakeMicrosoft
from tests.bot.teams.fake_teams import SECRET as TEAMS_SECRET
from tests.bot.web.reading import words
from tests.conftest import MONDAY_MORNING

QUESTIONS = (
    "what does Child P say about missed appointments",
    "rec 4 for midwives",
    "what were the recs for health visitors",
    "recommendations for midwives",
    "recommendation 2",
    "has the unborn baby protocol been done",
    "what is ICON",
    "recs for paediatrics",
    "8 week old with a mark on the ear, what do I do",
    "help",
)


@pytest.fixture
async def served(
    tmp_path: Path, aiohttp_server: AiohttpServer, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Served]:
    """The bot as it serves, with Slack connected by both ways, and Teams."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy") or name.startswith(("SLACK_", "TEAMS_")):
            monkeypatch.delenv(name)
    slack = FakeSlack()
    slack.url = f"http://127.0.0.1:{(await aiohttp_server(slack.app())).port}"
    microsoft = FakeMicrosoft()
    microsoft.url = f"http://127.0.0.1:{(await aiohttp_server(microsoft.app())).port}"
    settings = Settings.model_validate(
        {
            "database_url": f"sqlite:///{tmp_path / 'bot.db'}",
            "encoder_path": tmp_path,
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
    )
    upgrade(settings.database)
    async with (
        running(settings, lambda: MONDAY_MORNING) as bot,
        TestClient(TestServer(bot.app)) as client,
    ):
        yield Served(client, slack, microsoft, tmp_path, MONDAY_MORNING.isoformat())


async def expected(bot: Asking, question: str, asked_by: str) -> Reply:
    """What the bot says, before any surface draws it; each time in a conversation of its own.

    All but the command line can also keep what people think of it.
    """
    reply = await bot.reply(question, f"{asked_by}: {question}")
    assert bot.knowledge is not None
    return reply if asked_by == "terminal" else with_ways_on(reply, bot.knowledge.library, "web")


@pytest.mark.parametrize("surface", SURFACES)
async def test_ten_questions_get_the_same_answers(served: Served, bot: Asking, surface: str) -> None:
    shown = await SURFACES[surface](served, QUESTIONS)
    assert len(shown) == len(QUESTIONS)
    for question, seen in zip(QUESTIONS, shown, strict=True):
        reply = await expected(bot, question, surface)
        assert seen.quotations == quotations(reply), question
        assert in_order([part.text for part in reply.parts if isinstance(part, Heading)], seen.text), question
        assert seen.asks in (None, choices(reply)), question
        if reply.status == "answered" and seen.entries is not None:
            assert seen.entries == reply.entries, question


def quotations(reply: Reply) -> tuple[str, ...]:
    return tuple(words(" ".join(part.paragraphs)) for part in reply.parts if isinstance(part, QuoteBlock))


def choices(reply: Reply) -> tuple[str, ...]:
    offered = (part.choices for part in reply.parts if isinstance(part, Choices))
    return tuple(choice.ask for some in offered for choice in some)


def in_order(names: list[str], text: str) -> bool:
    """Whether each name stands in the text after the one before it."""
    place = 0
    for name in map(words, names):
        place = text.find(name, place) + len(name)
        if place < len(name):
            return False
    return True


async def test_the_questions_cover_what_the_bot_does(bot: Asking) -> None:
    replies = [await expected(bot, question, "coverage") for question in QUESTIONS]
    assert {reply.status for reply in replies} == {"answered", "choices", "not_held", "signposted", "command"}
    assert max(len(reply.entries) for reply in replies) >= 6
    assert sum(len(quotations(reply)) for reply in replies) >= 15
