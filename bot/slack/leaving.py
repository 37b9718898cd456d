"""What is done when a workspace removes the app, or revokes its token: that workspace is forgotten."""

import datetime as dt

import structlog

from bot.logs import places
from bot.slack.brain import FirstTime
from bot.slack.incoming import Delivery
from bot.slack.installed import InstalledBots
from bot.slack.under_way import UnderWay
from bot.slack.workspaces import Workspaces
from bot.store.installations import Installations

log = structlog.get_logger()
SECOND = dt.timedelta(seconds=1)
"""Slack gives the time of an event in whole seconds."""


class Leaving:
    """Forgets one workspace, and nothing of another. `installed` is None where one token stands in the
    settings."""

    def __init__(
        self,
        workspaces: Workspaces,
        installed: InstalledBots | None,
        installations: Installations | None,
        first_time: FirstTime,
        under_way: UnderWay,
    ) -> None:
        self._workspaces = workspaces
        self._installed = installed
        self._installations = installations
        self._first_time = first_time
        self._under_way = under_way

    def removed(self, delivery: Delivery) -> None:
        """The app was removed: its token goes, and with it every conversation and subscription there."""
        self._begin(delivery, everything=True)

    def revoked(self, delivery: Delivery) -> None:
        """The bot's token was revoked. Subscriptions stay: a token is also revoked to be replaced, and when
        the app is removed Slack says that too."""
        if delivery.body["event"]["tokens"].get("bot"):
            self._begin(delivery, everything=False)

    def _begin(self, delivery: Delivery, *, everything: bool) -> None:
        team = delivery.body["team_id"]
        at = dt.datetime.fromtimestamp(delivery.body["event_time"], dt.UTC)
        self._under_way.start(self._forget(delivery.key, team, at + SECOND, everything))

    async def _forget(self, key: str, team: str, before: dt.datetime, everything: bool) -> None:
        if not await self._first_time(f"slack {key}"):
            return
        self._workspaces.forget(team)
        try:
            if self._installed is not None:
                await self._installed.forget(team, before)
            if everything and self._installations is not None and await self._gone(team):
                await self._installations.forget_workspace(team)
        except Exception as error:  # the database may be in trouble; Slack will not say it again
            log.error("slack_workspace_kept", error=type(error).__name__, places=places(error))
        else:
            log.info("slack_workspace_left", doing="removed" if everything else "revoked")

    async def _gone(self, team: str) -> bool:
        """Not where the app was installed again before Slack said that it had been removed."""
        return self._installed is None or await self._installed.find(team) is None
