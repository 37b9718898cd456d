"""Who may talk to the bot: the SDK checks each request's token, with the bot's own keys and connections."""

from collections.abc import Callable

import aiohttp
from botbuilder.schema import Activity
from botframework.connector import BotFrameworkConnectorConfiguration
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import (
    AuthenticateRequestResult,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    ClaimsIdentity,
    ConnectorFactory,
    MicrosoftAppCredentials,
    PasswordServiceClientCredentialFactory,
)
from botframework.connector.auth.jwt_token_extractor import JwtTokenExtractor

from bot.teams.keys import NoKeys, SigningKeys
from bot.teams.tokens import SCOPE, Tokens
from bot.teams.wire import Wire

OPENID = "https://login.botframework.com/v1/.well-known/openidconfiguration"
ISSUER = "https://api.botframework.com"
_NOBODY = "emulator tokens are not believed"
_MOST = 50


class Connectors(ConnectorFactory):  # type: ignore[misc]
    """One client for each of Teams' addresses, kept: making one costs more than answering."""

    def __init__(self, session: aiohttp.ClientSession, tokens: Tokens) -> None:
        self._wire = Wire(session, tokens)
        self._kept: dict[str, ConnectorClient] = {}

    async def create(self, service_url: str, audience: str | None = None) -> ConnectorClient:
        """The client for an address that a token vouched for."""
        if service_url not in self._kept:
            while len(self._kept) >= _MOST:
                del self._kept[next(iter(self._kept))]
            config = BotFrameworkConnectorConfiguration(
                MicrosoftAppCredentials.empty(), service_url, pipeline_type=self._wire.pipeline
            )
            self._kept[service_url] = ConnectorClient(None, custom_configuration=config)
        return self._kept[service_url]


class Authentication(BotFrameworkAuthentication):  # type: ignore[misc]
    """The SDK's check of tokens for this app, and nothing of its skills, streams and sign-ins."""

    def __init__(
        self, app_id: str, keys: SigningKeys, connectors: Connectors, *, anyone: bool = False
    ) -> None:
        """Without an app id the SDK believes anyone: then `anyone` must be said. Raises ValueError."""
        if bool(app_id) == anyone:
            raise ValueError("an app id, or anyone, and not both")
        self._connectors = connectors
        self._inner = BotFrameworkAuthenticationFactory.create(
            to_channel_from_bot_oauth_scope=SCOPE,
            to_bot_from_channel_token_issuer=ISSUER,
            to_bot_from_channel_open_id_metadata_url=keys.address,
            to_bot_from_emulator_open_id_metadata_url=_NOBODY,
            credential_factory=PasswordServiceClientCredentialFactory(app_id),
        )
        JwtTokenExtractor.metadataCache.update({keys.address: keys, _NOBODY: NoKeys()})

    async def authenticate_request(
        self, activity: Activity, auth_header: str | None
    ) -> AuthenticateRequestResult:
        """Raises whatever the SDK raises for a request that proves nothing."""
        result = await self._inner.authenticate_request(activity, auth_header or None)
        result.connector_factory = self._connectors
        return result

    def create_connector_factory(self, claims_identity: ClaimsIdentity) -> ConnectorFactory:
        """For messages that answer nothing."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: ClaimsIdentity) -> None:
        """Nobody signs in through this bot."""

    def get_originating_audience(self) -> str:
        """For whom the bot's own token is."""
        return SCOPE

    authenticate_channel_request: Callable[..., object] | None = None
    authenticate_streaming_request: Callable[..., object] | None = None
    create_bot_framework_client: Callable[..., object] | None = None
