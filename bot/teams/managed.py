"""The bot's token from the managed identity of the Azure machine it runs on, which needs no secret."""

import asyncio
from collections.abc import Awaitable, Callable

from botframework.connector.auth.managedidentity_app_credentials import ManagedIdentityAppCredentials

from bot.teams.tokens import EARLY, SCOPE, Token, TokenUnavailable

KEPT = 600.0
"""Seconds for which a token is kept here; the library beneath keeps it for as long as it is good."""


def by_identity(app_id: str) -> Callable[[], Awaitable[Token]]:
    """Asks the machine's identity service. Its library blocks, so it is asked in a thread."""
    credentials = ManagedIdentityAppCredentials(app_id, SCOPE)

    async def fetch() -> Token:
        try:
            value = await asyncio.to_thread(credentials.get_access_token)
        except Exception as error:  # the library raises whatever the machine's service makes it raise
            raise TokenUnavailable(type(error).__name__) from None
        return Token(str(value), KEPT + EARLY)

    return fetch
