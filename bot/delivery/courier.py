"""What delivering needs from a platform (a port), and what a platform's refusals mean.

NotDelivered
  wait     too much at once: the whole lane waits for as long as the platform says
  again    it did not arrive; another try may help
  unclear  it may have arrived, and nobody can tell: another try may bring it twice
  gone     the conversation is not there, or the bot is not in it any more
  stopped  the installation is gone: nothing arrives anywhere in this lane until someone mends it
  refused  it will never be taken as it is
"""

from dataclasses import dataclass
from typing import Literal, Protocol

from bot.store.references import Reference
from handlers.messages import Reply

Trouble = Literal["wait", "again", "unclear", "gone", "stopped", "refused"]
LONGEST_REQUEST = 20.0
"""Seconds that one request may take: well within a lease."""


class NotDelivered(Exception):  # noqa: N818 - it says what is so
    """A message did not arrive, or nobody knows. `code` is the platform's own word."""

    def __init__(self, trouble: Trouble, code: str, retry_after: float | None = None) -> None:
        self.trouble = trouble
        self.code = code[:100]
        self.retry_after = retry_after
        super().__init__(f"{trouble} {self.code}")


@dataclass(frozen=True, slots=True)
class Limits:
    """What a platform takes: messages a second in a lane, and seconds between two to one conversation.

    `in_flight` is how many requests run beside each other in a lane: as many may arrive twice when a process
    dies.
    """

    a_second: float
    between: float
    in_flight: int = 2


class Courier(Protocol):
    """One platform. What posts or changes raises NotDelivered, within LONGEST_REQUEST seconds."""

    @property
    def limits(self) -> Limits:
        """Its pace."""
        ...

    def drawn(self, reply: Reply) -> tuple[object, ...]:
        """The reply as the messages that the platform takes."""
        ...

    async def post(self, where: Reference, message: object, key: str) -> str:
        """Posts one message and gives its id. `key` is the same for each try of the same message."""
        ...

    async def installed(self, lane: str) -> bool:
        """Whether the platform lets the bot in again, where it did not. Does not raise."""
        ...

    async def change(self, where: Reference, remote_id: str, message: object) -> None:
        """Replaces a message that was posted."""
        ...
