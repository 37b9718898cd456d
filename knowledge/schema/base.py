"""What every content file and entry shares."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

EntryId = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-/][a-z0-9]+)*$", max_length=80)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=60)]
AreaId = Annotated[str, StringConstraints(pattern=r"^[a-z]+(?:_[a-z]+)*$", max_length=40)]
Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"']+$", max_length=500)]


Printed = Annotated[str, StringConstraints(pattern=r"^[0-9]+(?:\.[0-9]+)*[a-z]?$", max_length=12)]


class Strict(BaseModel):
    """Frozen, and an unknown key is an error: a misspelt key must not lose a curator's work."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Approvable(Strict):
    """A content file: nothing counts as approved until both fields are set."""

    approved_by: Words | None = Field(None, description="Who approved this file for the partnership.")
    approved_on: dt.date | None = Field(None, description="The day it was approved.")
    review_by: dt.date | None = Field(None, description="The day this file must be looked at again.")

    @property
    def approved(self) -> bool:
        """Whether somebody has approved this file, with a date."""
        return self.approved_by is not None and self.approved_on is not None


class Passage(Strict):
    """Words quoted from a stored source, with the lines of the stored text where they stand."""

    text: Words = Field(description="Verbatim. Paragraphs are separated by an empty line.")
    lines: tuple[int, int] = Field(description="First and last line of the stored text, counted from 1.")


class Quotation(Passage):
    """A passage of a named source, with its place in that source."""

    source: Slug
    section: Words
    recommendation: int | None = None
    printed: Printed | None = None


class Link(Strict):
    """An official address and the day it was seen."""

    url: Url
    title: Words
    seen_on: dt.date
    note: Words | None = None


Status = Literal["done", "in_progress", "promised", "no_response"]
Coverage = Literal["full", "part"]
