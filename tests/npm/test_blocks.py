"""Another program draws what we send to Slack: nothing is unknown to it, and every word is there."""

import datetime as dt
import re
from collections.abc import Callable
from html import unescape

import pytest

from bot.asking import Asking
from bot.slack.home import Mine, Pages, home
from bot.slack.messages import messages
from bot.slack.subscription_form import form
from bot.slack.views import Spot
from handlers.messages import QuoteBlock, Reply
from handlers.records import Issued, Subscription
from knowledge.commands import Scope
from tests import replies
from tests.bot.slack.reading import buttons, elements
from tests.every_reply import every_command, every_reply
from tests.npm.conftest import Draw

NOW = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
Said = list[tuple[str, Reply]]


@pytest.fixture(scope="module")
def said(bot: Asking) -> Said:
    """Every reply that the content can give, and the hand-made ones."""
    assert bot.knowledge is not None
    told = every_command(bot.knowledge, "slack", NOW)
    return [*every_reply(bot.knowledge.library, NOW), *told, *replies.all_replies().items()]


@pytest.fixture(scope="module")
def pages(said: Said, drawn_by: Callable[[str], Draw]) -> list[str]:
    """The HTML of each reply, its messages one after the other."""
    laid_out = [messages(reply, shareable=True) for _, reply in said]
    drawn = iter(drawn_by("draw_blocks.mjs")([message.blocks for each in laid_out for message in each]))
    return ["".join(next(drawn) for _ in each) for each in laid_out]


def text_of(page: str) -> str:
    """What a person reads on the page, without any space: the markup's own spaces are not ours."""
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]*>", "", page)))


def test_every_reply_is_drawn_word_for_word(said: Said, pages: list[str]) -> None:
    for (name, reply), page in zip(said, pages, strict=True):
        text = text_of(page)
        for part in reply.parts:
            if isinstance(part, QuoteBlock):
                assert re.sub(r"\s+", "", "".join(part.paragraphs)) in text, name


def test_every_button_is_drawn(said: Said, pages: list[str]) -> None:
    for (name, reply), page in zip(said, pages, strict=True):
        blocks = [block for message in messages(reply, shareable=True) for block in message.blocks]
        assert page.count("<button") == len(buttons(blocks)), name


def test_every_link_is_drawn_and_no_other(said: Said, pages: list[str]) -> None:
    for (name, reply), page in zip(said, pages, strict=True):
        blocks = [block for message in messages(reply) for block in message.blocks]
        wanted = [each["url"] for each in elements(blocks, "link")]
        assert [unescape(each) for each in re.findall(r'<a [^>]*href="([^"]*)"', page)] == wanted, name


def test_no_block_is_unknown(pages: list[str]) -> None:
    assert [page for page in pages if "not supported" in page.lower() or "unsupported" in page.lower()] == []


def test_home_and_its_windows_are_drawn_too(bot: Asking, drawn_by: Callable[[str], Draw]) -> None:
    assert bot.knowledge is not None
    library = bot.knowledge.library
    there = [Subscription(Scope("theme", each.id), "weekly") for each in library.topics]
    out = [Issued(library.briefings[0].id, "Child P", NOW.date())] * 12
    views = [home(library, Mine(there, out), Pages("D0", page)) for page in range(3)]
    views.append(form(library, there, Spot("D0")))
    for view, page in zip(
        views, drawn_by("draw_blocks.mjs")([each["blocks"] for each in views]), strict=True
    ):
        assert "not supported" not in page.lower()
        assert "999" in text_of(page)
        assert page.count("<button") >= len(buttons(view["blocks"]))
