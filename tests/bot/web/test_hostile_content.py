"""Content is text on every page of the library, whatever stands in it."""

from dataclasses import replace

import pytest
from pytest_aiohttp import AiohttpClient

from knowledge.library import Library
from knowledge.load import load
from tests.bot.web.conftest import Bot, Client
from tests.bot.web.library import application
from tests.bot.web.reading import read, words
from tests.hostile_content import WORDS, hostile_content

PAGES = [
    "/library",
    "/library/reviews",
    "/library/reviews/child-z",
    "/library/reviews/child-z/standing",
    "/library/themes",
    "/library/themes/missed-appointments",
    "/library/audiences/health-visiting",
    "/library/resources",
    "/library/answers",
    "/library/contacts",
    "/library/briefings",
    "/library/glossary",
    "/entry/child-z",
    "/entry/child-z/health-visiting/1",
    "/entry/policy/contact-form",
    "/entry/briefing/child-z",
    "/entry/term/prompt",
    "/source/child-z-response?from=15&to=16",
]


@pytest.fixture(scope="session")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return load(hostile_content(tmp_path_factory.mktemp("spoilt") / "content"))


@pytest.fixture
async def shelf(aiohttp_client: AiohttpClient, spoilt: Library, bot: Bot) -> Client:
    bot.reply = replace(bot.reply, near=tuple(spoilt.entries)[:20])
    return await aiohttp_client(application(spoilt, bot.reply_to))


@pytest.mark.parametrize("path", PAGES)
async def test_hostile_content_stays_text(shelf: Client, path: str) -> None:
    answer = await shelf.get(path)
    assert answer.status == 200
    found = read(await answer.text())
    assert words(WORDS)[:60] in words(found.text)
    assert not found.all("script")
    assert not found.all("img")
    assert len(found.all("h1")) == 1
    assert not [k for each in found.elements for k in each.attributes if k == "style" or k.startswith("on")]
    for link in found.all("a"):
        assert link.attributes["href"].startswith(("/", "#", "https://", "http://", "tel:", "mailto:"))
    for each in ("49", "{{", "${7}"):
        assert (each in found.text) == (each in WORDS)
