"""In-memory stand-ins for what is kept for people and teams: for tests, and where there is no database."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from handlers.messages import Conversation, Message
from handlers.records import (
    Discussion,
    FeedbackRecord,
    Held,
    Issued,
    Permission,
    Records,
    Rhythm,
    Subscription,
)
from knowledge.commands import Scope

Place = tuple[str, str, str]


def place_of(conversation: Conversation) -> Place:
    """A conversation without its threads."""
    return (conversation.platform, conversation.team, conversation.channel)


class InMemorySubscriptions:
    """A Subscriptions that ends with the process."""

    def __init__(self) -> None:
        self.kept: dict[Place, dict[Scope, Subscription]] = {}

    async def of(self, place: Conversation) -> tuple[Subscription, ...]:
        """All of one conversation."""
        return tuple(self.kept.get(place_of(place), {}).values())

    async def add(
        self, place: Conversation, scopes: Iterable[Scope], rhythm: Rhythm, now: dt.datetime
    ) -> None:
        """Adds these."""
        there = self.kept.setdefault(place_of(place), {})
        there.update({scope: Subscription(scope, rhythm) for scope in scopes})

    async def replace(self, place: Conversation, wanted: Iterable[Subscription], now: dt.datetime) -> None:
        """These and no others."""
        before = self.kept.get(place_of(place), {})
        after = {each.scope: each for each in wanted}
        self.kept[place_of(place)] = {scope: after[scope] for scope in {**before, **after} if scope in after}

    async def remove(self, place: Conversation, scopes: Iterable[Scope] | None = None) -> int:
        """Removes these, or all."""
        there = self.kept.get(place_of(place), {})
        gone = set(there) if scopes is None else set(scopes) & set(there)
        for scope in gone:
            del there[scope]
        return len(gone)

    async def change(
        self, place: Conversation, *, rhythm: Rhythm | None = None, paused: bool | None = None
    ) -> int:
        """Changes all."""
        there = self.kept.get(place_of(place), {})
        for scope, each in there.items():
            there[scope] = replace(
                each,
                rhythm=rhythm or each.rhythm,
                paused=each.paused if paused is None else paused,
            )
        return len(there)


class InMemoryDiscussions:
    """A Discussions that ends with the process."""

    def __init__(self) -> None:
        self.kept: dict[Place, set[Discussion]] = {}

    async def of(self, place: Conversation) -> tuple[Discussion, ...]:
        """All of one conversation, the latest first."""
        return tuple(sorted(self.kept.get(place_of(place), ()), reverse=True))

    async def add(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it is new."""
        there = self.kept.setdefault(place_of(place), set())
        new = discussion not in there
        there.add(discussion)
        return new

    async def remove(self, place: Conversation, discussion: Discussion) -> bool:
        """Whether it was there."""
        there = self.kept.get(place_of(place), set())
        known = discussion in there
        there.discard(discussion)
        return known


class InMemoryFeedback:
    """A FeedbackBox that ends with the process."""

    def __init__(self) -> None:
        self.kept: list[FeedbackRecord] = []

    async def put(self, records: Iterable[FeedbackRecord]) -> None:
        """Keeps them, with their hour only."""
        self.kept += [
            replace(each, hour=each.hour.replace(minute=0, second=0, microsecond=0)) for each in records
        ]


class InMemoryIssued:
    """An IssuedBriefings that is told what is out."""

    def __init__(self, out: Iterable[Issued] = ()) -> None:
        self.out = tuple(out)

    async def for_place(self, place: Conversation) -> tuple[Issued, ...]:
        """All that is out, the newest first."""
        return tuple(sorted(self.out, key=lambda each: each.on, reverse=True))


class InMemoryAccount:
    """An Account over the other stand-ins."""

    def __init__(self, subscriptions: InMemorySubscriptions, discussions: InMemoryDiscussions) -> None:
        self._subscriptions = subscriptions
        self._discussions = discussions

    async def of(self, place: Conversation, person: str = "") -> Held:
        """How much there is."""
        return Held(
            len(self._subscriptions.kept.get(place_of(place), ())),
            len(self._discussions.kept.get(place_of(place), ())),
        )

    async def erase(self, place: Conversation, person: str = "") -> None:
        """Removes all of it."""
        self._subscriptions.kept.pop(place_of(place), None)
        self._discussions.kept.pop(place_of(place), None)


class EveryoneMay:
    """A MaySubscribe that says the same of everyone."""

    def __init__(self, answer: Permission = "yes") -> None:
        self.answer = answer

    async def __call__(self, message: Message) -> Permission:
        """What it was told to say."""
        return self.answer


def in_memory_records(permission: Permission = "yes", out: Iterable[Issued] = ()) -> Records:
    """Everything that commands need, in memory."""
    subscriptions, discussions = InMemorySubscriptions(), InMemoryDiscussions()
    return Records(
        subscriptions,
        discussions,
        InMemoryFeedback(),
        InMemoryIssued(out),
        InMemoryAccount(subscriptions, discussions),
        EveryoneMay(permission),
    )
