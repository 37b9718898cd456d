"""What the bot does about activities: answers each once, what is private in private, and never in silence."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import Protocol

import structlog

from bot.in_time import ANSWER_WITHIN, in_time
from bot.logs import places
from bot.store.references import Reference
from bot.teams import buttons, wording
from bot.teams.activities import event_id, message
from bot.teams.admission import Admission
from bot.teams.buttons import Pressed
from bot.teams.fitting import messages, one_card
from bot.teams.port import Card, Incoming, Json, Kind, NotSent, Outgoing, Turn
from bot.teams.searching import Searching, said
from bot.teams.sender import Sender
from bot.teams.thumbs import Thumbs, in_words
from handlers.command_wording import FEEDBACK_ON_WHAT
from handlers.fallback import fallback_reply
from handlers.messages import Footer, Reply, Text
from handlers.ports import ReplyTo
from handlers.records import Permissions
from handlers.search_box import Searched

log = structlog.get_logger()
NO_CARD = (400, 413)
"""What Teams answers when it minds the card: wrong, or too large."""


class Events(Protocol):
    """Tells deliveries of one activity apart from new ones."""

    async def first_time(self, event_id: str) -> bool:
        """Whether it is new; from now on it is not."""
        ...


class References(Protocol):
    """Where the bot was added."""

    async def keep(self, reference: Reference) -> bool:
        """Whether the conversation was not known."""
        ...

    async def forget(self, platform: str, channel: str) -> None:
        """The bot was removed."""
        ...


@dataclass(frozen=True)
class Brain:
    """What the rest of the bot lends to Teams."""

    reply_to: ReplyTo
    show: Callable[[str], Reply]
    """The reply that an entry gives in full. Raises KeyError for an unknown id."""
    search: Callable[[str], Awaitable[Searched]]
    """What a search box offers. Nothing is kept of it."""
    events: Events
    references: References
    clock: Callable[[], dt.datetime]
    permissions: Permissions = field(default_factory=Permissions)
    """Where the check of who may subscribe a channel is added."""
    answer_within: float = ANSWER_WITHIN


@dataclass(frozen=True)
class Answering:
    """A Listener."""

    brain: Brain
    admission: Admission
    sender: Sender = field(default_factory=Sender)

    @cached_property
    def thumbs(self) -> Thumbs:
        """What the last answers were about, for feedback on them."""
        return Thumbs()

    @cached_property
    def searching(self) -> Searching:
        """The search box, with who is typing in it."""
        return Searching(self.brain.search, self.sender.sleep)

    async def message(self, turn: Turn) -> None:
        """Answers what someone wrote to the bot, edited, or submitted with a button."""
        incoming = turn.incoming
        if not _for_the_bot(incoming) or not await self.brain.events.first_time(event_id(incoming)):
            return
        if not await self.admission.admits(turn):
            await self._send(turn, Outgoing(wording.NOT_FOR_GUESTS))
            return
        if incoming.text or incoming.data is None:
            reply = await self._ask(incoming, incoming.text)
        else:
            reply = await self._pressed(incoming, buttons.read(incoming.data))
        if not reply.private or incoming.room == "direct":
            await self._answer(turn, reply)
        elif not await self._in_private(turn, reply):
            await self._send(turn, Outgoing(wording.NOT_REACHED))

    async def pressed(self, turn: Turn) -> Json:
        """Answers a button with a card in place of the one it was on."""
        if not await self.admission.admits(turn):
            return _said(wording.NOT_FOR_GUESTS)
        wanted = buttons.read(turn.incoming.data)
        reply = await self._pressed(turn.incoming, wanted)
        if reply.private and turn.incoming.room != "direct":
            reached = await self._in_private(turn, reply)
            return _said(wording.SENT_PRIVATELY if reached else wording.NOT_REACHED)
        words = " ".join(part.text for part in reply.parts if isinstance(part, Text))
        if reply.discreet and words:
            return _said(words)
        if wanted.keep and reply.status == "command":
            await self._answer(turn, reply)
            return _said(words or wording.BELOW)
        self.thumbs.remember(turn.incoming.conversation, turn.incoming.answers, reply)
        return _shown(one_card(reply, wanted))

    async def thumb(self, turn: Turn) -> Json:
        """Opens the form with the reasons."""
        return self.thumbs.form(turn.incoming)

    async def feedback(self, turn: Turn) -> None:
        """Keeps it. Teams thanks by itself, so only what was not kept is said, to the sender alone."""
        if not await self.admission.admits(turn):
            return
        ask = self.thumbs.chosen(turn.incoming)
        if ask is None:
            await self.sender.send(lambda: _alone(turn)(Outgoing(FEEDBACK_ON_WHAT)))
            return
        reply = await self._ask(turn.incoming, ask)
        if not reply.discreet:
            await self._give(reply, _alone(turn))

    async def searched(self, turn: Turn) -> Json:
        """Offers cited answers for what is typed into the search box."""
        if self.admission.refuses(turn.incoming.person):
            return said(wording.NOT_FOR_GUESTS)
        return await self.searching.answer(turn.incoming)

    async def added(self, turn: Turn) -> None:
        """Keeps where the bot may write, and says once what it is for."""
        incoming = turn.incoming
        if await self.brain.references.keep(_reference(incoming)):
            welcome = await self._ask(incoming, "help")
            if incoming.room != "direct":
                welcome = replace(welcome, parts=(Text(wording.MENTION_ME), *welcome.parts))
            await self._give(welcome, turn.send)

    async def removed(self, turn: Turn) -> None:
        """Forgets a conversation."""
        place = _reference(turn.incoming)
        await self.brain.references.forget(place.platform, place.channel)

    async def failed(self, turn: Turn, error: Exception) -> Json | None:
        """One log line without words, and 999 where the answer would have been."""
        kind, status = turn.incoming.kind, error.status if isinstance(error, NotSent) else None
        name = type(error).__name__
        log.error("teams_turn_failed", doing=kind, error=name, status=status, places=places(error))
        return await _AFTER[kind](self, turn, status)

    async def _instead(self, turn: Turn, status: int | None) -> None:
        """The fallback; plain words where a card was refused; nothing to someone who cannot be reached."""
        if status not in (None, *NO_CARD):
            return
        last = Outgoing(wording.NOT_SHOWN) if status in NO_CARD else messages(fallback_reply())[0]
        await self._last_words(turn.send, last)

    async def _not_taken(self, turn: Turn, _status: int | None) -> Json | None:
        """Teams thanks for whatever it gets a body for, so it gets one only if the sender was told."""
        return {} if await self._last_words(_alone(turn), Outgoing(wording.NOT_TAKEN)) else None

    async def _last_words(self, send: Callable[[Outgoing], Awaitable[str]], last: Outgoing) -> bool:
        """Whether they were sent."""
        try:
            await self.sender.send(lambda: send(last))
        except NotSent as again:
            log.error("teams_fallback_failed", status=again.status)
            return False
        return True

    async def _ask(self, incoming: Incoming, text: str) -> Reply:
        asked = message(incoming, text, self.brain.clock())
        return await in_time(self.brain.reply_to, asked, self.brain.answer_within)

    async def _pressed(self, incoming: Incoming, pressed: Pressed) -> Reply:
        if not pressed.entries:
            return await self._ask(incoming, pressed.ask)
        shown = [reply for reply in map(self._in_full, pressed.entries) if reply is not None]
        if not shown:  # the content has changed since the button was made
            return await self._ask(incoming, f"show {pressed.entries[0]}")
        parts = [part for reply in shown for part in reply.parts if not isinstance(part, Footer)]
        last = [part for part in shown[-1].parts if isinstance(part, Footer)]
        return replace(shown[0], parts=(*parts, *last), entries=pressed.entries)

    def _in_full(self, entry: str) -> Reply | None:
        try:
            return self.brain.show(entry)
        except KeyError:
            return None

    async def _in_private(self, turn: Turn, reply: Reply) -> bool:
        """Whether the sender could be written to alone."""
        try:
            await self._give(reply, turn.send_to_sender)
        except NotSent as error:
            log.warning("teams_private_failed", status=error.status)
            return False
        return True

    async def _answer(self, turn: Turn, reply: Reply) -> None:
        last = await self._give(reply, turn.send)
        self.thumbs.remember(turn.incoming.conversation, last, reply)

    async def _give(self, reply: Reply, send: Callable[[Outgoing], Awaitable[str]]) -> str:
        """The id of the last message."""
        last = ""
        for each in messages(reply):
            last = await self.sender.send(partial(send, each))
        return last

    async def _send(self, turn: Turn, words: Outgoing) -> None:
        await self.sender.send(lambda: turn.send(words))


async def _nothing(_answering: Answering, _turn: Turn, _status: int | None) -> None:
    """Nobody waits for an answer."""


async def _fallback_card(_answering: Answering, _turn: Turn, _status: int | None) -> Json:
    return _shown(one_card(fallback_reply(), Pressed()))


async def _not_searched(_answering: Answering, _turn: Turn, _status: int | None) -> Json:
    return said(wording.NOT_SEARCHED)


async def _no_form(_answering: Answering, _turn: Turn, _status: int | None) -> Json:
    return in_words(wording.NOT_TAKEN)


_AFTER: dict[Kind, Callable[[Answering, Turn, int | None], Awaitable[Json | None]]] = {
    "message": Answering._instead,
    "edited": Answering._instead,
    "pressed": _fallback_card,
    "searched": _not_searched,
    "thumb": _no_form,
    "feedback": Answering._not_taken,
    "added": _nothing,
    "removed": _nothing,
    "other": _nothing,
}
"""What is said where something failed, for everything that can happen."""


def _alone(turn: Turn) -> Callable[[Outgoing], Awaitable[str]]:
    """The way to write to the sender and nobody else."""
    return turn.send if turn.incoming.room == "direct" else turn.send_to_sender


def _for_the_bot(incoming: Incoming) -> bool:
    """In a channel or group only what mentions the bot or comes from its buttons: it never reads along."""
    if incoming.sender == incoming.bot:
        return False
    return incoming.room == "direct" or incoming.mentioned or incoming.data is not None


def _reference(incoming: Incoming) -> Reference:
    conversation, _, _ = incoming.conversation.partition(";messageid=")
    tenant = next(iter(sorted(incoming.tenants)), "")
    team = incoming.team or tenant
    return Reference("teams", team, conversation, incoming.room, tenant, incoming.bot, incoming.service_url)


def _shown(card: Card) -> Json:
    return {"statusCode": 200, "type": "application/vnd.microsoft.card.adaptive", "value": card}


def _said(words: str) -> Json:
    return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": words}
