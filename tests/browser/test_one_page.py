"""A curator's briefing goes on a pinboard: one page of A4, or `check` says that it is too long."""

import io
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from types import MappingProxyType

import pdfplumber
import pytest
from aiohttp.test_utils import TestServer
from playwright.sync_api import Browser

from handlers.messages import Message, Reply
from knowledge.checks.one_page import ROOM, millimetres
from knowledge.library import Library
from knowledge.load import load
from knowledge.schema.answers import Briefing, BriefingSection
from tests.bot.web.library import application
from tests.browser.conftest import running_beside

SAYS = "The response says that staff are reminded to ask about each child and write down what is said. " * 20
SHAPES = ("paragraphs", "short sections", "quotations", "long quotations", "questions")


def shaped(briefing: Briefing, shape: str, many: int) -> Briefing:
    """The same briefing with other sections, or more questions."""
    if shape == "questions":
        return briefing.model_copy(
            update={"sections": briefing.sections[:2], "discussion_questions": (SAYS[:110],) * many}
        )
    if shape in ("paragraphs", "short sections"):
        length = 250 if shape == "paragraphs" else 40
        sections = [BriefingSection(heading="Missed appointments", text=SAYS[:length])] * many
    else:
        length = 200 if shape == "quotations" else 700
        quote = briefing.sections[0].quotations[0].model_copy(update={"text": SAYS[:length].strip()})
        sections = [BriefingSection(heading="What it says", quotations=(quote,) * many)]
    return briefing.model_copy(update={"sections": tuple(sections)})


def longest(briefing: Briefing, shape: str) -> Briefing:
    """The longest of this shape that `check` lets pass."""
    passes = [each for n in range(1, 120) if millimetres(each := shaped(briefing, shape, n)) <= ROOM]
    return passes[-1]


@pytest.fixture(scope="module")
def briefings() -> dict[str, Briefing]:
    """Those that ship, and the longest ones that could."""
    library = load()
    shipped = {each.id: each for each in library.briefings}
    return shipped | {
        f"briefing/{shape.replace(' ', '-')}": longest(library.briefings[0], shape) for shape in SHAPES
    }


@pytest.fixture(scope="module")
def address(briefings: dict[str, Briefing]) -> Iterator[str]:
    library = load()
    usual = library.entries[library.briefings[0].id]
    more = {id: replace(usual, id=id, item=each) for id, each in briefings.items()}
    held = replace(library, entries=MappingProxyType({**library.entries, **more}))
    with running_beside(served(held)) as url:
        yield url


@asynccontextmanager
async def served(library: Library) -> AsyncIterator[str]:
    async def nothing(_message: Message) -> Reply:
        raise NotImplementedError

    async with TestServer(application(library, nothing)) as server:
        yield str(server.make_url("")).rstrip("/")


def sheets(browser: Browser, address: str) -> int:
    """On how many pages it prints."""
    page = browser.new_page()
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(io.BytesIO(printed)) as sheets:
        return len(sheets.pages)


def test_what_check_lets_pass_prints_on_one_page(
    browser: Browser, address: str, briefings: dict[str, Briefing]
) -> None:
    assert len(briefings) > len(SHAPES)
    assert {id: sheets(browser, f"{address}/entry/{id}") for id in briefings} == dict.fromkeys(briefings, 1)
