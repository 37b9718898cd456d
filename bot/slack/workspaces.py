"""Which token answers in which workspace."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

import structlog

from bot.slack.api import RefusedError, SlackApi, UnreachableError
from bot.slack.installed import InstalledBots

log = structlog.get_logger()
KNOWN_SECONDS = 60.0
"""How long a token is used before it is looked up again: another process may have got a new one."""


@dataclass(frozen=True, slots=True)
class Workspace:
    """The bot in one workspace. Its ids are empty while Slack has not said them."""

    api: SlackApi
    bot_user: str = ""
    bot_id: str = ""
    team: str = ""


class Workspaces(Protocol):
    """Finds the workspace that something came from, and where the answer goes."""

    async def of(self, team: str) -> Workspace:
        """The bot there. Raises RefusedError where it is not installed."""
        ...

    def forget(self, team: str) -> None:
        """The token there is no longer good."""
        ...


@dataclass(frozen=True, slots=True)
class OneWorkspace:
    """The one of SLACK_BOT_TOKEN (a Workspaces): whatever comes, comes from there."""

    workspace: Workspace

    async def of(self, team: str) -> Workspace:
        """That one."""
        return self.workspace

    def forget(self, team: str) -> None:
        """Nothing is remembered: the token stands in the settings."""


class SeveralWorkspaces:
    """Those that installed the app (a Workspaces), beside the one of SLACK_BOT_TOKEN if there is one."""

    def __init__(
        self,
        installed: InstalledBots,
        api_with: Callable[[str], SlackApi],
        own: Workspace | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._installed = installed
        self._api_with = api_with
        self._own = own
        self._clock = clock
        installed.when_saved = self.forget
        self._known: dict[str, tuple[float, Workspace]] = {}

    async def of(self, team: str) -> Workspace:
        """The bot there. Raises RefusedError where it is not installed, and UnreachableError where that
        cannot be found out."""
        if self._own is not None and team in ("", self._own.team):
            return self._own
        until, known = self._known.get(team, (0.0, None))
        if known is not None and self._clock() < until:
            return known
        try:
            found = await self._installed.find(team)
        except Exception as error:  # the database may be in trouble; a token that was good may still be
            log.warning("slack_token_not_read", error=type(error).__name__)
            if known is None:
                raise UnreachableError("database") from error
            return known
        if found is None:
            self._known.pop(team, None)
            if self._own is not None and not self._own.team:
                return self._own
            raise RefusedError("not_installed")
        workspace = Workspace(self._api_with(found.bot_token), found.bot_user_id or "", found.bot_id, team)
        self._known[team] = (self._clock() + KNOWN_SECONDS, workspace)
        return workspace

    def forget(self, team: str) -> None:
        """The token there is no longer good."""
        self._known.pop(team, None)
