"""What is done when a workspace removes the app or revokes its token, and when a person's account there is
deactivated: they are forgotten."""

import datetime as dt
from collections.abc import Coroutine
from typing import Any

import structlog

from bot.logs import places
from bot.slack.api import RefusedError
from bot.slack.incoming import Delivery
from bot.slack.installed import InstalledBots
from bot.slack.workspaces import Workspaces
from bot.store.installations import Installations

log = structlog.get_logger()
SECOND = dt.timedelta(seconds=1)
"""Slack gives the time of an event in whole seconds."""


class Leaving:
    """Forgets one workspace, and nothing of another. `installed` is None where one token stands in the
    settings. What Slack says again is done again: there is nothing left then."""

    def __init__(
        self,
        workspaces: Workspaces,
        installed: InstalledBots | None,
        installations: Installations | None,
    ) -> None:
        self._workspaces = workspaces
        self._installed = installed
        self._installations = installations

    async def removed(self, delivery: Delivery) -> bool:
        """The app was removed: its token goes, and with it every conversation and subscription there.
        Whether that is done."""
        return await self._done(delivery, everything=True)

    async def revoked(self, delivery: Delivery) -> bool:
        """The bot's token was revoked. Subscriptions stay: a token is also revoked to be replaced, and when
        the app is removed Slack says that too. Whether that is done."""
        bots = delivery.body["event"]["tokens"].get("bot")
        return not bots or await self._done(delivery, everything=False)

    async def changed(self, delivery: Delivery) -> bool:
        """Something about a person changed. Whose account is deactivated gets no more briefings: whether that
        is done."""
        person = delivery.body["event"]["user"]
        return not person.get("deleted") or await _tried(
            self._forget_person(delivery.team, person["id"]), "deactivated"
        )

    async def _done(self, delivery: Delivery, *, everything: bool) -> bool:
        at = dt.datetime.fromtimestamp(delivery.body["event_time"], dt.UTC)
        forgetting = self._forget(delivery.body["team_id"], at + SECOND, everything)
        return await _tried(forgetting, "removed" if everything else "revoked")

    async def _forget_person(self, team: str, user: str) -> None:
        if self._installations is None:
            return
        try:
            channel = await (await self._workspaces.of(team)).api.found_direct_channel(user)
        except RefusedError as error:  # such as without the scope for it; asking again would not help
            log.warning("slack_person_kept", error=error.code)
            return
        if channel:
            await self._installations.forget_conversation(team, channel)

    async def _forget(self, team: str, before: dt.datetime, everything: bool) -> None:
        if self._installed is not None:
            await self._installed.forget(team, before)
        self._workspaces.forget(team)
        if everything and self._installations is not None and await self._gone(team):
            await self._installations.forget_workspace(team)

    async def _gone(self, team: str) -> bool:
        """Not where the app was installed again before Slack said that it had been removed."""
        return self._installed is None or await self._installed.find(team) is None


async def _tried(forgetting: Coroutine[Any, Any, None], doing: str) -> bool:
    """Whether it was done. If not, because the database or Slack is in trouble, Slack says it again."""
    try:
        await forgetting
    except Exception as error:
        log.error("slack_not_forgotten", doing=doing, error=type(error).__name__, places=places(error))
        return False
    log.info("slack_forgotten", doing=doing)
    return True
