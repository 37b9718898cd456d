"""Opens the courier to Slack, with connections of its own."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import structlog

from bot.http_session import http_session
from bot.settings import Settings
from bot.slack.api import SLACK, WAITS, RefusedError
from bot.slack.courier import SlackCourier
from bot.slack.joining import joined
from bot.slack.written import body_as_json
from bot.store.installations import Installations


@asynccontextmanager
async def slack_courier(
    settings: Settings, installations: Installations
) -> AsyncIterator[SlackCourier | None]:
    """To every workspace that the settings name. None where Slack refuses the only token there is."""
    async with http_session(WAITS, as_json=body_as_json) as session:
        try:
            found = await joined(settings, installations, session)
        except RefusedError as error:
            structlog.get_logger().error("slack_off", error=error.code)
            yield None
            return
        yield SlackCourier(found.workspaces, session, settings.slack_api_url or SLACK)
