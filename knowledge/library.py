"""The loaded knowledge base: every entry by id, ready to search and to quote from."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import Literal

from knowledge.schema.answers import Answer, Briefing, Gap, Question
from knowledge.schema.base import Quotation, Status
from knowledge.schema.resources import Contact, Resource, Term
from knowledge.schema.reviews import AboutReview, AudienceSection, Recommendation, Review, Source
from knowledge.schema.safety import Cue, ExampleMessage, Frame, SignpostingFile
from knowledge.schema.themes import Audience, ServedArea, Topic

EntryKind = Literal["review", "recommendation", "resource", "term", "contact", "answer", "briefing", "gap"]
Item = AboutReview | Recommendation | Resource | Term | Contact | Answer | Briefing | Gap


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a content file and a line counted from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the content, with its place and what to do."""

    area: str
    place: Place
    message: str
    warning: bool = False

    def __str__(self) -> str:
        mark = "warning: " if self.warning else ""
        return f"[{self.area}] {self.place}: {mark}{self.message}"


class ContentError(Exception):
    """Content that cannot be used. `problems` names every file and line."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source and its stored text."""

    source: Source
    text: str

    @property
    def lines(self) -> list[str]:
        """The stored text by line; line 1 is index 0."""
        return self.text.split("\n")


@dataclass(frozen=True)
class Entry:
    """One thing the bot can answer with, as the search sees it."""

    id: str
    kind: EntryKind
    title: str
    item: Item
    names: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    body: tuple[str, ...] = ()
    case: str | None = None
    audience: str | None = None
    number: int | None = None
    status: Status | None = None
    place: Place = Place("", 0)
    borrowed: bool = False
    """Supplied by the package for a folder that lacks the file: found by its exact name only."""


@dataclass(frozen=True)
class SafetyContent:
    """Everything the safety detector and its replies are made of."""

    examples: tuple[ExampleMessage, ...]
    cues: tuple[Cue, ...]
    signposting: SignpostingFile
    frames: tuple[Frame, ...] = ()


@dataclass(frozen=True)
class Library:
    """All content of one folder at one revision."""

    revision: str
    entries: Mapping[str, Entry]
    safety: SafetyContent
    reviews: tuple[Review, ...] = ()
    sources: Mapping[str, StoredSource] = field(default_factory=lambda: MappingProxyType({}))
    topics: tuple[Topic, ...] = ()
    audiences: tuple[Audience, ...] = ()
    areas: tuple[ServedArea, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    contacts: tuple[Contact, ...] = ()
    terms: tuple[Term, ...] = ()
    questions: tuple[Question, ...] = ()
    unapproved: tuple[str, ...] = ()
    warnings: tuple[Problem, ...] = ()
    misquoted: frozenset[tuple[str, str]] = frozenset()
    """Source and words of quotations that do not stand in the stored text: they are shown to nobody."""

    @property
    def approved(self) -> bool:
        """Whether every file that answers are made of has been approved by a named person."""
        return not self.unapproved

    @cached_property
    def area_names(self) -> Mapping[str, str]:
        """The areas with children's services of their own, in their usual order."""
        return {area.id: area.name for area in self.areas if not area.together}

    @cached_property
    def area_headings(self) -> Mapping[str, str]:
        """Every area that a contact may be for."""
        return {**self.area_names, **{area.id: area.name for area in self.areas}, "uk": "Anywhere in the UK"}

    def those(self, ids: Iterable[str]) -> list[Entry]:
        """The entries with these ids; what there is no more is passed over."""
        return [self.entries[each] for each in ids if each in self.entries]

    def linked(self, *entries: Entry, kind: EntryKind | None = None) -> list[Entry]:
        """What these entries lead on to; with `kind` only entries of this kind."""
        found = self.those(each for entry in entries for each in entry.related)
        return [entry for entry in found if kind in {None, entry.kind}]

    @cached_property
    def recommendations(self) -> tuple[Entry, ...]:
        """All recommendations in the order of the reviews."""
        return tuple(entry for entry in self.entries.values() if entry.kind == "recommendation")

    def recommendations_of(self, case: str | None) -> Sequence[Entry]:
        """The recommendations of a review in their order; without a case those of all."""
        return self.recommendations if case is None else self._of_case.get(case, ())

    @cached_property
    def _of_case(self) -> Mapping[str, Sequence[Entry]]:
        found: dict[str, list[Entry]] = {}
        for entry in self.recommendations:
            if entry.case is not None:
                found.setdefault(entry.case, []).append(entry)
        return found

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Where each entry stands among all."""
        return {each: number for number, each in enumerate(self.entries)}

    @cached_property
    def _reviews(self) -> Mapping[str, Review]:
        return {review.id: review for review in self.reviews}

    @cached_property
    def _audience_names(self) -> Mapping[str, str]:
        return {audience.id: audience.name for audience in self.audiences}

    def review(self, case: str) -> Review:
        """The review with this id. Raises KeyError."""
        return self._reviews[case]

    def section(self, entry: Entry) -> AudienceSection:
        """The section of the review in which a recommendation stands."""
        return self._sections[entry.id]

    @cached_property
    def _sections(self) -> Mapping[str, AudienceSection]:
        return {
            item.id: section
            for review in self.reviews
            for section in review.sections
            for item in section.recommendations
        }

    def audience_name(self, audience: str) -> str:
        """An audience as it is called in a sentence."""
        return self._audience_names.get(audience, audience)

    def audience_short(self, audience: str) -> str:
        """An audience in the fewest words that are understood, for people to type."""
        found = next((each.short for each in self.audiences if each.id == audience), None)
        return found or self.audience_name(audience)

    def quotable(self, source: str) -> bool:
        """A withdrawn source is not quoted from the moment its status changes."""
        stored = self.sources.get(source)
        return stored is not None and stored.source.status != "withdrawn"

    def may_show(self, quotation: Quotation) -> bool:
        """Whether a quotation stands in its source, and the source is not withdrawn."""
        return self.quotable(quotation.source) and (quotation.source, quotation.text) not in self.misquoted

    def quotations(self, entry: Entry) -> tuple[Quotation, ...]:
        """What an entry quotes, with places, leaving out withdrawn sources and what is misquoted.

        A recommendation and its response stand together or not at all.
        """
        kept = self._quotations.get(entry.id)
        if kept is None:
            kept = self._quotations[entry.id] = self._quoted_by(entry)
        return kept

    @cached_property
    def _quotations(self) -> dict[str, tuple[Quotation, ...]]:
        """Of entries that were shown before."""
        return {}

    def _quoted_by(self, entry: Entry) -> tuple[Quotation, ...]:
        item = entry.item
        found: tuple[Quotation, ...] = ()
        if isinstance(item, Recommendation):
            source, section = self.review(entry.case or "").source, self.section(entry).section
            found = tuple(
                Quotation(
                    text=part.text,
                    lines=part.lines,
                    source=source,
                    section=section,
                    recommendation=item.number,
                    printed=item.printed,
                )
                for part in (item.recommendation, item.response)
                if part is not None
            )
        elif isinstance(item, AboutReview):
            source = self.review(entry.case or "").source
            found = tuple(
                Quotation(text=part.text, lines=part.lines, source=source, section=item.section)
                for part in item.passages
            )
        elif isinstance(item, Resource):
            found = item.said
        elif isinstance(item, Briefing):
            found = tuple(quotation for section in item.sections for quotation in section.quotations)
        shown = tuple(quotation for quotation in found if self.may_show(quotation))
        return () if isinstance(item, Recommendation) and len(shown) < len(found) else shown


def overdue(due: dt.date, today: dt.date) -> bool:
    """Whether the last day of a promise has passed."""
    return due < today
