"""What the rest of the bot lends to Slack."""

import datetime as dt
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from bot.in_time import ANSWER_WITHIN, in_time
from bot.store.installations import Installations
from handlers.fallback import fallback_reply
from handlers.messages import Message, Reply
from handlers.ports import CurrentLibrary, ReplyTo
from handlers.records import IssuedBriefings, Permissions, Subscriptions

log = structlog.get_logger()

FirstTime = Callable[[str], Awaitable[bool]]
"""Whether a delivery is new, by its key; from then on it is not."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """What stands on the Home tab."""

    library: CurrentLibrary
    subscriptions: Subscriptions
    issued: IssuedBriefings


@dataclass(frozen=True, slots=True)
class Brain:
    """What Slack's listeners need; `shelf` is None where there is no Home tab."""

    reply_to: ReplyTo
    show_again: Callable[[Sequence[str]], Reply]
    """Entries as an answer showed them, without the question."""
    first_time: FirstTime
    clock: Callable[[], dt.datetime]
    permissions: Permissions = field(default_factory=Permissions)
    """Where Slack's check of who may subscribe a channel is added."""
    answer_within: float = ANSWER_WITHIN
    installations: Installations | None = None
    """Where the tokens of workspaces that install the app are kept."""
    shelf: Shelf | None = None

    async def reply(self, message: Message) -> Reply:
        """The reply in time. Never raises."""
        try:
            return await in_time(self.reply_to, message, self.answer_within)
        except Exception as error:  # whatever it is, the person is told and given 999
            log.error("reply_failed", platform="slack", error=type(error).__name__)
            return fallback_reply()
