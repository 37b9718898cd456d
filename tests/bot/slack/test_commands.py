"""/learning and what may follow it: each word does what the same words do in a message."""

import pytest

from bot.asking import Asking
from bot.slack.command_words import words_of_command
from bot.slack.wording import COMMAND_HINT
from tests.bot.slack import driving
from tests.bot.slack.at_home import Begin, beginning
from tests.bot.slack.conftest import Open
from tests.bot.slack.fake_slack import MIDWIFE, direct_channel
from tests.bot.slack.reading import asks, text_of

EXPECTED = {
    "": "No text is made up",
    "help": "No text is made up",
    "missed appointments": "Missed Appointment Policy",
    "ask missed appointments": "Missed Appointment Policy",
    "ASK  missed appointments": "Missed Appointment Policy",
    "protocol": "Unborn Baby Safeguarding Protocol",
    "protocol unborn baby": "Unborn Baby Safeguarding Protocol",
    "Protocol bruising": "ruising",
    "training": "disguised compliance",
    "training level 3": "Level 3",
    "subscribe": "What would you like briefings about?",
    "subscribe health visitors": "You get briefings about health visitors",
    "briefings": "Briefings that you can read here",
}


@pytest.fixture
def begin(bot: Asking, open_workspace: Open) -> Begin:
    return beginning(bot, open_workspace)


@pytest.mark.parametrize("typed", EXPECTED)
async def test_it_is_answered(begin: Begin, typed: str) -> None:
    async with begin() as midwife:
        given = driving.command(typed, midwife.slack.response_url(), channel=direct_channel(MIDWIFE))
        await midwife.does("slash_commands", given)
        posts = await midwife.slack.posted()
    assert EXPECTED[typed] in text_of(posts[0].blocks) + " ".join(asks(posts[0].blocks))
    assert midwife.slack.errors == []


@pytest.mark.parametrize("typed", ["protocol bruising", "protocol unborn baby"])
async def test_a_protocol_that_is_named_comes_before_what_the_word_means(begin: Begin, typed: str) -> None:
    async with begin() as midwife:
        given = driving.command(typed, midwife.slack.response_url(), channel=direct_channel(MIDWIFE))
        await midwife.does("slash_commands", given)
        (post, *_) = await midwife.slack.posted()
    assert "see HIPS procedures manual" in text_of(post.blocks[1])


@pytest.mark.parametrize("word", ["ask", "protocol", "training"])
async def test_a_live_concern_after_a_command_word_is_still_one(begin: Begin, word: str) -> None:
    async with begin() as midwife:
        words = f"{word} I have a baby here with a bruise today"
        given = driving.command(words, midwife.slack.response_url())
        await midwife.does("slash_commands", given)
        posts = await midwife.slack.posted()
    assert "999" in text_of(posts[0].blocks[:2])


def test_the_hint_names_each_word() -> None:
    for word in ("help", "protocol", "training", "subscribe", "briefings"):
        assert word in COMMAND_HINT
    assert words_of_command("protocols for bruising") == "protocols for bruising"
