"""What is said about Slack when the bot starts: what is on, or what is wrong and how to mend it."""

from bot.connections import Connection
from bot.slack.api import NOT_NOW, Identity
from bot.slack.names import INSTALL_PATH, NEEDED

SLACK_HAS_TROUBLE = "Slack has trouble of its own, and https://slack-status.com says when that is over."
_AGAIN = "Copy the Bot User OAuth Token again from OAuth & Permissions, and install the app there if it asks."
_REMEDIES = {
    "account_inactive": f"The app was removed from the workspace. {_AGAIN}",
    "token_revoked": f"The token was revoked. {_AGAIN}",
    "token_expired": f"The token has expired: turn token rotation off for this app. {_AGAIN}",
}


def refused_token(code: str) -> Connection:
    """Slack does not accept the bot's token."""
    return Connection("Slack", False, f"Slack refuses SLACK_BOT_TOKEN ({code})", _REMEDIES.get(code, _AGAIN))


def on(identity: Identity | None, ways: list[str], troubles: list[str]) -> Connection:
    """Slack is on. `identity` is unknown while Slack cannot be reached."""
    where = f" in {identity.team}" if identity and identity.team else ""
    said = f"on{where}: direct messages, mentions and /learning, by {' and '.join(ways)}"
    return Connection("Slack", True, ". ".join([said, *troubles]))


def off(troubles: list[str]) -> Connection:
    """There is no way left by which Slack could deliver anything."""
    return Connection("Slack", False, ". ".join(troubles))


def unreachable(code: str) -> str:
    """Slack did not answer when the bot started."""
    if code in NOT_NOW:
        return (
            f"Slack could not answer yet ({code}): {SLACK_HAS_TROUBLE}"
            " The token was not checked, and answers begin when Slack can answer"
        )
    return (
        f"Slack could not be reached yet ({code}): check that this machine may open connections to slack.com."
        " The token was not checked, and answers begin when Slack is reached"
    )


def not_checked(code: str) -> tuple[str, str]:
    """Why a token was not checked, and what to do."""
    if code in NOT_NOW:
        return (
            f"was not checked: Slack could not answer ({code})",
            f"Try again in a minute: {SLACK_HAS_TROUBLE}",
        )
    return f"was not checked ({code})", "Try again in a minute."


def installable(address: str, workspaces: int, *, sealed: bool) -> list[str]:
    """Where further workspaces install the app, how many did, and whether their tokens are encrypted."""
    many = "1 workspace" if workspaces == 1 else f"{workspaces} workspaces"
    said = f"Installed in {many} by {address.rstrip('/')}{INSTALL_PATH}"
    if sealed:
        return [said]
    return [said, "SLACK_TOKEN_KEY is not set, so their tokens stand in the database unencrypted"]


def missing_scopes(identity: Identity) -> list[str]:
    """What the token may not do, although the bot needs it. Nothing where Slack does not say."""
    missing = sorted(NEEDED - identity.scopes) if identity.scopes else []
    if not missing:
        return []
    return [f"Missing: {', '.join(missing)}. Add them under OAuth & Permissions > Scopes, then install again"]


def refused_socket(code: str) -> Connection:
    """Slack does not accept the app-level token."""
    return Connection(
        "Socket Mode",
        False,
        f"Slack refuses SLACK_APP_TOKEN ({code})",
        "Turn Socket Mode on for the app, and make an App-Level Token with the scope connections:write under"
        " Basic Information",
    )
