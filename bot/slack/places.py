"""Where an answer goes: to everyone there, or to the person who asked."""

import re
from dataclasses import dataclass

_DIRECT = re.compile(r"D[A-Z0-9]+")


def is_direct(channel: str) -> bool:
    """Whether it is a conversation of two."""
    return bool(_DIRECT.fullmatch(channel))


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was asked, and so where it is answered."""

    user: str
    channel: str
    thread: str = ""
    """The message that the thread hangs on; empty outside threads."""
    alone: bool = False
    """A direct conversation between this person and the bot: nobody else reads it."""
    openly: bool = False
    """Whether everyone there sees the question, so that everyone there may see the answer."""
    response_url: str = ""
    """Slack's address for answers to a command or a button, good for 30 minutes and five uses."""
    team: str = ""
    """The workspace in which the bot is installed."""

    @property
    def in_a_channel(self) -> bool:
        """Whether there are others with whom an answer can be shared."""
        return not is_direct(self.channel)
