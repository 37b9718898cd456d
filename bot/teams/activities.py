"""Activities as Teams sends them, read into what this bot minds of them."""

import datetime as dt
import hashlib
import re
from collections.abc import Iterator, Mapping

from bot.teams.port import BadActivity, Incoming, Json, Kind
from handlers.messages import Conversation, Message, Reach, Room

_ROOMS: dict[str, Room] = {"personal": "direct", "groupChat": "group", "channel": "channel"}
_AT = re.compile(r"</?at(?:\s[^<>]*)?>", re.IGNORECASE)
SEARCH, QUESTION = "search", "question"
"""The search box of the message extension: its command, and the one field in it."""
_INSERTED = re.compile(r"<span\b[^<>]*inline-compose-card[^<>]*>\s*(?:<span\b[^<>]*></span>\s*)*</span>")
"""Where a card stands that was put into a message."""
_FORMS = ("message/fetchTask", "message/submitAction")
_OPENED = "initialRun"
"""What stands beside the field when the box has just been opened."""
_LONGEST_ID = 1000
_NOWHERE: Json = {"id": "search", "conversationType": "personal"}
"""A search from the bar at the top of Teams happens in no conversation."""


def read(activity: object) -> Incoming:
    """What stands in an activity. Raises BadActivity where it is not as Teams sends it."""
    body = _mapping(activity)
    sender, bot = (_mapping(body.get(name)) for name in ("from", "recipient"))
    conversation = _mapping(body.get("conversation"), _NOWHERE if _kind(body, "") == "searched" else None)
    channel_data = _mapping(body.get("channelData"), {})
    mentions = list(_mentions(body, _id(bot, "id")))
    return Incoming(
        kind=_kind(body, _id(bot, "id")),
        id=_id(body, "id"),
        stamp=_text(body, "timestamp"),
        text=_searched(body) or without_mentions(_text(body, "text"), mentions),
        data=_pressed(body),
        mentioned=bool(mentions),
        sender=_id(sender, "id"),
        person=_text(sender, "aadObjectId") or _id(sender, "id"),
        bot=_id(bot, "id"),
        conversation=_id(conversation, "id"),
        room=_ROOMS.get(_text(conversation, "conversationType"), "channel"),
        team=_text(_mapping(channel_data.get("team"), {}), "id"),
        tenants=frozenset(filter(None, _tenants(conversation, channel_data, sender))),
        service_url=_id(body, "serviceUrl"),
        answers=_text(body, "replyToId"),
    )


def without_mentions(text: str, mentions: list[str]) -> str:
    """The words that were meant for the bot: its own name goes, of other people's only the tags."""
    for mention in mentions:
        text = text.replace(mention, " ")
    text = _AT.sub("", _INSERTED.sub("", text)).replace("&nbsp;", " ").replace("\xa0", " ")
    return text.strip()


def message(incoming: Incoming, text: str, received_at: dt.datetime) -> Message:
    """The platform-free message. Each thread of a channel is a conversation of its own."""
    channel, _, thread = incoming.conversation.partition(";messageid=")
    tenant = next(iter(sorted(incoming.tenants)), "")
    reach = Reach(tenant, incoming.bot, incoming.service_url)
    place = Conversation("teams", incoming.team or tenant, channel, incoming.room, thread, reach)
    return Message(text, incoming.person, place, received_at)


def event_id(incoming: Incoming) -> str:
    """The same for each delivery of one activity, and another for each edit. It tells nobody's ids."""
    stamp = incoming.stamp if incoming.kind == "edited" else ""
    told_apart = "\0".join((incoming.kind, incoming.conversation, incoming.id, stamp))
    return f"teams/{hashlib.sha256(told_apart.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _kind(body: Json, bot: str) -> Kind:
    kind, name, action = (_text(body, each) for each in ("type", "name", "action"))
    if not kind:
        raise BadActivity
    if kind == "messageUpdate":
        edited = _text(_mapping(body.get("channelData"), {}), "eventType") == "editMessage"
        return "edited" if edited else "other"
    kinds: dict[tuple[str, str], Kind] = {
        ("message", ""): "message",
        ("invoke", "adaptiveCard/action"): "pressed",
        ("invoke", "message/fetchTask"): "thumb",
        ("invoke", "message/submitAction"): "feedback",
        ("invoke", "composeExtension/query"): "searched",
        ("installationUpdate", "add"): "added",
        ("installationUpdate", "add-upgrade"): "added",
        ("installationUpdate", "remove"): "removed",
        ("installationUpdate", "remove-upgrade"): "removed",
        ("conversationUpdate", "+"): "added",
        ("conversationUpdate", "-"): "removed",
    }
    if kind == "conversationUpdate":
        return kinds.get((kind, _came_or_went(body, bot)), "other")
    if kind == "message":
        return "message"
    return kinds.get((kind, name if kind == "invoke" else action), "other")


def _came_or_went(body: Json, bot: str) -> str:
    """Whether the bot itself is among those who came (+) or went (-)."""
    for field, sign in (("membersAdded", "+"), ("membersRemoved", "-")):
        if any(_text(member, "id") == bot for member in _mappings(body.get(field))):
            return sign
    return ""


def _pressed(body: Json) -> object:
    """What a button or a form carried: in an invoke beside its verb, in a submitted message as it is."""
    value = body.get("value")
    if body.get("type") != "invoke":
        return value
    if not isinstance(value, Mapping):
        return None
    if body.get("name") in _FORMS:
        return value.get("actionValue")
    action = value.get("action")
    return action.get("data") if isinstance(action, Mapping) else None


def _searched(body: Json) -> str:
    """What stands in the search box."""
    value = body.get("value")
    if body.get("name") != "composeExtension/query" or not isinstance(value, Mapping):
        return ""
    fields = (each for each in _mappings(value.get("parameters")) if each.get("name") != _OPENED)
    return next((_text(each, "value") for each in fields), "")


def _mentions(body: Json, bot: str) -> Iterator[str]:
    """The words with which the bot is mentioned, as they stand in the text."""
    for entity in _mappings(body.get("entities")):
        mentioned = _mapping(entity.get("mentioned"), {})
        if entity.get("type") == "mention" and _text(mentioned, "id") == bot:
            yield _text(entity, "text") or "<at></at>"


def _tenants(conversation: Json, channel_data: Json, sender: Json) -> Iterator[str]:
    """Every organisation that the activity names: where it happened and whom it came from."""
    yield _text(conversation, "tenantId")
    yield _text(_mapping(channel_data.get("tenant"), {}), "id")
    yield _text(sender, "tenantId")


def _mapping(value: object, otherwise: Json | None = None) -> Json:
    if value is None and otherwise is not None:
        return otherwise
    if not isinstance(value, Mapping):
        raise BadActivity
    return value


def _mappings(value: object) -> list[Json]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise BadActivity
    return [_mapping(each) for each in value]


def _text(body: Json, name: str) -> str:
    value = body.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise BadActivity
    return value


def _id(body: Json, name: str) -> str:
    """A text that must be there and cannot be long."""
    value = _text(body, name)
    if not value or len(value) > _LONGEST_ID:
        raise BadActivity
    return value
