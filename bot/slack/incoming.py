"""What Slack sends as messages for the bot, each with its place. The last module that knows Slack's dicts."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.slack.buttons import shared_entries
from bot.slack.command_words import words_of_command
from bot.slack.incoming_text import words_of
from bot.slack.places import Place, is_direct
from handlers.messages import Conversation, Message, Room

Body = Mapping[str, Any]

WRITTEN = (None, "file_share", "me_message", "thread_broadcast")
"""Kinds of message event that a person wrote to the bot."""
EDITED = "message_changed"


@dataclass(frozen=True, slots=True)
class Asked:
    """A message, where it is to be answered, and the key that tells it from a repeated delivery."""

    message: Message
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Someone shares an answer: the entries it was made of, and where it goes."""

    entries: tuple[str, ...]
    place: Place
    key: str


@dataclass(frozen=True, slots=True)
class Delivery:
    """What Slack delivered: `key` stays the same when it delivers the same thing again."""

    body: Body
    key: str
    received_at: dt.datetime
    team: str = ""
    """The workspace in which the bot is installed, which need not be that of the person."""


def direct_message(delivery: Delivery) -> Asked | None:
    """A message in a direct conversation with the bot, new or edited. None for what is not to be answered."""
    event = delivery.body["event"]
    said = event
    if event.get("subtype") == EDITED:
        said = event.get("message", {})
        if said.get("text") == event.get("previous_message", {}).get("text") or "edited" not in said:
            return None
    if event.get("channel_type") != "im" or said.get("subtype") not in WRITTEN or not _by_a_person(said):
        return None
    thread = said.get("thread_ts", "")
    place = Place(said["user"], event["channel"], thread, alone=True, openly=True, team=delivery.team)
    return _asked(delivery, said.get("text", ""), place, place.thread)


def mention(delivery: Delivery) -> Asked | None:
    """A message in a channel that names the bot, new or edited. None for what is not to be answered.

    What is written in a direct conversation comes as a message, also where it names the bot.
    """
    event = delivery.body["event"]
    if not _by_a_person(event) or is_direct(event["channel"]):
        return None
    thread = event.get("thread_ts", "")
    place = Place(event["user"], event["channel"], thread, openly=bool(thread), team=delivery.team)
    return _asked(delivery, event.get("text", ""), place, thread or event.get("ts", ""))


def command(delivery: Delivery) -> Asked:
    """A slash command, which only the person who typed it sees."""
    body = delivery.body
    place = Place(body["user_id"], body["channel_id"], response_url=body["response_url"], team=delivery.team)
    return _asked(delivery, words_of_command(body.get("text", "")), place, place.user)


def in_a_view(delivery: Delivery) -> bool:
    """Whether something was pressed on the Home tab or in a window, and not in a message."""
    return bool(delivery.body.get("view"))


def picked(delivery: Delivery) -> Asked:
    """A button with a choice. What it asks is what the bot put into it."""
    place = _place_of_button(delivery)
    remembered = place.thread or ("" if place.alone else place.user)
    return _asked(delivery, delivery.body["actions"][0].get("value", ""), place, remembered)


def shared(delivery: Delivery) -> Shared:
    """The button that shares an answer. An answer is shared once, however often it is pressed."""
    body = delivery.body
    place = _place_of_button(delivery)
    entries = shared_entries(body["actions"][0].get("value", ""))
    answer = body["container"].get("message_ts", delivery.key)
    return Shared(entries, place, f"share {place.channel} {answer}")


def _place_of_button(delivery: Delivery) -> Place:
    """A button in a thread that everyone sees is answered there; any other one for the person alone."""
    body = delivery.body
    container = body["container"]
    channel = container["channel_id"]
    thread = container.get("thread_ts") or body.get("message", {}).get("thread_ts", "")
    hidden = bool(container.get("is_ephemeral"))
    alone = is_direct(channel) and not hidden
    openly = alone or (bool(thread) and not hidden)
    response_url = body.get("response_url", "")
    return Place(body["user"]["id"], channel, thread, alone, openly, response_url, delivery.team)


def _by_a_person(said: Body) -> bool:
    """Not by this bot and not by another: two bots could talk to each other for ever."""
    return bool(said.get("user")) and not said.get("bot_id") and not said.get("bot_profile")


def conversation(place: Place, remembered: str | None = None) -> Conversation:
    """The conversation of a place. `remembered` tells apart what is remembered there for a follow-up: by
    itself in a conversation of two, otherwise what this person alone sees."""
    direct = is_direct(place.channel)
    room: Room = "direct" if direct else "channel"
    if remembered is None:
        remembered = "" if direct else place.user
    return Conversation("slack", place.team, place.channel, room, remembered)


def _asked(delivery: Delivery, text: str, place: Place, remembered: str) -> Asked:
    """`remembered` tells apart what is remembered for a follow-up: a thread, or what only one person sees."""
    where = conversation(place, remembered)
    return Asked(Message(words_of(text), place.user, where, delivery.received_at), place, delivery.key)
