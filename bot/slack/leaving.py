"""What is done when a workspace removes the app, or revokes its token: that workspace is forgotten."""

import datetime as dt

import structlog

from bot.logs import places
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

    async def _done(self, delivery: Delivery, *, everything: bool) -> bool:
        team = delivery.body["team_id"]
        at = dt.datetime.fromtimestamp(delivery.body["event_time"], dt.UTC)
        try:
            await self._forget(team, at + SECOND, everything)
        except Exception as error:  # the database may be in trouble; Slack says it again
            log.error("slack_workspace_kept", error=type(error).__name__, places=places(error))
            return False
        log.info("slack_workspace_left", doing="removed" if everything else "revoked")
        return True

    async def _forget(self, team: str, before: dt.datetime, everything: bool) -> None:
        if self._installed is not None:
            await self._installed.forget(team, before)
        self._workspaces.forget(team)
        if everything and self._installations is not None and await self._gone(team):
            await self._installations.forget_workspace(team)

    async def _gone(self, team: str) -> bool:
        """Not where the app was installed again before Slack said that it had been removed."""
        return self._installed is None or await self._installed.find(team) is None
