"""Who may subscribe a channel is for Slack to say; where it does not, nobody may."""

import pytest
from structlog.testing import capture_logs

from bot.slack.api import SlackApi
from bot.slack.permission import SlackPermission
from bot.slack.workspaces import OneWorkspace, Workspace
from handlers.messages import Conversation, Message
from tests.bot.slack.conftest import NOW
from tests.bot.slack.fake_slack import CHANNEL, FOREIGN, MIDWIFE, FakeSlack


def asked(channel: str = CHANNEL) -> Message:
    return Message("subscribe", MIDWIFE, Conversation("slack", "T1", channel, "channel"), NOW)


@pytest.mark.parametrize("role", ["is_admin", "is_owner", "is_primary_owner"])
async def test_who_runs_the_workspace_may(slack: FakeSlack, api: SlackApi, role: str) -> None:
    slack.roles[MIDWIFE] = {role: True}
    assert await SlackPermission(OneWorkspace(Workspace(api)))(asked()) == "yes"


async def test_who_made_the_channel_may_and_others_may_not(slack: FakeSlack, api: SlackApi) -> None:
    assert await SlackPermission(OneWorkspace(Workspace(api)))(asked()) == "no"
    slack.made_by = MIDWIFE
    assert await SlackPermission(OneWorkspace(Workspace(api)))(asked()) == "yes"


@pytest.mark.parametrize("guest", ["is_restricted", "is_ultra_restricted", "is_stranger"])
async def test_a_guest_may_not_even_in_a_channel_of_their_own(
    slack: FakeSlack, api: SlackApi, guest: str
) -> None:
    slack.made_by = MIDWIFE
    slack.roles[MIDWIFE] = {guest: True}
    assert await SlackPermission(OneWorkspace(Workspace(api)))(asked()) == "no"


@pytest.mark.parametrize("method", ["users.info", "conversations.info"])
@pytest.mark.parametrize("error", ["missing_scope", "fatal_error"])
async def test_when_slack_does_not_say_it_is_unknown(
    slack: FakeSlack, api: SlackApi, method: str, error: str
) -> None:
    slack.failing[method] = error
    with capture_logs() as logs:
        assert await SlackPermission(OneWorkspace(Workspace(api)))(asked()) == "unknown"
    assert [(line["event"], line["error"]) for line in logs] == [("slack_permission_unknown", error)]


async def test_a_channel_that_the_bot_is_not_in_is_unknown(api: SlackApi) -> None:
    assert await SlackPermission(OneWorkspace(Workspace(api)))(asked(FOREIGN)) == "unknown"
