"""What comes in and what goes out: a message, and a reply made of parts that every surface draws."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

Platform = Literal["slack", "teams", "web", "terminal"]
Room = Literal["direct", "group", "channel"]
ReplyStatus = Literal["answered", "choices", "not_held", "signposted", "command"]
Signpost = Literal["emergency", "concern", "allegation", "self"]


@dataclass(frozen=True, slots=True)
class Reach:
    """What a platform wants to be told when the bot writes by itself."""

    tenant: str = ""
    bot: str = ""
    service_url: str = ""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Where a message was written. `thread` separates threads of one channel."""

    platform: Platform
    team: str = ""
    channel: str = ""
    room: Room = "direct"
    thread: str = ""
    reach: Reach = field(default=Reach(), compare=False)

    @property
    def key(self) -> str:
        """One string for this conversation, for memory."""
        return "/".join((self.platform, self.team, self.channel, self.thread))


@dataclass(frozen=True, slots=True)
class Message:
    """A person's words, addressed to the bot. `sender` is the platform's id, never kept in the clear."""

    text: str
    sender: str
    conversation: Conversation
    received_at: dt.datetime
    question_only: bool = False
    """The words need not be the sender's: they are answered, never done, and nothing of them is kept."""

    @property
    def own_key(self) -> str:
        """One string for what is remembered of this sender alone there, in whichever thread they write."""
        place = self.conversation
        return "/".join(("own", place.platform, place.team, place.channel, self.sender))


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quotation stands. `lines` are lines of the stored text, counted from 1."""

    source: str
    document: str
    section: str
    recommendation: int | str | None
    """Its number: in words of its own where the document prints one such as 1.2 or 4a."""
    lines: tuple[int, int]
    as_at: str
    address: str | None = None
    page: str | None = None
    """Where the passage can be read in its place, for a surface outside the browser."""

    def __str__(self) -> str:
        number = f", recommendation {self.recommendation}" if self.recommendation is not None else ""
        return f"{self.document}, {self.section}{number}"


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of what follows; `entry` is the id that it names."""

    text: str
    entry: str | None = None
    level: Literal[1, 2] = 1


@dataclass(frozen=True, slots=True)
class Text:
    """Fixed words of the bot or of a curator, one paragraph."""

    text: str
    tone: Literal["plain", "caution", "urgent", "quiet"] = "plain"


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """Verbatim words with what they are and where they stand. Drawn as a quotation, never changed."""

    label: str
    paragraphs: tuple[str, ...]
    citation: Citation
    short: bool = False
    """Part of a long list: a surface with little room may show the first paragraph and a way to the rest."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated, conflicting or partly answered thing about what was just quoted."""

    kind: Literal["as_at", "status", "overdue", "due", "conflict", "part", "note", "language"]
    text: str


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks on the quotation above."""

    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A resource with its official address, or with the honest word that none is known."""

    title: str
    entry: str
    url: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """Protocols, training and other things that go with the answer."""

    title: str
    links: tuple[LinkLine, ...]


@dataclass(frozen=True, slots=True)
class ContactLine:
    """Someone to phone or a page to open. `now` marks the number in force by the clock, `closed` one
    that is known not to be; with unknown hours it is neither."""

    entry: str
    name: str
    numbers: tuple[str, ...]
    hours: str
    now: bool = False
    page: str | None = None
    emails: tuple[str, ...] = ()
    caution: str = ""
    """Set when nobody has confirmed it: how it is to be read."""
    closed: bool = False


@dataclass(frozen=True, slots=True)
class ContactGroup:
    """Contacts under one name, such as an area."""

    title: str
    contacts: tuple[ContactLine, ...]


@dataclass(frozen=True, slots=True)
class Contacts:
    """Whom to call."""

    groups: tuple[ContactGroup, ...]
    page_first: bool = False
    """Unconfirmed numbers: the official page is drawn before the number."""


@dataclass(frozen=True, slots=True)
class Steps:
    """Things to do in order, each with the contacts that belong to it. `first` is the number of the first."""

    steps: tuple["Step", ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do."""

    text: str
    contacts: Contacts | None = None
    link: LinkLine | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to pick. `ask` is what the bot is asked when it is picked: typing it does the same."""

    label: str
    ask: str
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """ "Did you mean", example questions or next steps, as buttons where the platform has them."""

    prompt: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """Ways to say whether an answer helped: fixed reasons, never free words. Drawn small, below the answer.

    A surface with room for two buttons offers `helpful` and `not_helpful`, whose reply offers the reasons;
    one with room for more offers `helpful` and the `reasons`.
    """

    prompt: str
    helpful: Choice
    not_helpful: Choice
    reasons: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Footer:
    """The standing last lines of every reply: a live worry comes first, and whether content is approved."""

    lines: tuple[str, ...]


Part = Heading | Text | QuoteBlock | Marks | Links | Contacts | Steps | Choices | Feedback | Footer


@dataclass(frozen=True)
class Reply:
    """What the bot says, in the order shown, and what it is about."""

    parts: tuple[Part, ...]
    status: ReplyStatus
    entries: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    """What the search ranked, best first, for a page with room to choose; not all of it answers."""
    signpost: Signpost | None = None
    identifying: bool = False
    confidence: float = 0.0
    revision: str = ""
    private: bool = False
    """Only the sender may see it: a live concern, or a message with identifying details."""
    discreet: bool = False
    """Small words about what the sender did, such as thanks for feedback: shown to the sender alone where
    the platform can do that, and never in place of the answer that was there."""
    explain: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
