"""A conversation with the real bot over the real content, with everything that it keeps in memory."""

import dataclasses
import datetime as dt
from dataclasses import dataclass, field

from bot.asking import Asking
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Choices, Conversation, Feedback, Message, Reply
from handlers.plain import plain
from handlers.record_doubles import in_memory_records
from handlers.records import Records
from tests.conftest import MONDAY_MORNING

DIRECT = Conversation("slack", "T1", "D1")
CHANNEL = Conversation("slack", "T1", "C1", "channel")
BROWSER = Conversation("web", channel="a-page")


@dataclass
class Talk:
    """One person with the bot in one place."""

    knowledge: Knowledge
    records: Records | None = field(default_factory=in_memory_records)
    place: Conversation = DIRECT
    sender: str = "U1"
    now: dt.datetime = MONDAY_MORNING
    memory: InMemoryMemory = field(default_factory=InMemoryMemory)

    async def say(self, text: str) -> Reply:
        """The reply to what is said."""
        dispatcher = Dispatcher(lambda: self.knowledge, self.memory, NoQuestions(), self.records)
        return await dispatcher.reply_to(Message(text, self.sender, self.place, self.now))

    async def read(self, text: str) -> str:
        """The reply as words, without the standing last lines."""
        reply = await self.say(text)
        return plain(dataclasses.replace(reply, parts=reply.parts[:-1]))

    async def press(self, reply: Reply, label: str) -> Reply:
        """The reply to a button."""
        return await self.say(asks(reply)[label])


def asks(reply: Reply) -> dict[str, str]:
    """What can be picked, by its label."""
    offered = [choice for part in reply.parts if isinstance(part, Choices) for choice in part.choices]
    for part in reply.parts:
        if isinstance(part, Feedback):
            offered += [part.helpful, part.not_helpful, *part.reasons]
    return {choice.label: choice.ask for choice in offered}


def knowledge(bot: Asking) -> Knowledge:
    """What the bot knows."""
    assert bot.knowledge is not None
    return bot.knowledge
