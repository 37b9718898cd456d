"""What is kept for people and teams, and who may change it: the ports of commands, without any words.

What keeps things raises NotKept when it cannot; nothing is half done then.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Protocol

from handlers.messages import Conversation, Message
from handlers.publishing import Publishing
from knowledge.commands import Scope

Rhythm = Literal["immediate", "weekly"]
Reason = Literal["helpful", "not_helpful", "not_asked", "out_of_date", "wrong", "wrong_number"]
FeedbackKind = Literal["answer", "number"]
Permission = Literal["yes", "no", "unknown"]


class NotKept(Exception):  # noqa: N818 - it says what is so
    """The database did not take it, or did not say in time whether it did."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """What a conversation gets, and how."""

    scope: Scope
    rhythm: Rhythm = "immediate"
    paused: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Discussion:
    """A team talked a briefing through on a day. `briefing` is its entry id."""

    day: dt.date
    briefing: str


@dataclass(frozen=True, slots=True)
class FeedbackRecord:
    """What someone thought of an answer or a number: the entry and a fixed reason. Nobody's name."""

    entry: str
    kind: FeedbackKind
    reason: Reason
    hour: dt.datetime


@dataclass(frozen=True, slots=True)
class Issued:
    """A briefing that is out and not withdrawn. `sent`: whether this conversation got it."""

    briefing: str
    title: str
    on: dt.date
    sent: bool = False


class Subscriptions(Protocol):
    """Who wants which briefings."""

    async def of(self, place: Conversation) -> tuple[Subscription, ...]:
        """All of one conversation, in the order in which they were made."""
        ...

    async def add(
        self, place: Conversation, scopes: Iterable[Scope], rhythm: Rhythm, now: dt.datetime
    ) -> None:
        """Adds these; those that are there get the rhythm and are no longer paused."""
        ...

    async def replace(self, place: Conversation, wanted: Iterable[Subscription], now: dt.datetime) -> None:
        """These and no others from now on."""
        ...

    async def remove(self, place: Conversation, scopes: Iterable[Scope] | None = None) -> int:
        """Removes these, or all: how many there were."""
        ...

    async def change(
        self, place: Conversation, *, rhythm: Rhythm | None = None, paused: bool | None = None
    ) -> int:
        """Changes all of a conversation: how many there are."""
        ...


class Discussions(Protocol):
    """Which briefings teams talked through."""

    async def of(self, place: Conversation) -> tuple[Discussion, ...]:
        """All of one conversation, the latest first."""
        ...

    async def add(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it is new."""
        ...

    async def remove(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it was there."""
        ...


class FeedbackBox(Protocol):
    """What people thought of answers, for curators."""

    async def put(self, records: Iterable[FeedbackRecord]) -> None:
        """Keeps them, with their hour only."""
        ...


class IssuedBriefings(Protocol):
    """What was published."""

    async def for_place(self, place: Conversation) -> tuple[Issued, ...]:
        """All that is out, the newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """How much is held about one conversation."""

    subscriptions: int = 0
    discussions: int = 0
    delivered: int = 0
    published: int = 0

    @property
    def nothing(self) -> bool:
        """Whether there is nothing to erase."""
        return not (self.subscriptions or self.discussions or self.delivered or self.published)


class Account(Protocol):
    """What is held about a conversation and the person in it ("platform/sender"), and its erasure."""

    async def of(self, place: Conversation, person: str = "") -> Held:
        """How much there is."""
        ...

    async def erase(self, place: Conversation, person: str = "") -> None:
        """Removes all of it; the bot no longer knows the conversation, nor who published."""
        ...


class MaySubscribe(Protocol):
    """Who may change what a channel or team is sent."""

    async def __call__(self, message: Message) -> Permission:
        """Whether the sender may, as the platform says; unknown when it cannot be asked now."""
        ...


class Permissions:
    """The checks of the platforms (a MaySubscribe), each added when its platform is connected."""

    def __init__(self) -> None:
        self._checks: dict[str, MaySubscribe] = {}

    def use(self, platform: str, check: MaySubscribe) -> None:
        """From now on this platform is asked."""
        self._checks[platform] = check

    async def __call__(self, message: Message) -> Permission:
        """A direct conversation is one's own. A channel that nobody can be asked about stays as it is."""
        if message.conversation.room == "direct":
            return "yes"
        check = self._checks.get(message.conversation.platform)
        return "unknown" if check is None else await check(message)


@dataclass(frozen=True, slots=True)
class KeptFor:
    """How long things are kept, as the settings say."""

    memory_minutes: int = 10
    records_days: int = 180
    feedback_days: int = 365
    delivery_days: int = 365


@dataclass(frozen=True)
class Records:
    """Everything that commands need from outside."""

    subscriptions: Subscriptions
    discussions: Discussions
    feedback: FeedbackBox
    issued: IssuedBriefings
    account: Account
    permissions: MaySubscribe
    periods: KeptFor = KeptFor()
    publishing: Publishing | None = None
