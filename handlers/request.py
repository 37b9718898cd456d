"""A command with everything that is needed to do it."""

import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from handlers.footer import footer
from handlers.messages import Conversation, Message, Part, Reply
from handlers.ports import Memory
from handlers.records import Records
from knowledge.commands import Command
from knowledge.hours import london_day
from knowledge.library import Library
from knowledge.search.findings import Remembered


@dataclass(frozen=True)
class Request:
    """`records` is None where nothing can be kept, such as on the command line."""

    command: Command
    message: Message
    library: Library
    memory: Memory
    remembered: Remembered | None
    records: Records | None

    @property
    def place(self) -> Conversation:
        """Where it was said."""
        return self.message.conversation

    @property
    def person(self) -> str:
        """Who said it, as what they publish is signed."""
        return f"{self.place.platform}/{self.message.sender}"

    @property
    def now(self) -> dt.datetime:
        """When it was said."""
        return self.message.received_at

    @property
    def today(self) -> dt.date:
        """That day in London."""
        return london_day(self.now)

    @property
    def deliverable(self) -> bool:
        """Whether the bot can write there by itself."""
        return self.records is not None and self.place.platform in {"slack", "teams"}

    @property
    def shown(self) -> tuple[str, ...]:
        """The entries that this conversation was last about."""
        return self.remembered.entries if self.remembered else ()

    def reply(self, *parts: Part, discreet: bool = False, private: bool = False) -> Reply:
        """What is said, with the standing last lines."""
        return Reply(
            (*parts, footer(self.library)),
            "command",
            confidence=1.0,
            revision=self.library.revision,
            discreet=discreet,
            private=private,
        )


Handler = Callable[[Request], Awaitable[Reply]]
