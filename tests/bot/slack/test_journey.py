"""One person's way through everything, over signed HTTP and over Socket Mode, with trouble on the way."""

import pytest

from bot.asking import Asking
from bot.slack import wording
from tests.bot.slack import driving
from tests.bot.slack.at_home import MINE, Begin, Person, beginning
from tests.bot.slack.conftest import Open
from tests.bot.slack.fake_slack import CHANNEL, MIDWIFE
from tests.bot.slack.reading import button, elements, quotations, text_of


@pytest.fixture
def begin(bot: Asking, open_workspace: Open) -> Begin:
    return beginning(bot, open_workspace)


async def subscribes(midwife: Person) -> None:
    """Home, the subscriptions window a first time too late, and then in time."""
    await midwife.opens()
    midwife.slack.views.late = True
    await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
    told = (await midwife.slack.posted())[-1]
    assert "What would you like briefings about?" in text_of(told.blocks)
    midwife.slack.views.late = False
    await midwife.presses_at_home(button((await midwife.home())["blocks"], "home:subscribe"))
    await midwife.window_showing(wording.FORM_INTRO)
    await midwife.saves(["audience health-visiting"])
    await midwife.home_showing("health visitors, as soon as one is published")
    midwife.slack.views.close(MIDWIFE)


async def asks_and_shares(midwife: Person) -> str:
    """In a channel the answer is hers until she shares it. Slack has too much to do meanwhile."""
    before = len(midwife.slack.posts)
    midwife.slack.too_many["chat.postEphemeral"] = 2
    await midwife.does("events_api", driving.event(driving.mention("rec 2 for midwives")))
    hidden = (await midwife.slack.posted(before + 1))[-1]
    assert (hidden.channel, hidden.seen) == (CHANNEL, "one")
    pressed = driving.press(
        button(hidden.blocks, "share"), midwife.slack.response_url(), is_ephemeral=True, message_ts="8.0"
    )
    await midwife.does("interactive", pressed)
    shared = (await midwife.slack.posted(before + 2))[-1]
    assert (shared.channel, shared.seen) == (CHANNEL, "everyone")
    assert quotations(shared.blocks) == quotations(hidden.blocks)
    return "9.000100"


async def says_that_it_helped(midwife: Person, thread: str) -> None:
    """Below the answer in a thread; only she sees the thanks."""
    before = len(midwife.slack.posts)
    asked = driving.mention("rec 2 for midwives", thread_ts=thread)
    await midwife.does("events_api", driving.event(asked))
    answer = (await midwife.slack.posted(before + 1))[-1]
    (element,) = elements(answer.blocks, "feedback_buttons")
    for name, words in (("negative_button", "What was wrong with it?"), ("positive_button", "Thank you")):
        value = element[name]["value"]
        pressed = driving.press(
            {"action_id": element["action_id"], "value": value},
            midwife.slack.response_url(name),
            thread_ts=thread,
        )
        many = len(midwife.slack.posts)
        await midwife.does("interactive", pressed)
        said = (await midwife.slack.posted(many + 1))[-1]
        assert said.seen == "one"
        assert words in text_of(said.blocks)


async def follows_up(midwife: Person, thread: str) -> None:
    before = len(midwife.slack.posts)
    await midwife.does("events_api", driving.event(driving.mention("and for GPs?", thread_ts=thread)))
    followed = (await midwife.slack.posted(before + 1))[-1]
    assert (followed.seen, followed.thread) == ("everyone", thread)
    assert "GP" in text_of(followed.blocks)


@pytest.mark.parametrize("socket", [False, True], ids=["signed HTTP", "Socket Mode"])
async def test_from_home_to_a_follow_up(begin: Begin, socket: bool) -> None:
    async with begin(socket=socket) as midwife:
        await subscribes(midwife)
        thread = await asks_and_shares(midwife)
        if socket:
            await midwife.slack.sockets[-1].send_json({"type": "disconnect", "reason": "refresh_requested"})
            await midwife.slack.connected(2)
        await says_that_it_helped(midwife, thread)
        if socket:
            await midwife.slack.sockets[-1].close()
            await midwife.slack.connected(3)
        await follows_up(midwife, thread)
        (kept,) = await midwife.records.subscriptions.of(MINE)
        assert kept.scope.id == "health-visiting"
    assert set(midwife.slack.errors) == {"views.open: expired_trigger_id"}
    assert "ratelimited" not in repr(midwife.slack.posts)
