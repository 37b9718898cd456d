"""The app manifest: everything that Slack has to know about the bot, made from the settings."""

from typing import Any

from bot.settings import Settings
from bot.slack import names, wording

Manifest = dict[str, Any]


def manifest(settings: Settings) -> Manifest:
    """For HTTP where PUBLIC_URL says how Slack reaches the bot, unless Socket Mode is set up."""
    over_http = settings.public_url is not None and settings.slack_app_token is None
    address = (settings.public_url or "").rstrip("/")
    events = f"{address}{names.EVENTS_PATH}" if over_http else None
    return {
        "display_information": {
            "name": wording.APP_NAME,
            "description": wording.APP_DESCRIPTION,
            "long_description": wording.APP_LONG_DESCRIPTION,
        },
        "features": _features(events),
        "oauth_config": {
            **({"redirect_urls": [f"{address}{names.REDIRECT_PATH}"]} if settings.slack_client_id else {}),
            "scopes": {"bot": list(names.SCOPES)},
        },
        "settings": {
            "event_subscriptions": {**_at("request_url", events), "bot_events": list(names.EVENTS)},
            "interactivity": {"is_enabled": True, **_at("request_url", events)},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not over_http,
            "token_rotation_enabled": False,
        },
    }


def _features(events: str | None) -> Manifest:
    return {
        "agent_view": {"agent_description": wording.APP_DESCRIPTION},
        "app_home": {
            "home_tab_enabled": True,
            "messages_tab_enabled": True,
            "messages_tab_read_only_enabled": False,
        },
        "bot_user": {"display_name": wording.APP_NAME, "always_online": True},
        "shortcuts": [
            {
                "type": "message",
                "name": wording.SHORTCUT_NAME,
                "callback_id": names.SHORTCUT,
                "description": wording.SHORTCUT_DESCRIPTION,
            }
        ],
        "slash_commands": [
            {
                "command": names.COMMAND,
                "description": wording.COMMAND_DESCRIPTION,
                "usage_hint": wording.COMMAND_HINT,
                "should_escape": True,
                **_at("url", events),
            }
        ],
    }


def _at(name: str, address: str | None) -> Manifest:
    return {name: address} if address else {}
