"""Whatever the content holds, however much it grows, Home and every window stay within Slack's limits."""

import asyncio
import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import Asking
from bot.slack import wording
from bot.slack.browsing import KINDS, ask_for, subjects
from bot.slack.home import Mine, Pages, home
from bot.slack.subscription_form import form
from bot.slack.views import Spot, reply_window
from handlers.messages import QuoteBlock
from handlers.records import Issued, Subscription
from knowledge.commands import Scope
from knowledge.library import Library
from knowledge.schema.themes import Topic
from tests.bot.slack.fake_slack import MIDWIFE, direct_channel
from tests.bot.slack.reading import quotations, text_of
from tests.bot.slack.refusals import problems_of_view
from tests.every_reply import every_reply

CHANNEL = direct_channel(MIDWIFE)
DAY = dt.datetime(2026, 11, 23, 11, 0, tzinfo=dt.UTC)
TITLES = st.text(min_size=1, max_size=400).filter(lambda each: bool(each.strip()))


@pytest.fixture(scope="module")
def library(bot: Asking) -> Library:
    assert bot.knowledge is not None
    return bot.knowledge.library


def test_every_reply_fits_into_a_window_or_says_where_the_rest_is(library: Library) -> None:
    many = 0
    for name, reply in every_reply(library, DAY):
        view, whole = reply_window(reply, Spot(CHANNEL))
        assert [*problems_of_view(view)] == [], name
        expected = ["\n\n".join(part.paragraphs) for part in reply.parts if isinstance(part, QuoteBlock)]
        quoted = quotations(view["blocks"])
        assert quoted == "".join(expected) if whole else "".join(expected).startswith(quoted), name
        assert whole or wording.REST_IN_MESSAGES in text_of(view["blocks"][-1]), name
        many += 1
    assert many > 300


def test_every_subject_that_can_be_browsed_is_answered(bot: Asking, library: Library) -> None:
    for kind in KINDS:
        for subject in subjects(library, kind):
            assert ask_for(library, f"{kind} {subject.id}") == subject.ask
            reply = asyncio.run(bot.reply(subject.ask))
            assert reply.status in ("answered", "choices"), subject.ask
            assert reply.signpost is None, subject.ask


def test_what_is_no_longer_held_is_asked_for_by_its_name(library: Library) -> None:
    assert ask_for(library, "theme gone-since") == "gone since"


def grown(library: Library, titles: list[str]) -> Library:
    """The library with many more themes."""
    topics = [
        Topic.model_construct(id=f"theme-{number}", title=title, names=(title,), terms=())
        for number, title in enumerate(titles)
    ]
    return replace(library, topics=(*library.topics, *topics))


@settings(max_examples=40, deadline=None)
@given(
    titles=st.lists(TITLES, max_size=12).map(lambda some: some * 40),
    briefings=st.lists(TITLES, max_size=30),
    many=st.integers(0, 200),
    pages=st.builds(Pages, st.just(CHANNEL), *[st.integers(0, 9)] * 4),
)
def test_home_and_the_form_stay_within_every_limit(
    library: Library, titles: list[str], briefings: list[str], many: int, pages: Pages
) -> None:
    library = grown(library, titles)
    scopes = [Scope("theme", each.id) for each in library.topics]
    there = [Subscription(each, "weekly") for each in scopes[:many]]
    out = [Issued(library.briefings[0].id, title, DAY.date()) for title in briefings]
    drawn = home(library, Mine(there, out), pages)
    assert [*problems_of_view(drawn)] == []
    assert "999" in text_of(drawn["blocks"][:3])
    assert [*problems_of_view(form(library, there, Spot(CHANNEL)))] == []


def test_home_without_any_content_still_says_999(library: Library) -> None:
    bare = replace(library, reviews=(), topics=(), briefings=(), entries={})
    drawn = home(bare, Mine(), Pages(CHANNEL))
    assert [*problems_of_view(drawn)] == []
    assert "999" in text_of(drawn["blocks"])
    assert [*problems_of_view(form(bare, (), Spot(CHANNEL)))] == []
