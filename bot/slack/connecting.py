"""Connects to Slack when the bot starts, says how that went, and lets go when the bot stops."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import structlog
from aiohttp import ClientSession, web
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.connections import Connection
from bot.http_session import http_session
from bot.settings import Settings
from bot.slack import remedies
from bot.slack.agent import Agent
from bot.slack.answering import Answering
from bot.slack.api import SLACK, WAITS, RefusedError, SlackApi, SlackError, UnreachableError, retry_handlers
from bot.slack.at_home import AtHome
from bot.slack.brain import Brain
from bot.slack.endpoint import Endpoint
from bot.slack.installing import InstallPages, oauth_flow
from bot.slack.joining import START_WAITS, Joined, joined
from bot.slack.leaving import Leaving
from bot.slack.listeners import Listening, register
from bot.slack.permission import SlackPermission
from bot.slack.quiet import QUIET
from bot.slack.sender import Sender
from bot.slack.shortcut import Shortcut
from bot.slack.socket_mode import SocketMode
from bot.slack.under_way import UnderWay
from bot.slack.windows import Windows
from bot.slack.workspaces import Workspaces
from bot.slack.written import body_as_json

log = structlog.get_logger()
LAST_REPLIES = 10.0
"""Seconds that answers under way are given when the bot stops."""


@asynccontextmanager
async def slack_connected(
    settings: Settings, app: web.Application, brain: Brain
) -> AsyncIterator[Connection]:
    """Slack beside the other surfaces, with how it went. It never raises: they go on without Slack.

    A token that Slack refuses turns Slack off. While Slack cannot be reached it is on and waits.
    """
    async with http_session(WAITS, as_json=body_as_json) as session:
        try:
            found = await joined(settings, brain.installations, session)
        except RefusedError as error:
            log.error("slack_off", error=error.code)
            yield remedies.refused_token(error.code)
            return
        brain.permissions.use("slack", SlackPermission(found.workspaces))
        under_way = UnderWay()
        bolt = bolt_app(found.workspaces, session, settings.slack_api_url or SLACK)
        leaving = Leaving(found.workspaces, found.installed, brain.installations)
        register(bolt, _listening(brain, found.workspaces, leaving, under_way))
        said = await _installable(settings, app, found, session)
        try:
            async with _ways(settings, app, bolt, session) as (ways, troubles):
                said += [*found.troubles, *troubles]
                yield remedies.on(found.identity, ways, said) if ways else remedies.off(said)
        finally:
            await under_way.settle(LAST_REPLIES)


def _listening(brain: Brain, workspaces: Workspaces, leaving: Leaving, under_way: UnderWay) -> Listening:
    sender = Sender(workspaces)
    windows = Windows(workspaces, sender)
    agent = Agent(workspaces, brain.shelf.library if brain.shelf else None)
    at_home = AtHome(brain, brain.shelf, windows, agent, under_way) if brain.shelf else None
    shortcut = Shortcut(brain, windows, under_way)
    return Listening(Answering(brain, sender, agent, under_way), leaving, shortcut, at_home)


async def _installable(
    settings: Settings, app: web.Application, found: Joined, session: ClientSession
) -> list[str]:
    """Lets further workspaces install the app, where that is set up, and says where."""
    if found.installed is None:
        return []
    InstallPages(oauth_flow(settings, found.installed, session)).add_to(app)
    return remedies.installable(
        settings.public_url or "", await found.installed.count(), sealed=settings.slack_token_key is not None
    )


def bolt_app(workspaces: Workspaces, session: ClientSession, base_url: str) -> AsyncApp:
    """Bolt without its own checks: the endpoint checks signatures, and auth.test was asked at the start."""

    async def authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
        try:
            workspace = await workspaces.of(team_id or "")
        except SlackError:  # it may have been removed a moment ago; then nothing can be posted there
            return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id)
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=workspace.bot_user or None,
            bot_id=workspace.bot_id or None,
            bot_token=workspace.api.client.token,
        )

    client = AsyncWebClient(base_url=base_url, session=session, retry_handlers=retry_handlers(), logger=QUIET)
    return AsyncApp(
        name="learning-bot",
        logger=QUIET,
        client=client,
        authorize=authorize,
        request_verification_enabled=False,
        process_before_response=True,  # a listener only starts a task, so Bolt need not start one around it
        attaching_conversation_kwargs_enabled=False,
    )


@asynccontextmanager
async def _ways(
    settings: Settings, app: web.Application, bolt: AsyncApp, session: ClientSession
) -> AsyncIterator[tuple[list[str], list[str]]]:
    """By which ways Slack delivers, and what is wrong with the others."""
    ways: list[str] = []
    if settings.slack_signing_secret is not None:
        Endpoint(bolt, settings.slack_signing_secret.get_secret_value()).add_to(app)
        ways.append("HTTP (POST /slack/events)")
    if settings.slack_app_token is None:
        yield ways, []
        return
    app_token = settings.slack_app_token.get_secret_value()
    api = SlackApi("", session, settings.slack_api_url or SLACK)
    async with _socket(bolt, api, app_token) as trouble:
        yield (ways, [trouble]) if trouble else ([*ways, "Socket Mode"], [])


@asynccontextmanager
async def _socket(bolt: AsyncApp, api: SlackApi, app_token: str) -> AsyncIterator[str]:
    """Socket Mode, with what is wrong with it. Broken connections are opened again for ever."""
    address = None
    try:
        async with asyncio.timeout(START_WAITS):
            address = await api.open_socket(app_token)
    except RefusedError as error:
        yield f"Socket Mode is {remedies.refused_socket(error.code)}"
        return
    except (UnreachableError, TimeoutError):
        pass  # connecting below tries again until it works
    socket = SocketMode(bolt, app_token)
    socket.client.wss_uri = address
    connecting = asyncio.create_task(socket.connect_async())  # type: ignore[no-untyped-call]
    if address:
        await asyncio.wait({connecting}, timeout=START_WAITS)
    try:
        yield ""
    finally:
        connecting.cancel()
        with suppress(asyncio.CancelledError):
            await connecting
        await socket.close_async()  # type: ignore[no-untyped-call]
