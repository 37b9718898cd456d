"""What a search gives back: facets, ranked matches, and one decision."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from knowledge.schema.base import Status

Intent = Literal[
    "list",
    "link",
    "training",
    "status",
    "contact",
    "meaning",
    "briefing",
    "help",
    "greeting",
    "thanks",
    "review",
    "how_to",
]
Decision = Literal[
    "answer",
    "list",
    "choices",
    "not_held",
    "no_such_case",
    "no_such_audience",
    "no_such_number",
    "no_names",
    "no_dates",
    "gap",
    "help",
    "greeting",
    "thanks",
    "empty",
]


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a conversation keeps for a few minutes, so that "and for GPs?" works. No words of the message."""

    case: str | None = None
    audience: str | None = None
    number: int | None = None
    topics: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    """The list that these entries were picked from."""
    earlier: tuple[str, ...] = ()
    """The recommendations that were shown before contacts, links or meanings were."""
    in_full: bool = False
    """Whether the entries were shown with all that is held, not offered or listed."""
    seen: tuple[str, ...] = ()
    """What was shown one by one before, in turns that lean on each other."""
    intent: str | None = None
    at: dt.datetime | None = None
    signposted: str | None = None
    """The level of a live concern a few messages ago: kept of its sender alone, and nothing else of it."""
    signposted_at: dt.datetime | None = None


@dataclass(frozen=True)
class Facets:
    """What a question names outright. Ids, except the unknown names, which are shown back to nobody's log."""

    case: str | None = None
    unknown_case: str | None = None
    audiences: tuple[str, ...] = ()
    unheld_audiences: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    every_audience: bool = False
    """Whether it is asked for each agency: "rec 1 for every audience"."""
    printed: str | None = None
    """A number as some documents print it: 1.2, 4a."""
    pairs: tuple[tuple[str, int], ...] = ()
    """Audiences, each with a number of its own: "rec 1 for GPs and rec 3 for health visitors"."""
    from_end: int = 0
    """1 for "the last", 2 for "the last but one"."""
    few: int = 1
    """How many from there on: 2 for "the last two"."""
    middle: bool = False
    step: int = 0
    """1 for "the next one", -1 for "the one before"."""
    ordinal: bool = False
    """Whether the number was given as a place: first, 2nd ..."""
    topics: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    """Entries (terms, resources, contacts) whose own name stands in the question."""
    name_spans: int = 0
    """How many separate names those are."""
    kinds: tuple[str, ...] = ()
    """Kinds of thing asked for by their common name: protocol, training, front_door, lado ..."""
    asks_recommendations: bool = False
    """Whether a word such as "recommendation" or "response" stands in the question."""
    asks_email: bool = False
    asks_who: bool = False
    """Whether it asks who a worker or one of the family was."""
    areas: tuple[str, ...] = ()
    lives_there: bool = False
    """Whether the areas are where somebody is said to live."""
    places: tuple[str, ...] = ()
    """Stems of the words that name the areas."""
    statuses: frozenset[Status] = frozenset()
    partly: bool = False
    """Whether those are asked for whose response leaves something unanswered."""
    dated: bool = False
    """Whether promises with a date are asked for: "which are overdue"."""
    intents: frozenset[Intent] = frozenset()
    short: bool = False
    """Whether the message is only a few words."""
    residue: tuple[str, ...] = ()
    """Stems that carry meaning and belong to no facet."""

    @property
    def standing(self) -> bool:
        """Whether it is asked for those that stand in a certain way: done, promised, answered in part."""
        return bool(self.statuses) or self.partly

    @property
    def number(self) -> int | None:
        """The first number, where there is one."""
        return self.numbers[0] if self.numbers else None


@dataclass(frozen=True, slots=True)
class Match:
    """One entry with its score and the probability that it is the right one."""

    entry: str
    score: float
    probability: float


@dataclass(frozen=True)
class Findings:
    """The outcome of one search. `entries` is what to show, best first; `related` what goes with it."""

    decision: Decision
    facets: Facets
    entries: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    matches: tuple[Match, ...] = ()
    """The best ranked, best first; of a "gap" decision the gap is first."""
    confidence: float = 0.0
    follow_up: bool = False
    by_number: bool = False
    again: bool = False
    """Whether the turn before showed it already."""
    explain: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
