"""What this package needs from a Teams SDK, so that another one can take botbuilder's place.

TeamsError
├── BadActivity     not an activity that Teams would send
├── Unauthorized    nobody whom the bot may believe sent it
├── KeysUnavailable whether to believe it cannot be found out now
└── NotSent         Teams did not take a message
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from handlers.messages import Room

Json = Mapping[str, Any]
Card = dict[str, object]
Kind = Literal["message", "edited", "pressed", "searched", "thumb", "feedback", "added", "removed", "other"]


REFUSED_BY_LOGIN = "login_refused"
LOGIN_UNREACHABLE = "login_unreachable"
NO_CONNECTION = frozenset(
    (LOGIN_UNREACHABLE, *"ClientConnectorError ClientConnectorDNSError ClientProxyConnectionError".split())
)
"""Codes of NotSent, without a status, that say that nothing was sent."""


class TeamsError(Exception):
    """Anything that goes wrong with Teams. It never holds what anyone wrote."""


class BadActivity(TeamsError):  # noqa: N818 - it says what is so
    """Not an activity that Teams would send."""


class Unauthorized(TeamsError):  # noqa: N818 - it says what is so
    """The request proves nothing about who sent it."""


class KeysUnavailable(TeamsError):  # noqa: N818 - it says what is so
    """The keys that requests are signed with cannot be fetched now."""


class NotSent(TeamsError):  # noqa: N818 - it says what is so
    """Teams did not take a message. `retry_after` is in seconds; None: it did not say."""

    def __init__(self, status: int, code: str = "", retry_after: float | None = None) -> None:
        self.status = status
        self.code = code
        self.retry_after = retry_after
        super().__init__(f"{status} {code}".strip())


@dataclass(frozen=True, slots=True)
class Incoming:
    """One activity, as far as this bot minds it. Ids are the platform's."""

    kind: Kind
    id: str
    stamp: str
    """When it was sent, as the platform says it: an edit has the id of what was edited."""
    text: str
    data: object
    """What a pressed button or a form carried. What is typed into a search box is `text`."""
    mentioned: bool
    sender: str
    person: str
    """The sender's id in the directory, which is the same in every conversation."""
    bot: str
    conversation: str
    room: Room
    team: str
    tenants: frozenset[str]
    service_url: str
    answers: str = ""
    """Id of the message that it is about."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A citation as Teams draws one: where the words stand, and the first of them."""

    name: str
    abstract: str
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to send: a card with what its notification says, or plain words."""

    summary: str
    card: Card | None = None
    text: str = ""
    """Above the card, with the number of each claim in it. It is read as markdown."""
    claims: tuple[Claim, ...] = ()
    thumbs: bool = False
    """Whether Teams draws its feedback buttons below."""


@dataclass(frozen=True, slots=True)
class Member:
    """What the directory says of a sender."""

    tenant: str
    guest: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to the HTTP request that brought the activity."""

    status: int
    body: object = None


@dataclass(frozen=True, slots=True)
class Place:
    """A conversation that the bot was added to, as it was told then."""

    conversation: str
    tenant: str
    bot: str
    service_url: str


class Proactive(Protocol):
    """Messages that answer nothing. What sends raises NotSent."""

    async def post(self, place: Place, message: Outgoing) -> str:
        """Posts a message, in a channel as a thread of its own. Gives its id."""
        ...

    async def let_in(self) -> bool:
        """Whether the login service gives the bot a token."""
        ...

    async def change(self, place: Place, activity: str, message: Outgoing) -> None:
        """Replaces a message that was posted."""
        ...


class Turn(Protocol):
    """One activity and the ways to answer it. What sends raises NotSent."""

    @property
    def incoming(self) -> Incoming:
        """The activity."""
        ...

    async def send(self, message: Outgoing) -> str:
        """Answers where it was asked; in a channel, in its thread. Gives the message's id."""
        ...

    async def send_to_sender(self, message: Outgoing) -> str:
        """Writes to the sender alone, in a conversation that is made if there is none."""
        ...

    async def sender(self) -> Member:
        """Looks the sender up. Raises NotSent."""
        ...


class Listener(Protocol):
    """What the bot does about activities. An SDK calls it and knows nothing of replies."""

    async def message(self, turn: Turn) -> None:
        """Someone wrote something, edited it, or submitted a button."""
        ...

    async def pressed(self, turn: Turn) -> Json:
        """Someone pressed a button: gives the body of the answer to the invoke."""
        ...

    async def thumb(self, turn: Turn) -> Json:
        """Someone pressed a thumb: gives the form that opens."""
        ...

    async def feedback(self, turn: Turn) -> None:
        """Someone sent the form."""
        ...

    async def searched(self, turn: Turn) -> Json:
        """Someone types into the search box: gives the body of the answer to the invoke."""
        ...

    async def added(self, turn: Turn) -> None:
        """The bot was added to a conversation."""
        ...

    async def removed(self, turn: Turn) -> None:
        """The bot was removed from a conversation."""
        ...

    async def failed(self, turn: Turn, error: Exception) -> Json | None:
        """Something of the above failed: nobody is left without an answer. Gives a body for an invoke."""
        ...


class Proof(Protocol):
    """A request that was proved to come from Teams."""

    async def run(self, incoming: Incoming, listener: Listener) -> Answered:
        """Has the listener answer its activity. Raises only what `failed` could not deal with."""
        ...


class Transport(Protocol):
    """A Teams SDK."""

    async def authenticate(self, authorization: str, activity: Json) -> Proof:
        """Raises BadActivity, Unauthorized or KeysUnavailable."""
        ...
