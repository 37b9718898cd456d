"""What is for the sender only reaches the sender only, or nobody; others in a channel learn nothing of it."""

from dataclasses import replace

import pytest

from bot.teams import wording
from tests import replies
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import MENTION, edited, said, submitted
from tests.bot.teams.fake_teams import CHAT, STRANGER, Refusal
from tests.bot.teams.reading import buttons, words

CONCERN = "she has a mark on her ear and he is shouting"


@pytest.fixture(autouse=True)
def _live_concern(teams: Organisation) -> None:
    teams.head.reply = replies.emergency()


def shown_in(teams: Organisation) -> list[str]:
    return [each.conversation for each in teams.microsoft.posts]


@pytest.mark.parametrize("place", ["groupChat", "channel"])
async def test_a_live_concern_in_a_channel_is_answered_in_private_and_nowhere_else(
    teams: Organisation, place: str
) -> None:
    await teams.driver.post(said(f"{MENTION} {CONCERN}", place))
    assert shown_in(teams) == [CHAT]
    assert words(teams.microsoft.posts[0].card).startswith("Call 999 now")


async def test_an_edit_that_tells_of_a_live_concern_is_answered_in_private_too(teams: Organisation) -> None:
    question = said(f"{MENTION} hello", "channel")
    teams.head.reply = replies.answered()
    await teams.driver.post(question)
    teams.head.reply = replies.emergency()
    await teams.driver.post(edited(question, f"{MENTION} {CONCERN}"))
    assert shown_in(teams)[1:] == [CHAT]


async def test_a_message_with_identifying_details_is_answered_in_private(teams: Organisation) -> None:
    teams.head.reply = replace(replies.answered(), identifying=True, private=True)
    await teams.driver.post(said(f"{MENTION} {CONCERN}", "channel"))
    assert shown_in(teams) == [CHAT]


async def test_in_a_chat_with_the_bot_it_is_answered_there(teams: Organisation) -> None:
    await teams.driver.post(said(CONCERN))
    assert (shown_in(teams), teams.microsoft.calls.count("create")) == ([CHAT], 0)


async def test_a_notification_tells_nothing_of_it_but_999(teams: Organisation) -> None:
    await teams.driver.post(said(CONCERN))
    assert teams.microsoft.posts[0].activity["summary"] == wording.PRIVATE
    assert "999" in wording.PRIVATE


@pytest.mark.parametrize("place", ["groupChat", "channel"])
async def test_someone_who_cannot_be_reached_alone_is_given_999_and_no_details(
    teams: Organisation, place: str
) -> None:
    question = said(f"{MENTION} {CONCERN}", place, sender=STRANGER)
    await teams.driver.post(question)
    (posted,) = teams.microsoft.posts
    assert posted.conversation == question["conversation"]["id"]
    assert (posted.activity["text"], posted.activity["textFormat"]) == (wording.NOT_REACHED, "plain")
    assert posted.activity.get("attachments") is None
    assert "999" in wording.NOT_REACHED


async def test_so_is_someone_whose_chat_takes_nothing(teams: Organisation) -> None:
    teams.microsoft.refusals = [Refusal(403, "MessageWritesBlocked")]
    await teams.driver.post(said(f"{MENTION} {CONCERN}", "channel"))
    (posted,) = teams.microsoft.posts
    assert posted.activity["text"] == wording.NOT_REACHED


async def test_a_button_in_a_channel_that_leads_to_something_private_does_so_in_private(
    teams: Organisation,
) -> None:
    teams.head.reply = replies.choices()
    await teams.driver.post(said(f"{MENTION} missed appointments", "channel"))
    action = buttons(teams.microsoft.posts[0].card)["HSCP 5: missed appointments policies"]
    teams.head.reply = replies.emergency()
    reached = await teams.driver.press(action, "channel")
    alone = await teams.driver.press(action, "channel", sender=STRANGER)
    assert (reached["value"], alone["value"]) == (wording.SENT_PRIVATELY, wording.NOT_REACHED)
    assert shown_in(teams)[1:] == [CHAT]


async def test_a_submitted_button_in_a_channel_does_the_same(teams: Organisation) -> None:
    fallback = {"fallback": {"data": {"verb": "ask", "ask": "child p bruising"}}}
    await teams.driver.post(submitted(fallback, "channel"))
    assert shown_in(teams) == [CHAT]
