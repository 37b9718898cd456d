"""Slack's side of a conversation: what it sends when a person writes or presses, signed as Slack signs."""

import hashlib
import hmac
import itertools
import json
import time
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientResponse
from aiohttp.test_utils import TestClient

from tests.bot.slack.fake_slack import (
    BOT_USER,
    CHANNEL,
    COLLEAGUE,
    MIDWIFE,
    SECRET,
    TEAM,
    FakeSlack,
    direct_channel,
)

Given = dict[str, Any]
_numbers = itertools.count(1)


def signature(body: str, timestamp: str, secret: str = SECRET) -> str:
    """Slack's own recipe, apart from its SDK."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256)
    return f"v0={digest.hexdigest()}"


def signed(
    body: str, *, secret: str = SECRET, age: float = 0, kind: str = "application/json"
) -> dict[str, str]:
    """The headers of a request that was signed some seconds ago."""
    timestamp = str(int(time.time() - age))
    return {
        "Content-Type": kind,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(body, timestamp, secret),
    }


def event(given: Given, event_id: str | None = None, team: str = TEAM, at: float | None = None) -> Given:
    """An event as Slack wraps it."""
    return {
        "type": "event_callback",
        "team_id": team,
        "api_app_id": "A0APP",
        "event_id": event_id or f"Ev{next(_numbers):08}",
        "event_time": int(1_763_892_000 if at is None else at),
        "authorizations": [{"team_id": team, "user_id": BOT_USER, "is_bot": True}],
        "event": given,
    }


def direct(text: str, user: str = MIDWIFE, **more: Any) -> Given:
    """A message that someone writes to the bot alone."""
    said = {"type": "message", "channel_type": "im", "channel": direct_channel(user), "user": user}
    return {**said, "text": text, "ts": f"{next(_numbers)}.000100", **more}


def edited(text: str, before: str, user: str = MIDWIFE, **more: Any) -> Given:
    """The same person changes what they wrote to the bot alone."""
    now = {
        "type": "message",
        "user": user,
        "text": text,
        "ts": "1.000100",
        "edited": {"user": user, "ts": "2.0"},
    }
    return {
        "type": "message",
        "subtype": "message_changed",
        "channel_type": "im",
        "channel": direct_channel(user),
        "message": {**now, **more},
        "previous_message": {"type": "message", "user": user, "text": before, "ts": "1.000100"},
    }


def mention(text: str, user: str = MIDWIFE, channel: str = CHANNEL, **more: Any) -> Given:
    """A message in a channel that names the bot."""
    said = {"type": "app_mention", "channel": channel, "user": user, "text": f"<@{BOT_USER}> {text}"}
    return {**said, "ts": f"{next(_numbers)}.000200", **more}


def command(text: str, response_url: str, user: str = MIDWIFE, channel: str = CHANNEL) -> Given:
    """The slash command."""
    return {
        "command": "/learning",
        "text": text,
        "team_id": TEAM,
        "channel_id": channel,
        "user_id": user,
        "response_url": response_url,
        "trigger_id": f"trigger.{next(_numbers)}",
    }


def press(
    button: Given, response_url: str, user: str = MIDWIFE, channel: str = CHANNEL, **container: Any
) -> Given:
    """A press of a button."""
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user},
        "trigger_id": f"trigger.{next(_numbers)}",
        "response_url": response_url,
        "container": {"type": "message", "channel_id": channel, "message_ts": "5.000300", **container},
        "actions": [{"type": "button", "action_id": button["action_id"], "value": button.get("value", "")}],
    }


def opened(tab: str = "home", user: str = MIDWIFE) -> Given:
    """A person opens a tab of the bot's Home."""
    said = {"type": "app_home_opened", "user": user, "channel": direct_channel(user), "tab": tab}
    return {**said, "event_ts": f"{next(_numbers)}.0"}


def shortcut(text: str, response_url: str, user: str = MIDWIFE, writer: str = COLLEAGUE) -> Given:
    """The shortcut on somebody's message."""
    return {
        "type": "message_action",
        "callback_id": "what_does_the_learning_say",
        "team": {"id": TEAM},
        "user": {"id": user},
        "channel": {"id": CHANNEL},
        "message": {"type": "message", "user": writer, "text": text, "ts": "7.000100"},
        "message_ts": "7.000100",
        "response_url": response_url,
        "trigger_id": f"trigger.{next(_numbers)}",
    }


def press_in(view: Given, element: Given, id: str = "", user: str = MIDWIFE, value: str = "") -> Given:
    """A press of a button in a view, or the choice of a value from a menu in it."""
    action = {"action_id": element["action_id"], "type": element["type"]}
    if element["type"] == "static_select":
        action["selected_option"] = next(each for each in element["options"] if each["value"] == value)
    else:
        action["value"] = element["value"]
    return {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user},
        "trigger_id": f"trigger.{next(_numbers)}",
        "container": {"type": "view", "view_id": id},
        "view": {"id": id, "team_id": TEAM, **view},
        "actions": [action],
    }


def sent(view: Given, id: str, values: Given, user: str = MIDWIFE) -> Given:
    """A form that a person sends. `values` is what they chose, by block and element."""
    return {
        "type": "view_submission",
        "team": {"id": TEAM},
        "user": {"id": user},
        "trigger_id": f"trigger.{next(_numbers)}",
        "view": {"id": id, "team_id": TEAM, **view, "state": {"values": values}},
    }


def envelope(kind: str, payload: Given, envelope_id: str | None = None) -> Given:
    """What comes over a socket. `kind` is events_api, slash_commands or interactive."""
    return {
        "type": kind,
        "envelope_id": envelope_id or f"envelope-{next(_numbers)}",
        "payload": payload,
        "accepts_response_payload": kind != "events_api",
    }


@dataclass
class Driver:
    """Sends to the bot over HTTP."""

    client: TestClient[Any, Any]
    slack: FakeSlack
    answers: list[int] = field(default_factory=list)

    async def sends(self, given: Given, **how: Any) -> ClientResponse:
        """An event, as JSON."""
        return await self._post(json.dumps(given), "application/json", **how)

    async def sends_form(self, given: Given, **how: Any) -> ClientResponse:
        """A command, as a form; or with `payload` the press of a button."""
        return await self._post(urlencode(given), "application/x-www-form-urlencoded", **how)

    async def presses(self, given: Given, **how: Any) -> ClientResponse:
        """The press of a button, a shortcut, or a form that is sent."""
        self.slack.views.triggers[given.get("trigger_id", "")] = given["user"]["id"]
        return await self.sends_form({"payload": json.dumps(given)}, **how)

    async def _post(self, body: str, kind: str, **how: Any) -> ClientResponse:
        answer = await self.client.post("/slack/events", data=body, headers=signed(body, kind=kind, **how))
        self.answers.append(answer.status)
        return answer
