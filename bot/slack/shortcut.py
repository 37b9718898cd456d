"""The message shortcut: what does the learning say about this message? Only the person who asks sees it."""

from dataclasses import replace

from bot.slack import wording
from bot.slack.brain import Brain
from bot.slack.incoming import Delivery, conversation
from bot.slack.incoming_text import words_of
from bot.slack.places import Place
from bot.slack.under_way import UnderWay
from bot.slack.views import Spot
from bot.slack.windows import Windows
from handlers.messages import Message, Text


class Shortcut:
    """The message is answered as a question. Nothing that it says is done, and nothing of it is kept."""

    def __init__(self, brain: Brain, windows: Windows, under_way: UnderWay) -> None:
        self._brain = brain
        self._windows = windows
        self._under_way = under_way

    def chosen(self, delivery: Delivery) -> None:
        """Someone chose it on a message. Raises KeyError for what Slack does not send."""
        body = delivery.body
        place = Place(
            body["user"]["id"],
            body["channel"]["id"],
            response_url=body.get("response_url", ""),
            team=delivery.team,
        )
        words = words_of(body["message"].get("text", ""))
        theirs = body["message"].get("user") != place.user
        received_at = delivery.received_at
        message = Message(words, place.user, conversation(place), received_at, question_only=True)
        self._under_way.start(self._show(delivery.key, body["trigger_id"], place, message, theirs))

    async def _show(self, key: str, trigger: str, place: Place, message: Message, theirs: bool) -> None:
        if not await self._brain.first_time(f"slack {key}"):
            return
        reply = await self._brain.reply(message)
        if reply.identifying and theirs:
            reply = replace(reply, parts=(*reply.parts[:-1], Text(wording.NOT_YOURS), reply.parts[-1]))
        await self._windows.show(place, Spot(place.channel), trigger, reply)
