"""The workspaces that the settings name: one by its token, or all that install the app, or both."""

import asyncio
from dataclasses import dataclass

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.settings import Settings
from bot.slack import remedies
from bot.slack.api import SLACK, Identity, RefusedError, SlackApi, UnreachableError
from bot.slack.installed import InstalledBots
from bot.slack.sealing import Seal
from bot.slack.workspaces import OneWorkspace, SeveralWorkspaces, Workspace, Workspaces
from bot.store.installations import Installations

START_WAITS = 5.0
"""Seconds that the start waits for Slack; the other surfaces must not wait longer."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Where the bot answers, and what is wrong. `installed` is None where nobody can install it."""

    workspaces: Workspaces
    installed: InstalledBots | None
    identity: Identity | None
    troubles: list[str]


async def joined(settings: Settings, installations: Installations | None, session: ClientSession) -> Joined:
    """Raises RefusedError where Slack refuses the only token there is."""

    def api_with(token: str) -> SlackApi:
        return SlackApi(token, session, settings.slack_api_url or SLACK)

    installed = _installed(settings, installations)
    if settings.slack_bot_token is None:
        assert installed is not None
        return Joined(SeveralWorkspaces(installed, api_with), installed, None, [])
    api = api_with(settings.slack_bot_token.get_secret_value())
    try:
        identity, troubles = await _known(api)
    except RefusedError as error:
        if installed is None:
            raise
        trouble = str(remedies.refused_token(error.code))
        return Joined(SeveralWorkspaces(installed, api_with), installed, None, [trouble])
    own = Workspace(api, identity.user_id, identity.bot_id, identity.team_id) if identity else Workspace(api)
    if installed is None:
        return Joined(OneWorkspace(own), None, identity, troubles)
    return Joined(SeveralWorkspaces(installed, api_with, own), installed, identity, troubles)


def _installed(settings: Settings, installations: Installations | None) -> InstalledBots | None:
    if settings.slack_client_id is None or installations is None:
        return None
    return InstalledBots(
        settings.slack_client_id, installations.engine, Seal(_secret(settings.slack_token_key))
    )


async def _known(api: SlackApi) -> tuple[Identity | None, list[str]]:
    """Whom the token belongs to, or what is in the way. Raises RefusedError."""
    try:
        async with asyncio.timeout(START_WAITS):
            identity = await api.who_am_i()
    except UnreachableError as error:
        return None, [remedies.unreachable(error.code)]
    except TimeoutError:
        return None, [remedies.unreachable("timeout")]
    return identity, remedies.missing_scopes(identity)


def _secret(given: SecretStr | None) -> str:
    return given.get_secret_value() if given else ""
