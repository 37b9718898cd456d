"""What is done with what Slack sends, after Slack has been told that it arrived."""

import datetime as dt
from collections import deque

import structlog

from bot.logs import places
from bot.slack import wording
from bot.slack.agent import Agent
from bot.slack.brain import Brain
from bot.slack.incoming import Asked, Shared
from bot.slack.sender import Sender
from bot.slack.under_way import UnderWay
from handlers.fallback import fallback_reply
from handlers.messages import Reply, Text

log = structlog.get_logger()
_MOST = 1_000
"""Failures to share that are remembered, so that pressing again is another try."""


class Answering:
    """Answers each delivery once, beside everything else that goes on."""

    def __init__(self, brain: Brain, sender: Sender, agent: Agent, under_way: UnderWay) -> None:
        self._brain = brain
        self._sender = sender
        self._agent = agent
        self._under_way = under_way
        self._not_shared: deque[str] = deque(maxlen=_MOST)

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
            reply = await self._brain.reply(asked.message)
            await self._sender.answer(asked.place, reply)
            await self._agent.name(asked.place, reply)

    async def _share(self, shared: Shared) -> None:
        again = shared.key in self._not_shared
        if not await self._brain.first_time(f"slack {shared.key}") and not again:
            await self._sender.tell(shared.place, Reply((Text(wording.SHARED_ALREADY),), "command"))
            return
        if again:
            self._not_shared.remove(shared.key)
        if not await self._shown_to_all(shared):
            self._not_shared.append(shared.key)

    async def _shown_to_all(self, shared: Shared) -> bool:
        """Whether it was; if not, the person was told."""
        try:
            reply = self._brain.show_again(shared.entries)
        except Exception as error:  # whatever it is, nobody is left in silence
            log.error("slack_not_shared", error=type(error).__name__, places=places(error))
            await self._sender.answer(shared.place, fallback_reply())
            return False
        return await self._sender.share(shared.place, reply)
