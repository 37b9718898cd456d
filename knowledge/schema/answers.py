"""Plain curated answers, briefings and questions files."""

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from knowledge.schema.base import Approvable, EntryId, Link, Quotation, Slug, Strict, Url, Words


class Answer(Strict):
    """A question-and-answer entry, so that any FAQ fits."""

    id: EntryId = Field(pattern=r"^answer/")
    title: Words
    questions: tuple[Words, ...] = ()
    text: Words | None = None
    link: Url | None = None
    source: Words | None = Field(None, description="Where the answer comes from.")
    topics: tuple[Slug, ...] = ()
    related: tuple[EntryId, ...] = ()

    @model_validator(mode="after")
    def _says_something(self) -> "Answer":
        if self.text is None and self.link is None:
            raise ValueError("an answer needs `text` or `link`")
        return self


class AnswersFile(Approvable):
    """answers/*.yaml."""

    answers: tuple[Answer, ...]


class Gap(Strict):
    """Something people ask that the knowledge base does not hold: said plainly instead of guessed at."""

    id: EntryId = Field(pattern=r"^gap/")
    title: Words = Field(description="What is not held, as a noun phrase: what happened to Child P.")
    text: Words = Field(description="The honest sentence shown, and where to look instead if that is known.")
    case: Slug | None = Field(None, description="The review it is about; none when it is general.")
    related: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = Field(min_length=1)


class GapsFile(Approvable):
    """gaps/*.yaml."""

    gaps: tuple[Gap, ...]


_BRIEFING = "briefing/"


def slug_of(briefing: str) -> str:
    """A briefing's id, or its slug already, without what all of them begin with."""
    return briefing.removeprefix(_BRIEFING)


def entry_of(briefing: str) -> str:
    """A briefing's slug, or its id already, as it is named everywhere."""
    return _BRIEFING + slug_of(briefing)


class BriefingSection(Strict):
    """One part of a briefing: the curator's own words, quotations, or both."""

    heading: Words
    text: Words | None = None
    quotations: tuple[Quotation, ...] = ()


class Briefing(Approvable):
    """A short digest for teams to talk through (briefings/SLUG.yaml). The number of sections is free."""

    id: EntryId = Field(pattern=rf"^{_BRIEFING}")
    title: Words
    about: Words
    review: Slug | None = None
    audiences: tuple[Slug, ...] = ()
    topics: tuple[Slug, ...] = ()
    author: Words
    status: Literal["draft", "ready", "withdrawn"]
    as_at: Words
    licence: Words
    published_on: dt.date | None = None
    sections: tuple[BriefingSection, ...] = Field(min_length=1)
    discussion_questions: tuple[Words, ...] = Field(min_length=1)
    links: tuple[Link, ...] = ()
    related: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = ()


Expect = Literal[
    "answer", "list", "choices", "not_held", "command", "emergency", "concern", "allegation", "self"
]


class Turn(Strict):
    """One message of a conversation and what it must find."""

    q: str
    expect: Expect
    entries: tuple[EntryId, ...] = ()


class Question(Strict):
    """A question with what it must find, or several turns of one conversation."""

    kind: Words = "general"
    q: str | None = None
    expect: Expect | None = None
    entries: tuple[EntryId, ...] = ()
    turns: tuple[Turn, ...] = ()
    note: Words | None = None
    known_miss: bool = Field(
        False, description="Not found yet by words alone, and known: `check` only warns of it."
    )

    @model_validator(mode="after")
    def _one_form(self) -> "Question":
        if bool(self.turns) == (self.q is not None):
            raise ValueError("give either `q` and `expect`, or `turns`")
        if self.q is not None and self.expect is None:
            raise ValueError("`q` needs `expect`")
        return self

    @property
    def conversation(self) -> tuple[Turn, ...]:
        """The question as turns: one, unless several were written."""
        if self.turns:
            return self.turns
        assert self.q is not None
        assert self.expect is not None
        return (Turn(q=self.q, expect=self.expect, entries=self.entries),)


class QuestionsFile(Strict):
    """questions/*.yaml."""

    version: Literal[1] = 1
    questions: tuple[Question, ...]
