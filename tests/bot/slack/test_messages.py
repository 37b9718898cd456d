"""Someone asks in Slack: alone with the bot, in a channel, in a thread, or by command."""

import pytest

from handlers.plain import AN_ANSWER
from tests.bot.slack import driving
from tests.bot.slack.conftest import Open, Workspace
from tests.bot.slack.driving import Given
from tests.bot.slack.fake_slack import BOT_ID, CHANNEL, COLLEAGUE, FOREIGN, MIDWIFE, TEAM, direct_channel
from tests.bot.slack.reading import buttons, quotations


async def test_a_question_in_a_direct_message_is_answered_there(workspace: Workspace) -> None:
    answer = await workspace.driver.sends(driving.event(driving.direct("missed appointments")))
    assert (answer.status, await answer.text()) == (200, "")
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.seen, post.thread) == (direct_channel(MIDWIFE), "everyone", "")
    assert "The Missed Appointment Policy in Maternity should be reviewed" in quotations(post.blocks)
    assert not post.unfurled
    assert [each for each in buttons(post.blocks) if each["action_id"] == "share"] == []


async def test_the_bot_hears_the_words_and_the_place_and_nothing_else(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.mention("what is &lt;ICON&gt;?", ts="77.000200")))
    await workspace.slack.posted()
    (asked,) = workspace.head.asked
    where = asked.conversation
    assert (asked.text, asked.sender) == ("what is <ICON>?", MIDWIFE)
    assert (where.platform, where.team, where.channel, where.room) == ("slack", TEAM, CHANNEL, "channel")


async def test_a_question_in_a_channel_is_answered_to_its_sender_only(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.mention("missed appointments")))
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.seen, post.user, post.thread) == (CHANNEL, "one", MIDWIFE, "")


async def test_a_question_in_a_thread_is_answered_to_the_thread(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.mention("missed appointments", thread_ts="5.000100")))
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.seen, post.thread) == (CHANNEL, "everyone", "5.000100")


async def test_a_question_in_a_thread_of_a_direct_message_is_answered_in_that_thread(
    workspace: Workspace,
) -> None:
    await workspace.driver.sends(driving.event(driving.direct("missed appointments", thread_ts="5.000100")))
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.thread) == (direct_channel(MIDWIFE), "5.000100")


@pytest.mark.parametrize("channel", [CHANNEL, FOREIGN, direct_channel(COLLEAGUE)])
async def test_a_command_is_answered_to_its_sender_wherever_it_is_typed(
    workspace: Workspace, channel: str
) -> None:
    typed = driving.command("missed appointments", workspace.slack.response_url(), channel=channel)
    answer = await workspace.driver.sends_form(typed)
    assert (answer.status, await answer.text()) == (200, "")
    (post,) = await workspace.slack.posted()
    assert (post.seen, post.by_response_url) == ("one", True)
    assert [asked.text for asked in workspace.head.asked] == ["missed appointments"]


THREAD = {"thread_ts": "5.000100"}


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (driving.direct("a"), driving.direct("b"), True),
        (driving.direct("a"), driving.direct("b", COLLEAGUE), False),
        (driving.direct("a", **THREAD), driving.direct("b", **THREAD), True),
        (driving.direct("a"), driving.direct("b", **THREAD), False),
        (driving.mention("a", **THREAD), driving.mention("b", **THREAD), True),
        (driving.mention("a", **THREAD), driving.mention("b", COLLEAGUE, **THREAD), True),
        (driving.mention("a", ts="5.000100"), driving.mention("b", **THREAD), True),
        (driving.mention("a"), driving.mention("b"), False),
        (driving.mention("a"), driving.mention("b", COLLEAGUE), False),
    ],
    ids=str,
)
async def test_a_follow_up_belongs_to_its_thread(
    workspace: Workspace, first: Given, second: Given, together: bool
) -> None:
    for each in (first, second):
        await workspace.driver.sends(driving.event(each))
    await workspace.slack.posted(2)
    keys = {asked.conversation.key for asked in workspace.head.asked}
    assert len(keys) == (1 if together else 2)


async def test_commands_of_one_person_belong_together_and_to_nobody_else(workspace: Workspace) -> None:
    for user in (MIDWIFE, MIDWIFE, COLLEAGUE):
        await workspace.driver.sends_form(driving.command("a", workspace.slack.response_url(user), user))
    await workspace.slack.posted(3)
    assert len({asked.conversation.key for asked in workspace.head.asked}) == 2


async def test_an_edited_question_is_answered_again(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.edited("a mark on the ear", "missed appointments")))
    await workspace.driver.sends(driving.event(driving.mention("what is ICON", edited={"ts": "9.0"})))
    await workspace.slack.posted(2)
    assert {asked.text for asked in workspace.head.asked} == {"a mark on the ear", "what is ICON"}


IGNORED = {
    "what a bot says": driving.direct("hello", bot_id=BOT_ID),
    "what another bot says": driving.direct("hello", bot_profile={"name": "other"}),
    "a mention by a bot": driving.mention("hello", bot_id="B0OTHER"),
    "a message of no person": driving.direct("hello", user=""),
    "who joins": driving.direct("joined", subtype="channel_join"),
    "what is deleted": driving.direct("", subtype="message_deleted"),
    "a message in a channel that is not for the bot": driving.direct("hello", channel_type="channel"),
    "a mention in a direct message": driving.mention("hello", channel=direct_channel(MIDWIFE)),
    "an unfurled link": {**driving.edited("same", "same")},
    "a changed message that nobody edited": driving.direct(
        "",
        subtype="message_changed",
        message={"user": MIDWIFE, "text": "new"},
        previous_message={"text": "old"},
    ),
    "a bot's edited message": driving.edited("new", "old", bot_id=BOT_ID),
    "a reaction": {"type": "reaction_added", "user": MIDWIFE},
    "the Home tab": {"type": "app_home_opened", "user": MIDWIFE, "tab": "home"},
}


@pytest.mark.parametrize("what", IGNORED)
async def test_what_is_not_for_the_bot_is_acknowledged_and_left_alone(
    open_workspace: Open, what: str
) -> None:
    async with open_workspace() as opened:
        answer = await opened.driver.sends(driving.event(IGNORED[what]))
        assert answer.status == 200
    assert (opened.head.asked, opened.slack.posts) == ([], [])


async def test_a_message_with_a_file_is_read_as_well(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.direct("what is ICON", subtype="file_share")))
    await workspace.slack.posted()
    assert [asked.text for asked in workspace.head.asked] == ["what is ICON"]


async def test_a_notification_begins_with_nothing_of_the_question(workspace: Workspace) -> None:
    await workspace.driver.sends(driving.event(driving.direct("the baby of Jane in bed 4")))
    (post,) = await workspace.slack.posted()
    assert post.text.splitlines()[0] == f"{AN_ANSWER}."
    assert "Jane" not in post.text


async def test_slack_can_check_the_address(workspace: Workspace) -> None:
    answer = await workspace.driver.sends({"type": "url_verification", "challenge": "3eZbrw1aB"})
    assert await answer.json() == {"challenge": "3eZbrw1aB"}
