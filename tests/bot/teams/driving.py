"""Someone uses Teams: activities as Teams posts them, signed, with what comes back."""

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientResponse, web
from aiohttp.test_utils import TestClient

from tests.bot.teams.fake_teams import BOT, CHANNEL, CHAT, GROUP, MIDWIFE, TEAM, TENANT, FakeMicrosoft
from tests.bot.teams.refusals import Given, card_problems

PATH = "/api/messages"
MENTION = "<at>Learning bot</at>"
PLACES: dict[str, Given] = {
    "personal": {"id": CHAT, "conversationType": "personal"},
    "groupChat": {"id": GROUP, "conversationType": "groupChat", "isGroup": True},
    "channel": {"id": f"{CHANNEL};messageid=100", "conversationType": "channel", "isGroup": True},
}
_numbers = itertools.count(1)


def activity(place: str = "personal", sender: str = MIDWIFE, **others: Any) -> Given:
    """What every activity has."""
    team = {"team": {"id": TEAM}, "channel": {"id": CHANNEL}} if place == "channel" else {}
    return {
        "id": f"activity-{next(_numbers)}",
        "timestamp": "2026-11-23T10:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": "replaced when it is sent",
        "from": {"id": sender, "name": "A. Person", "aadObjectId": f"aad-{sender}"},
        "recipient": {"id": BOT, "name": "Learning bot"},
        "conversation": {**PLACES[place], "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}, **team},
        "entities": [{"type": "clientInfo", "locale": "en-GB"}],
        **others,
    }


def said(text: str, place: str = "personal", sender: str = MIDWIFE, **others: Any) -> Given:
    """Someone writes; in a group or channel they mention the bot if its name stands in the text."""
    message = activity(place, sender, type="message", text=text, textFormat="plain", **others)
    if MENTION in text:
        message["entities"] += [{"type": "mention", "mentioned": {"id": BOT}, "text": MENTION}]
    return message


def edited(message: Given, text: str, stamp: str = "2026-11-23T10:05:00.000Z") -> Given:
    """The same message with other words, as Teams tells it."""
    data = {**message["channelData"], "eventType": "editMessage"}
    return {**message, "type": "messageUpdate", "text": text, "timestamp": stamp, "channelData": data}


def pressed(action: Given, place: str = "personal", sender: str = MIDWIFE) -> Given:
    """Someone presses a button."""
    value = {"action": {**action, "id": None}, "trigger": "manual"}
    return activity(place, sender, type="invoke", name="adaptiveCard/action", value=value)


def search(text: str, sender: str = MIDWIFE, **others: Any) -> Given:
    """Someone types into the search box of the message extension."""
    value = {
        "commandId": "search",
        "parameters": [{"name": "question", "value": text}],
        "queryOptions": {"skip": 0, "count": 25},
    }
    return activity("groupChat", sender, type="invoke", name="composeExtension/query", value=value, **others)


def thumb(message: str, reaction: str = "like", place: str = "personal", sender: str = MIDWIFE) -> Given:
    """Someone presses a thumb below a message."""
    value = {"actionName": "feedback", "actionValue": {"reaction": reaction}}
    return activity(place, sender, type="invoke", name="message/fetchTask", value=value, replyToId=message)


def form_sent(
    message: str, feedback: object, reaction: str = "like", place: str = "personal", sender: str = MIDWIFE
) -> Given:
    """Someone sends the form that a thumb opened."""
    answers = feedback if isinstance(feedback, str) else json.dumps(feedback)
    value = {"actionName": "feedback", "actionValue": {"reaction": reaction, "feedback": answers}}
    return activity(place, sender, type="invoke", name="message/submitAction", value=value, replyToId=message)


def submitted(action: Given, place: str = "personal", sender: str = MIDWIFE) -> Given:
    """Someone presses a button in a client that knows no Action.Execute."""
    return activity(place, sender, type="message", value=action["fallback"]["data"])


def added(place: str = "personal", kind: str = "installationUpdate") -> Given:
    """The bot is added, as each of the two activities tells it."""
    if kind == "installationUpdate":
        return activity(place, type=kind, action="add")
    return activity(place, type=kind, membersAdded=[{"id": MIDWIFE}, {"id": BOT}])


def removed(place: str = "personal") -> Given:
    """The bot is removed."""
    return activity(place, type="installationUpdate", action="remove")


@dataclass
class Driver:
    """Posts activities to the bot as Teams does."""

    client: TestClient[web.Request, web.Application]
    microsoft: FakeMicrosoft
    headers: dict[str, str] = field(default_factory=dict)

    async def post(self, given: Given, token: str | None = None) -> ClientResponse:
        """One activity; the answer's body is read."""
        sent = {**given, "serviceUrl": self.microsoft.service_url}
        bearer = token if token is not None else self.microsoft.signed()
        headers = {"Authorization": f"Bearer {bearer}", **self.headers}
        async with self.client.post(PATH, json=sent, headers=headers) as answer:
            await answer.read()
            return answer

    async def press(self, action: Given, place: str = "personal", sender: str = MIDWIFE) -> Given:
        """Presses a button: the card that takes its card's place, or the words that are shown."""
        answer = await self.post(pressed(action, place, sender))
        body: Given = await answer.json()
        assert (answer.status, body["statusCode"]) == (200, 200)
        if body["type"] == "application/vnd.microsoft.card.adaptive":
            assert list(card_problems(body["value"])) == []
        return body
