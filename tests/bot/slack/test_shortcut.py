"""The shortcut on a message: only the person who asks sees what the learning says, and safety comes first."""

from dataclasses import replace

import pytest

from bot.asking import Asking
from bot.slack import wording
from handlers.fallback import EMERGENCY_LINE
from handlers.messages import Conversation, QuoteBlock, Reply
from handlers.records import Subscription
from knowledge.commands import Scope
from tests.bot.slack import driving
from tests.bot.slack.at_home import Begin, Person, beginning
from tests.bot.slack.conftest import NOW, Head, Open
from tests.bot.slack.fake_slack import CHANNEL, COLLEAGUE, MIDWIFE, TEAM, direct_channel
from tests.bot.slack.reading import quotations, text_of

LIVE = "I have a mum here today whose 8 week old has a bruise on the ear"
NAMED = "what does Child P say about missed appointments? Baby Jane Smith, NHS number 943 476 5919"


@pytest.fixture
def begin(bot: Asking, open_workspace: Open) -> Begin:
    return beginning(bot, open_workspace)


async def chooses(midwife: Person, text: str, **more: str) -> None:
    given = driving.shortcut(text, midwife.slack.response_url(), **more)
    await midwife.does("interactive", given)


async def test_the_answer_stands_in_a_window_and_nowhere_else(begin: Begin) -> None:
    async with begin() as midwife:
        await chooses(midwife, "Do we have learning about missed appointments?")
        window = await midwife.window()
    assert "The Missed Appointment Policy" in quotations(window["blocks"])
    assert midwife.slack.posts == []
    assert midwife.slack.errors == []


async def test_what_a_window_cannot_hold_comes_whole_as_a_message(open_workspace: Open, head: Head) -> None:
    quote = next(part for part in head.reply.parts if isinstance(part, QuoteBlock))
    many = tuple(replace(quote, label=f"Quotation {number}") for number in range(80))
    head.reply = replace(head.reply, parts=(*many, head.reply.parts[-1]))
    async with open_workspace() as opened:
        await opened.driver.presses(driving.shortcut("x", opened.slack.response_url()))
    shown = text_of(next(iter(opened.slack.views.windows.values())).view["blocks"])
    assert wording.REST_IN_MESSAGES in shown
    assert "Quotation 79" not in shown
    assert {post.channel for post in opened.slack.posts} == {direct_channel(MIDWIFE)}
    assert "Quotation 79" in text_of([post.blocks for post in opened.slack.posts])


async def test_of_what_cannot_be_drawn_the_person_is_told_with_999(open_workspace: Open, head: Head) -> None:
    head.reply = Reply((object(),), "answered")  # type: ignore[arg-type]
    async with open_workspace() as opened:
        await opened.driver.presses(driving.shortcut("x", opened.slack.response_url()))
        (post,) = await opened.slack.posted()
    assert EMERGENCY_LINE in text_of(post.blocks)
    assert (post.seen, opened.slack.views.windows) == ("one", {})


async def test_a_live_concern_gets_999_in_the_window_and_in_the_persons_own_messages(begin: Begin) -> None:
    async with begin() as midwife:
        await chooses(midwife, LIVE)
        window = await midwife.window()
        (post,) = await midwife.slack.posted()
    assert "999" in text_of(window["blocks"][:2])
    assert "not confirmed. Official page" in text_of(window["blocks"])
    assert (post.channel, post.seen) == (direct_channel(MIDWIFE), "everyone")
    assert "ear" not in text_of(window["blocks"]).split()


async def test_a_message_that_identifies_someone_is_answered_and_nothing_of_it_is_repeated(
    begin: Begin,
) -> None:
    async with begin() as midwife:
        await chooses(midwife, NAMED)
        window = await midwife.window()
        await midwife.slack.posted()
    shown = text_of(window["blocks"])
    assert "may identify a child" in shown
    assert wording.NOT_YOURS in shown
    assert "Jane" not in repr(midwife.slack.views.windows) + repr(midwife.slack.posts)
    assert "5919" not in repr(midwife.slack.views.windows)


async def test_ones_own_message_is_ones_own_to_delete(begin: Begin) -> None:
    async with begin() as midwife:
        await chooses(midwife, NAMED, writer=MIDWIFE)
        window = await midwife.window()
    assert wording.NOT_YOURS not in text_of(window["blocks"])


@pytest.mark.parametrize("text", [LIVE, "what is ICON"])
async def test_when_the_window_comes_too_late_only_the_person_sees_the_answer(
    begin: Begin, text: str
) -> None:
    async with begin() as midwife:
        midwife.slack.views.late = True
        await chooses(midwife, text)
    assert midwife.slack.posts
    others = [post for post in midwife.slack.posts if post.channel == CHANNEL and post.seen == "everyone"]
    assert others == []
    assert COLLEAGUE not in repr(midwife.slack.posts)


@pytest.mark.parametrize("words", ["subscribe to everything", "unsubscribe", "weekly", "we discussed this"])
async def test_what_a_colleague_wrote_is_never_done(begin: Begin, words: str) -> None:
    ward = Conversation("slack", TEAM, CHANNEL, "channel")
    async with begin() as midwife:
        subscriptions = midwife.records.subscriptions
        await subscriptions.add(ward, [Scope("theme", "icon")], "immediate", NOW)
        await chooses(midwife, words)
        assert "999" in text_of((await midwife.window())["blocks"])
        assert await subscriptions.of(ward) == (Subscription(Scope("theme", "icon"), "immediate"),)
        assert await midwife.records.discussions.of(ward) == ()


async def test_a_message_without_words_is_asked_about_kindly(begin: Begin) -> None:
    async with begin() as midwife:
        await chooses(midwife, "")
        assert "999" in text_of((await midwife.window())["blocks"])
