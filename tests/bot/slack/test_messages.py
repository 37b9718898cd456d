"""Someone asks in Slack: alone with the bot, in a channel, in a thread, or by command."""


from tests.bot.slack import driving
from tests.bot.slack.conftest import Workspace
from tests.bot.slack.fake_slack import MIDWIFE, direct_channel


async def test_a_question_in_a_direct_message_is_answered_there(workspace: Workspace) -> None:
    answer = await workspace.driver.sends(driving.event(driving.direct("missed appointments")))
    assert (answer.status, await answer.text()) == (200, "")
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.seen, post.thread) == (direct_channel(MIDWIFE), "everyone", "")
    (asked,) = workspace.head.asked
    assert (asked.text, asked.sender, asked.conversation.room) == ("missed appointments", MIDWIFE, "direct")
