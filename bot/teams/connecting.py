"""Connects to Teams when the bot starts, says how that went, and lets go when the bot stops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog
from aiohttp import ClientSession, web

from bot.connections import Connection
from bot.http_session import http_session
from bot.settings import Settings
from bot.teams import remedies
from bot.teams.admission import Admission
from bot.teams.answering import Answering, Brain
from bot.teams.authentication import OPENID, Authentication, Connectors
from bot.teams.botbuilder_sdk import BotBuilder, ProactiveMessages
from bot.teams.courier import TeamsCourier
from bot.teams.endpoint import Endpoint
from bot.teams.keys import SigningKeys
from bot.teams.managed import by_identity
from bot.teams.permission import TeamsPermission
from bot.teams.port import Transport
from bot.teams.sender import Sender
from bot.teams.tokens import KeptToken, NoToken, TokenRefused, Tokens, TokenUnavailable, by_secret

LOGIN = "https://login.microsoftonline.com/"
ANY_TENANT = "botframework.com"
"""Where an app for several organisations gets its token."""
SENDER = Sender()
START_WAITS = 5.0
"""Seconds that the start waits for the login service; the other surfaces must not wait longer."""


@asynccontextmanager
async def teams_connected(
    settings: Settings, app: web.Application, brain: Brain, sender: Sender = SENDER
) -> AsyncIterator[Connection]:
    """Teams beside the other surfaces, with how it went. It never raises: they go on without Teams.

    A secret that is refused turns Teams off. While the login service cannot be reached it is on and waits.
    """
    async with http_session() as session:
        try:
            connection, endpoint = await _connect(settings, session, brain, sender)
        except Exception as error:  # whatever it is, it must not keep the other surfaces from serving
            structlog.get_logger().error("teams_not_started", exc_info=error)
            connection, endpoint = remedies.failed(error), None
        if endpoint is not None:
            endpoint.add_to(app)
        try:
            yield connection
        finally:
            if endpoint is not None:
                await endpoint.settle()


async def _connect(
    settings: Settings, session: ClientSession, brain: Brain, sender: Sender
) -> tuple[Connection, Endpoint | None]:
    if settings.teams_app_id is None and not (settings.teams_local and settings.loopback):
        return remedies.unsafe(), None
    tokens = tokens_of(settings, session)
    trouble = ""
    try:
        async with asyncio.timeout(START_WAITS):
            await tokens.current()
    except TokenRefused as error:
        return remedies.refused(error), None
    except (TokenUnavailable, TimeoutError) as error:
        trouble = remedies.unreachable(str(error) or "no answer")
    transport = _transport(settings, session, tokens)
    local = settings.teams_app_id is None
    listed = filter(None, (settings.teams_tenant_id, *settings.teams_allowed_tenants))
    admission = Admission(None if local else listed)
    brain.permissions.use("teams", TeamsPermission(admission))
    endpoint = Endpoint(transport, Answering(brain, admission, sender), admission, local=local)
    return remedies.on(settings, trouble), endpoint


@asynccontextmanager
async def teams_courier(settings: Settings) -> AsyncIterator[TeamsCourier]:
    """What carries briefings to Teams, with its own connections."""
    async with http_session() as session:
        tokens = tokens_of(settings, session)
        yield TeamsCourier(ProactiveMessages(Connectors(session, tokens), tokens))


def _transport(settings: Settings, session: ClientSession, tokens: Tokens) -> Transport:
    keys = SigningKeys(settings.teams_openid_url or OPENID, session)
    connectors = Connectors(session, tokens)
    anyone = settings.teams_app_id is None
    return BotBuilder(Authentication(settings.teams_app_id or "", keys, connectors, anyone=anyone))


def tokens_of(settings: Settings, session: ClientSession) -> Tokens:
    """Where the access token of the app in the settings comes from."""
    if settings.teams_app_id is None:
        return NoToken()
    if settings.teams_app_type == "UserAssignedMSI":
        return KeptToken(by_identity(settings.teams_app_id))
    single = settings.teams_app_type == "SingleTenant"
    tenant = settings.teams_tenant_id if single and settings.teams_tenant_id else ANY_TENANT
    secret = settings.teams_app_password.get_secret_value() if settings.teams_app_password else ""
    login = settings.teams_login_url or LOGIN
    return KeptToken(by_secret(session, login, tenant, settings.teams_app_id, secret))
