"""What is done with what Slack sends, after Slack has been told that it arrived."""

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.slack import wording
from bot.slack.incoming import Asked, Shared
from bot.slack.sender import Sender
from bot.slack.under_way import UnderWay
from bot.store.installations import Installations
from handlers.fallback import fallback_reply
from handlers.messages import Message, Reply, Text
from handlers.ports import ReplyTo
from handlers.records import Permissions

log = structlog.get_logger()

FirstTime = Callable[[str], Awaitable[bool]]
"""Whether a delivery is new, by its key; from then on it is not."""


@dataclass(frozen=True, slots=True)
class Brain:
    """What the rest of the bot lends to Slack."""

    reply_to: ReplyTo
    show_again: Callable[[Sequence[str]], Reply]
    """Entries as an answer showed them, without the question."""
    first_time: FirstTime
    clock: Callable[[], dt.datetime]
    permissions: Permissions = field(default_factory=Permissions)
    """Where Slack's check of who may subscribe a channel is added."""
    answer_within: float = 20.0
    """Seconds after which a question without an answer ends in the fallback."""
    installations: Installations | None = None
    """Where the tokens of workspaces that install the app are kept."""


class Answering:
    """Answers each delivery once, beside everything else that goes on."""

    def __init__(self, brain: Brain, sender: Sender, under_way: UnderWay) -> None:
        self._brain = brain
        self._sender = sender
        self._under_way = under_way

    def now(self) -> dt.datetime:
        """When a message is received."""
        return self._brain.clock()

    def answer(self, asked: Asked | None) -> None:
        """Begins to answer, and returns at once. None is not for the bot."""
        if asked is not None:
            self._under_way.start(self._answer(asked))

    def share(self, shared: Shared) -> None:
        """Begins to share an answer with everyone there."""
        self._under_way.start(self._share(shared))

    async def _answer(self, asked: Asked) -> None:
        if await self._brain.first_time(f"slack {asked.key}"):
            await self._sender.answer(asked.place, await self._reply(asked.message))

    async def _reply(self, message: Message) -> Reply:
        try:
            async with asyncio.timeout(self._brain.answer_within):
                return await self._brain.reply_to(message)
        except Exception as error:  # whatever it is, the person is told and given 999
            log.error("reply_failed", platform="slack", error=type(error).__name__)
            return fallback_reply()

    async def _share(self, shared: Shared) -> None:
        if not await self._brain.first_time(f"slack {shared.key}"):
            await self._sender.tell(shared.place, Reply((Text(wording.SHARED_ALREADY),), "command"))
            return
        await self._sender.share(shared.place, self._brain.show_again(shared.entries))
