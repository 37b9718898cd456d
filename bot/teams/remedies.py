"""What is said about Teams when the bot starts: what is on, or what is wrong and how to mend it."""

from bot.connections import Connection
from bot.settings import Settings
from bot.teams.endpoint import PATH
from bot.teams.tokens import TokenRefused

_REGISTRATION = "your app registration in Microsoft Entra"
_SECRET = (
    f"In {_REGISTRATION} > Certificates & secrets make a new client secret, and set TEAMS_APP_PASSWORD to"
    " its value (not its id)."
)
_REMEDIES = {
    7000215: ("refuses TEAMS_APP_PASSWORD", _SECRET),
    7000222: ("says that TEAMS_APP_PASSWORD has expired", _SECRET),
    700016: (
        "does not know TEAMS_APP_ID in this organisation",
        f"Copy TEAMS_APP_ID and TEAMS_TENANT_ID again from {_REGISTRATION} > Overview.",
    ),
    90002: (
        "does not know TEAMS_TENANT_ID",
        f"Copy it from {_REGISTRATION} > Overview > Directory (tenant) ID.",
    ),
}
_REMEDIES[900023] = _REMEDIES[90002]
_OTHERWISE = (
    "refuses the app",
    f"Compare TEAMS_APP_ID, TEAMS_TENANT_ID and TEAMS_APP_PASSWORD with {_REGISTRATION}.",
)


def refused(error: TokenRefused) -> Connection:
    """The login service does not accept the app."""
    what, remedy = _REMEDIES.get(error.code, _OTHERWISE)
    return _off(f"Microsoft's login service {what} ({error})", remedy)


def unsafe() -> Connection:
    """Without an app id nothing would be authenticated."""
    return _off(
        "TEAMS_APP_ID is not set, and HOST can be reached by other machines",
        "Set TEAMS_APP_ID; or, for Agents Playground on this machine, unset HOST.",
    )


def failed(error: Exception) -> Connection:
    """Something that nobody foresaw."""
    return _off(f"it could not be started ({type(error).__name__})", "The log says where.")


def on(settings: Settings, trouble: str = "") -> Connection:
    """Teams is on. `trouble` is what the start could not find out."""
    if settings.teams_local:
        words = f"on without authentication, for Agents Playground on this machine: POST {PATH}"
    else:
        words = f"on: POST {PATH}, {settings.teams_app_type} app {settings.teams_app_id}"
    return Connection("Teams", True, f"{words}. {trouble}".rstrip(". "))


def unreachable(why: str) -> str:
    """The login service did not answer."""
    return (
        f"Microsoft's login service could not be reached yet ({why}): check that this machine may open"
        " connections to login.microsoftonline.com. The secret was not checked, and answers begin when"
        " it is reached"
    )


def _off(why: str, how: str) -> Connection:
    return Connection("Teams", False, why, how)
