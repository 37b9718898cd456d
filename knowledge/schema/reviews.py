"""Reviews and sources: the recommendations, the responses and the document they are quoted from."""

import datetime as dt
from typing import Literal

from pydantic import Field, model_validator

from knowledge.schema.base import (
    Approvable,
    Coverage,
    EntryId,
    Passage,
    Printed,
    Slug,
    Status,
    Strict,
    Url,
    Words,
)


class Source(Approvable):
    """One published document, kept as text, that quotations are checked against (sources/ID.yaml)."""

    id: Slug
    title: Words
    publisher: Words
    kind: Literal["review", "response", "briefing", "procedure"]
    file: Words = Field(description="The stored text, beside this file.")
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the stored text.")
    as_at: Words = Field(description="When the document was written, in words, as shown beside quotations.")
    address: Url | None = Field(None, description="The published address, if it is known.")
    address_note: Words | None = None
    licence: Words
    permission: Literal["granted", "asked", "not_asked", "refused"]
    status: Literal["live", "archived", "withdrawn"]
    layout: Literal["headings", "table"] = Field(
        "headings",
        description="table: recommendations stand in rows of a table, under their bare number.",
    )
    editor_notes: tuple[Words, ...] = ()


class Due(Strict):
    """A promise with a date in it."""

    what: Words = Field(description="What was promised, described by the curator, never as done.")
    words: Words = Field(description="The document's own words for the date, verbatim.")
    by: dt.date = Field(description="The last day that those words allow.")


class Conflict(Strict):
    """Another passage that says something different."""

    entry: EntryId
    note: Words
    ours: Words = Field(description="Verbatim words of this entry.")
    theirs: Words = Field(description="Verbatim words of the other entry.")


class Recommendation(Strict):
    """One recommendation and what the agency said it did."""

    id: EntryId
    number: int = Field(ge=1, description="Within its audience, as people ask for it.")
    printed: Printed | None = Field(
        None, description="The number as printed, where it is not that: 1.2 or 4a."
    )
    title: Words = Field(description="A short plain title by the curator.")
    recommendation: Passage
    response: Passage | None = Field(
        description="What the agency said it did; null where the document prints no response."
    )
    topics: tuple[Slug, ...] = Field(min_length=1)
    status: Status
    coverage: Coverage
    coverage_note: Words | None = Field(None, description="What the response leaves unanswered.")
    due: tuple[Due, ...] = ()
    conflicts_with: tuple[Conflict, ...] = ()
    editor_note: Words | None = None
    language_note: Words | None = None
    links: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _answered(self) -> "Recommendation":
        if (self.response is None) != (self.status == "no_response"):
            raise ValueError("`status: no_response` goes with `response: null`, and only with it")
        return self


class AudienceSection(Strict):
    """The recommendations for one audience, under the document's own heading."""

    audience: Slug
    section: Words = Field(description="The heading as it stands in the source.")
    recommendations: tuple[Recommendation, ...]


class AboutReview(Strict):
    """The review as a whole: who, when, which group, what method."""

    title: Words
    passages: tuple[Passage, ...] = Field(min_length=1)
    section: Words
    topics: tuple[Slug, ...] = ()
    editor_note: Words | None = None
    links: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = ()


class Review(Approvable):
    """One review (reviews/ID.yaml)."""

    id: Slug
    title: Words
    case: Words = Field(description='The published name of the case, such as "Child P".')
    names: tuple[Words, ...] = Field(description="Other ways people write the name of the case.")
    source: Slug
    about: AboutReview
    sections: tuple[AudienceSection, ...]
