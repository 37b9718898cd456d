"""Slack's own installation store on the bot's database, with two changes: tokens are sealed, and who
installed the app is not kept."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt.error import BoltError
from slack_sdk.oauth.installation_store import Bot, Installation
from slack_sdk.oauth.installation_store.sqlalchemy import AsyncSQLAlchemyInstallationStore

from bot.slack.quiet import QUIET
from bot.slack.sealing import Seal

log = structlog.get_logger()


def _nobody(_team: str) -> None:
    """As long as nobody remembers a token."""


class InstalledBots(AsyncSQLAlchemyInstallationStore):
    """One bot for each workspace, found by the workspace alone."""

    def __init__(self, client_id: str, engine: Any, seal: Seal) -> None:  # noqa: ANN401 - SQLAlchemy's
        super().__init__(client_id, engine, logger=QUIET)
        self._seal = seal
        self.when_saved: Callable[[str], None] = _nobody
        """Told which workspace has a new token."""

    async def async_save(self, installation: Installation) -> None:
        """Keeps the bot of an installation. Raises BoltError for one of a whole organisation."""
        if installation.is_enterprise_install or not installation.team_id:
            raise BoltError("The bot is installed in one workspace at a time")
        await self.async_save_bot(installation.to_bot())

    async def async_save_bot(self, bot: Bot) -> None:
        """Replaces what was kept of this workspace."""
        bot.enterprise_id = None  # events are matched by their workspace, whatever organisation it is in
        bot.bot_token = self._seal.close(bot.bot_token)
        await super().async_save_bot(bot)
        before = dt.datetime.fromtimestamp(bot.installed_at, dt.UTC)
        await self.forget(bot.team_id or "", before=before)
        self.when_saved(bot.team_id or "")

    async def find(self, team: str) -> Bot | None:
        """The bot of a workspace with its token, or None: not installed there, or sealed with another key."""
        bot = await super().async_find_bot(enterprise_id=None, team_id=team)
        if bot is None:
            return None
        token = self._seal.open(bot.bot_token)
        if token is None:
            log.error("slack_token_sealed", platform="slack")
            return None
        bot.bot_token = token
        return bot

    async def forget(self, team: str, before: dt.datetime) -> None:
        """Removes what was kept of a workspace before a moment: it may have been installed again since."""
        column = self.bots.c
        older = column.installed_at < before.astimezone(dt.UTC).replace(tzinfo=None)
        ours = (column.client_id == self.client_id) & (column.team_id == team) & older
        async with self.engine.begin() as connection:
            await connection.execute(self.bots.delete().where(ours))

    async def count(self) -> int:
        """How many workspaces there are."""
        async with self.engine.connect() as connection:
            rows = await connection.execute(self.bots.select().where(self.bots.c.client_id == self.client_id))
            return len({row["team_id"] for row in rows.mappings()})
