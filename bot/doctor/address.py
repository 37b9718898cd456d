"""Whether the bot answers at PUBLIC_URL, as Slack and Teams would reach it."""

from collections.abc import AsyncIterator

from aiohttp import ClientConnectorCertificateError, ClientConnectorError, ClientError, ClientSession

from bot.doctor.finding import Finding, failed, off, ok
from bot.settings import Settings

NAME = "Address"
SLACK, TEAMS = "slack/events", "api/messages"
_TURNED_AWAY = {400, 401, 403}
"""What the bot says to whoever is not Slack or Teams."""


async def address(settings: Settings, session: ClientSession) -> AsyncIterator[Finding]:
    """Asks for the pages that must be there. The bot has to run meanwhile."""
    if settings.public_url is None:
        yield off(NAME, "PUBLIC_URL is not set, so whether others reach the bot was not checked")
        return
    try:
        async with session.get(f"{settings.public_url}health") as answer:
            well = answer.status == 200 and '"revision"' in await answer.text()
    except ClientConnectorCertificateError:
        yield failed(
            NAME,
            f"{settings.public_url} has no certificate that others trust",
            "Get one from a known authority (such as Let's Encrypt): Slack and Teams accept no other.",
        )
        return
    except (ClientConnectorError, ClientError, TimeoutError) as error:
        yield failed(
            NAME,
            f"nothing answers at {settings.public_url} ({type(error).__name__})",
            "Start the bot (learning-bot serve), and see that the name leads to your proxy and the proxy to"
            f" the bot's port ({settings.port}).",
        )
        return
    if not well:
        yield failed(
            NAME,
            f"what answers at {settings.public_url} is not this bot",
            f"Let the proxy hand every path to the bot's port ({settings.port}) unchanged.",
        )
        return
    yield ok(NAME, f"the bot answers at {settings.public_url}")
    if settings.slack_signing_secret is not None:
        yield await _endpoint(session, settings.public_url, SLACK, "Slack")
    if settings.teams_app_id is not None:
        yield await _endpoint(session, settings.public_url, TEAMS, "Teams")


async def _endpoint(session: ClientSession, url: str, path: str, platform: str) -> Finding:
    """Nothing is signed, so the bot must turn it away; anything else is not the bot, or not there."""
    name = f"{NAME} for {platform}"
    try:
        async with session.post(f"{url}{path}", json={}) as answer:
            status = answer.status
    except (ClientError, TimeoutError) as error:
        return failed(name, f"{url}{path} does not answer ({type(error).__name__})", "Look at the bot's log.")
    if status in _TURNED_AWAY:
        return ok(name, f"{url}{path} is there, and turns away what is not {platform}'s")
    return failed(
        name,
        f"{url}{path} answers {status} instead of turning a stranger away",
        f"See what the bot says about {platform} when it starts, and that the proxy changes no path.",
    )
