"""Teams: whether the app registration, its organisation and its secret belong together."""

import datetime as dt
from collections.abc import AsyncIterator

from aiohttp import ClientSession

from bot.doctor.clock import clock, time_by
from bot.doctor.finding import Finding, failed, off, ok, warning
from bot.settings import Settings
from bot.settings_rules import GUID
from bot.teams import remedies
from bot.teams.authentication import OPENID
from bot.teams.connecting import LOGIN, tokens_of
from bot.teams.keys import SigningKeys
from bot.teams.port import KeysUnavailable, Unauthorized
from bot.teams.tokens import TokenRefused, TokenUnavailable

APP, KEYS = "Teams app", "Teams keys"


async def teams(settings: Settings, session: ClientSession) -> AsyncIterator[Finding]:
    """Everything about Teams, and the clock by Microsoft's."""
    if settings.teams_app_id is None:
        local = "for Agents Playground on this machine" if settings.teams_local else "not set up"
        yield off("Teams", f"{local}. To connect it: docs/teams.md")
        return
    secret = settings.teams_app_password
    if secret is not None and GUID.fullmatch(secret.get_secret_value()):
        yield failed(
            APP,
            "TEAMS_APP_PASSWORD is the id of a secret, not its value",
            "The value is shown only once: in your app registration > Certificates & secrets make a new"
            " client secret, and copy what stands under Value.",
        )
    if settings.teams_tenant_id is not None and settings.teams_tenant_id == settings.teams_app_id:
        yield failed(
            APP,
            "TEAMS_TENANT_ID is the id of the app, not of the organisation",
            "Copy it from your app registration in Microsoft Entra > Overview > Directory (tenant) ID.",
        )
    yield await _keys(settings, session)
    date = await time_by(session, "GET", settings.teams_login_url or LOGIN)
    if date is None:
        yield failed(
            "Teams",
            "Microsoft's login service cannot be reached from this machine",
            "Let it open connections to login.microsoftonline.com (port 443), or set HTTPS_PROXY.",
        )
        return
    yield clock(date, "Microsoft", dt.datetime.now(dt.UTC))
    try:
        await tokens_of(settings, session).current()
        yield ok(APP, f"{settings.teams_app_type} app {settings.teams_app_id} gets its token")
    except TokenRefused as error:
        connection = remedies.refused(error)
        yield failed(APP, connection.why, connection.how)
    except TokenUnavailable as error:
        yield warning(APP, f"was not checked ({error})", "Try again in a minute.")


async def _keys(settings: Settings, session: ClientSession) -> Finding:
    """Without them nothing that Teams sends can be believed, however well the bot itself logs in."""
    try:
        await SigningKeys(settings.teams_openid_url or OPENID, session).get(None)
    except Unauthorized:  # they are there, and nobody's key is not among them
        return ok(KEYS, "the keys that Teams signs with can be fetched")
    except KeysUnavailable as error:
        return failed(
            KEYS,
            f"the keys that Teams signs with cannot be fetched ({error}), so all it sends is turned away",
            "Let this machine open connections to login.botframework.com (port 443), or set HTTPS_PROXY.",
        )
    return ok(KEYS, "the keys that Teams signs with can be fetched")
