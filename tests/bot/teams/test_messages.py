"""A practitioner writes to the bot in a chat, a group or a channel, and gets an answer where they wrote."""

from typing import Any

import pytest

from handlers.messages import Conversation
from tests import replies
from tests.bot.teams.conftest import NOW, Organisation
from tests.bot.teams.driving import MENTION, edited, said
from tests.bot.teams.fake_teams import BOT, CHANNEL, CHAT, GROUP, MIDWIFE, TEAM, TENANT
from tests.bot.teams.reading import quotations, words

QUESTION = "what does Child P say about missed appointments"


async def test_a_question_in_a_chat_is_answered_there_with_a_card(teams: Organisation) -> None:
    answer = await teams.driver.post(said(QUESTION))
    (posted,) = teams.microsoft.posts
    assert (answer.status, posted.conversation) == (201, CHAT)
    item = replies.MIDWIFERY[1]
    assert quotations(posted.card) == [f"“{item.asked[0]}”", f"“{item.answered[0]}”"]
    assert "Worried about a child right now?" in words(posted.card)


async def test_the_bot_hears_who_asked_where_and_when(teams: Organisation) -> None:
    await teams.driver.post(said(QUESTION))
    (message,) = teams.head.asked
    assert (message.text, message.sender, message.received_at) == (QUESTION, f"aad-{MIDWIFE}", NOW)
    assert message.conversation == Conversation("teams", TENANT, CHAT, "direct")


@pytest.mark.parametrize(
    ("place", "conversation"),
    [
        ("groupChat", Conversation("teams", TENANT, GROUP, "group")),
        ("channel", Conversation("teams", TEAM, CHANNEL, "channel", "100")),
    ],
)
async def test_where_others_read_too_it_answers_what_mentions_it(
    teams: Organisation, place: str, conversation: Conversation
) -> None:
    await teams.driver.post(said(f"{MENTION}&nbsp;{QUESTION}", place))
    (message,) = teams.head.asked
    assert (message.text, message.conversation) == (QUESTION, conversation)


async def test_in_a_channel_the_answer_stands_in_the_thread(teams: Organisation) -> None:
    question = said(f"{MENTION} {QUESTION}", "channel")
    await teams.driver.post(question)
    (posted,) = teams.microsoft.posts
    assert (posted.conversation, posted.reply_to) == (f"{CHANNEL};messageid=100", question["id"])


@pytest.mark.parametrize("place", ["groupChat", "channel"])
async def test_it_never_reads_along(teams: Organisation, place: str) -> None:
    other = {"type": "mention", "mentioned": {"id": "29:someone"}, "text": "<at>Sam</at>"}
    await teams.driver.post(said("the family I see", place))
    await teams.driver.post({**said("<at>Sam</at> the family I see", place), "entities": [other]})
    assert (teams.head.asked, teams.microsoft.posts) == ([], [])


async def test_a_colleague_who_is_mentioned_too_stays_in_the_question(teams: Organisation) -> None:
    await teams.driver.post(said(f"{MENTION} ask <at>Sam</at> about ICON &lt; 2 \xa0 ", "channel"))
    assert teams.head.asked[0].text == "ask Sam about ICON &lt; 2"


async def test_what_the_bot_writes_itself_is_not_answered(teams: Organisation) -> None:
    await teams.driver.post(said(QUESTION, sender=BOT))
    assert teams.microsoft.posts == []


async def test_a_question_that_is_delivered_twice_is_answered_once(teams: Organisation) -> None:
    question = said(QUESTION)
    for _ in range(2):
        assert (await teams.driver.post(question)).status == 201
    assert len(teams.microsoft.posts) == 1


async def test_two_questions_with_one_id_in_different_chats_are_two(teams: Organisation) -> None:
    question = said(QUESTION)
    await teams.driver.post(question)
    await teams.driver.post({**said(f"{MENTION} {QUESTION}", "channel"), "id": question["id"]})
    assert len(teams.microsoft.posts) == 2


async def test_an_edited_message_is_read_again_each_time_it_is_edited(teams: Organisation) -> None:
    question = said("hello")
    await teams.driver.post(question)
    once = edited(question, "she has a mark on her ear")
    for each in (once, once, edited(question, "ICON", "2026-11-23T10:06:00.000Z")):
        await teams.driver.post(each)
    assert [each.text for each in teams.head.asked] == ["hello", "she has a mark on her ear", "ICON"]
    assert len(teams.microsoft.posts) == 3


async def test_an_edit_in_a_channel_without_a_mention_is_not_read(teams: Organisation) -> None:
    await teams.driver.post(edited(said("hello", "channel"), "the family I see"))
    assert teams.head.asked == []


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "messageUpdate", "channelData": {"eventType": "undeleteMessage", "tenant": {"id": TENANT}}},
        {"type": "messageDelete"},
        {"type": "messageReaction", "reactionsAdded": [{"type": "like"}]},
        {"type": "typing"},
        {
            "type": "event",
            "name": "application/vnd.microsoft.readReceipt",
            "value": {"lastReadMessageId": "1"},
        },
        {"type": "endOfConversation"},
        {"type": "somethingNew"},
    ],
)
async def test_other_things_that_happen_are_taken_in_silence(
    teams: Organisation, changed: dict[str, Any]
) -> None:
    answer = await teams.driver.post({**said("hello"), **changed})
    assert (answer.status, teams.head.asked, teams.microsoft.posts) == (201, [], [])


async def test_a_message_without_words_is_answered_too(teams: Organisation) -> None:
    await teams.driver.post(said("", attachments=[{"contentType": "image/png", "contentUrl": "https://x"}]))
    assert teams.head.asked[0].text == ""
    assert len(teams.microsoft.posts) == 1


async def test_a_notification_names_what_was_found_and_no_more(teams: Organisation) -> None:
    await teams.driver.post(said(QUESTION))
    assert teams.microsoft.posts[0].activity["summary"] == f"Midwifery 2: {replies.MIDWIFERY[1].title}"
