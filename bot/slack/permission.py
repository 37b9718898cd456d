"""Who may change what a channel is sent: owners and admins of the workspace, and whoever made the channel."""

from collections.abc import Mapping
from typing import Any

import structlog

from bot.slack.api import SlackError
from bot.slack.workspaces import Workspaces
from handlers.messages import Message
from handlers.records import Permission

log = structlog.get_logger()
_RUN_IT = ("is_admin", "is_owner", "is_primary_owner")
_GUESTS = ("is_restricted", "is_ultra_restricted", "is_stranger", "deleted", "is_bot")


class SlackPermission:
    """Asks Slack each time, as roles change (a MaySubscribe)."""

    def __init__(self, workspaces: Workspaces) -> None:
        self._workspaces = workspaces

    async def __call__(self, message: Message) -> Permission:
        """Unknown where Slack does not say, such as without the scopes for these two questions."""
        try:
            api = (await self._workspaces.of(message.conversation.team)).api
            person = await api.person(message.sender)
            if any(person.get(each) for each in _GUESTS):
                return "no"
            if any(person.get(each) for each in _RUN_IT):
                return "yes"
            channel: Mapping[str, Any] = await api.channel(message.conversation.channel)
        except SlackError as error:
            log.warning("slack_permission_unknown", error=error.code)
            return "unknown"
        return "yes" if channel.get("creator") == message.sender else "no"
