"""GET /slack/install and /slack/oauth_redirect: a workspace installs the app, by Bolt's own flow."""

from typing import Any

from aiohttp import ClientSession, web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.state_store.sqlalchemy import AsyncSQLAlchemyOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.settings import Settings
from bot.slack.api import SLACK, retry_handlers
from bot.slack.installed import InstalledBots
from bot.slack.names import INSTALL_PATH, REDIRECT_PATH, SCOPES
from bot.slack.quiet import QUIET

STATE_SECONDS = 600


def oauth_flow(settings: Settings, installed: InstalledBots, session: ClientSession) -> AsyncOAuthFlow:
    """Bolt's flow with what the settings say. They were checked: what it needs is there."""
    assert settings.slack_client_id is not None
    assert settings.slack_client_secret is not None
    assert settings.public_url is not None
    states: Any = AsyncSQLAlchemyOAuthStateStore(STATE_SECONDS, installed.engine, logger=QUIET)
    client = AsyncWebClient(
        base_url=settings.slack_api_url or SLACK,
        session=session,
        retry_handlers=retry_handlers(),
        logger=QUIET,
    )
    oauth = AsyncOAuthSettings(
        client_id=settings.slack_client_id,
        client_secret=settings.slack_client_secret.get_secret_value(),
        scopes=list(SCOPES),
        user_scopes=[],
        redirect_uri=f"{settings.public_url.rstrip('/')}{REDIRECT_PATH}",
        install_path=INSTALL_PATH,
        install_page_rendering_enabled=False,
        redirect_uri_path=REDIRECT_PATH,
        installation_store=installed,
        installation_store_bot_only=True,
        state_store=states,
        state_expiration_seconds=STATE_SECONDS,
        logger=QUIET,
    )
    return AsyncOAuthFlow(client=client, logger=QUIET, settings=oauth)


class InstallPages:
    """The bridge between aiohttp and Bolt's flow."""

    def __init__(self, flow: AsyncOAuthFlow) -> None:
        self._flow = flow

    def add_to(self, app: web.Application) -> None:
        """Adds both addresses."""
        app.router.add_get(INSTALL_PATH, self.begin, name="slack:install")
        app.router.add_get(REDIRECT_PATH, self.finish, name="slack:installed")

    async def begin(self, request: web.Request) -> web.Response:
        """Sends the browser to Slack, which asks the person whether they want it."""
        answer = await self._flow.handle_installation(await to_bolt_request(request))
        return await to_aiohttp_response(answer)

    async def finish(self, request: web.Request) -> web.Response:
        """Slack sends the browser back with a code, which is exchanged for the workspace's token."""
        answer = await self._flow.handle_callback(await to_bolt_request(request))
        return await to_aiohttp_response(answer)
