"""Slack: whether it can be reached, and whether each credential is the one it should be."""

import datetime as dt
import re
from collections.abc import AsyncIterator, Iterator

from aiohttp import ClientSession
from pydantic import SecretStr

from bot.doctor.clock import clock, time_by
from bot.doctor.finding import Finding, failed, off, ok, warning
from bot.settings import Settings
from bot.slack import remedies
from bot.slack.api import SLACK, Identity, RefusedError, SlackApi, UnreachableError
from bot.slack.names import NEEDED, OPTIONAL_SCOPES

TOKEN, APP_TOKEN, SIGNING, SEVERAL = "Slack token", "Slack app token", "Slack signing secret", "Slack install"
_SIGNING = re.compile(r"[0-9a-f]{32}")
_CLIENT = re.compile(r"\d+\.\d+")
_SCOPES = "Add them under OAuth & Permissions > Scopes, then install the app again."
_AGAIN = "Copy the Signing Secret again from Basic Information > App Credentials."


async def slack(settings: Settings, session: ClientSession) -> AsyncIterator[Finding]:
    """Everything about Slack, and the clock by Slack's."""
    if settings.slack_bot_token is None and settings.slack_client_id is None:
        yield off("Slack", "not set up. To connect it: docs/slack.md")
        return
    date = await time_by(session, "POST", f"{settings.slack_api_url or SLACK}api.test")
    if date is None:
        yield failed(
            "Slack",
            "cannot be reached from this machine",
            "Let it open connections to slack.com (port 443), or set HTTPS_PROXY if it has to use a proxy.",
        )
        return
    yield clock(date, "Slack", dt.datetime.now(dt.UTC))
    for each in (*_signing(settings), *_several(settings)):
        yield each
    async for found in _tokens(settings, session):
        yield found


async def _tokens(settings: Settings, session: ClientSession) -> AsyncIterator[Finding]:
    api = SlackApi(_secret(settings.slack_bot_token), session, settings.slack_api_url or SLACK)
    try:
        if settings.slack_bot_token is not None:
            for each in _identity(await api.who_am_i()):
                yield each
    except RefusedError as error:
        connection = remedies.refused_token(error.code)
        yield failed(TOKEN, connection.why, connection.how)
    except UnreachableError as error:
        yield warning(TOKEN, *remedies.not_checked(error.code))
    if settings.slack_app_token is None:
        return
    try:
        await api.open_socket(_secret(settings.slack_app_token))
        yield ok(APP_TOKEN, "opens connections for Socket Mode")
    except RefusedError as error:
        connection = remedies.refused_socket(error.code)
        yield failed(APP_TOKEN, connection.why, connection.how)
    except UnreachableError as error:
        yield warning(APP_TOKEN, *remedies.not_checked(error.code))


def _identity(identity: Identity) -> Iterator[Finding]:
    if not identity.bot_id:
        yield failed(
            TOKEN,
            "belongs to a person, not to the bot",
            "Copy the Bot User OAuth Token (xoxb-...) from OAuth & Permissions, not the User OAuth Token.",
        )
        return
    missing = sorted(NEEDED - identity.scopes) if identity.scopes else []
    wanting = sorted(OPTIONAL_SCOPES - identity.scopes) if identity.scopes else []
    if missing:
        yield failed(TOKEN, f"may not do what the bot needs: {', '.join(missing)} missing", _SCOPES)
    if wanting:
        yield warning(TOKEN, f"answers work, the rest not: {', '.join(wanting)} missing", _SCOPES)
    if not missing and not wanting:
        yield ok(TOKEN, f"good in {identity.team or 'its workspace'}, with every scope")


def _signing(settings: Settings) -> Iterator[Finding]:
    if settings.slack_signing_secret is None:
        yield off(SIGNING, "not set: nothing is taken over HTTP, only by Socket Mode")
        return
    secret = _secret(settings.slack_signing_secret)
    if secret == _secret(settings.slack_client_secret):
        yield failed(SIGNING, "is the Client Secret", _AGAIN)
    elif not _SIGNING.fullmatch(secret):
        yield failed(SIGNING, "is not 32 hexadecimal digits, so it is something else", _AGAIN)
    else:
        yield ok(SIGNING, "looks right; whether it belongs to this app shows when Slack sends something")


def _several(settings: Settings) -> Iterator[Finding]:
    if settings.slack_client_id is None:
        return
    if not _CLIENT.fullmatch(settings.slack_client_id):
        yield failed(
            SEVERAL,
            "SLACK_CLIENT_ID is not two numbers with a dot between them",
            "Copy the Client ID from Basic Information > App Credentials.",
        )
    elif settings.slack_token_key is None:
        yield warning(
            SEVERAL,
            "tokens of workspaces stand in the database unencrypted",
            "Set SLACK_TOKEN_KEY to what `learning-bot slack key` prints.",
        )
    else:
        yield ok(SEVERAL, "workspaces can install the bot, and their tokens are encrypted")


def _secret(given: SecretStr | None) -> str:
    return given.get_secret_value() if given else ""
