"""Resources, contacts and glossary: protocols, training, people to phone, and what words mean."""

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from knowledge.schema.base import Approvable, AreaId, EntryId, Link, Quotation, Slug, Strict, Url, Words

ResourceKind = Literal[
    "protocol", "policy", "guidance", "template", "programme", "system", "training", "audit"
]


class Resource(Strict):
    """A protocol, policy, training offer or system that people ask for."""

    id: EntryId
    title: Words
    kind: ResourceKind
    names: tuple[Words, ...] = Field((), description="Other names people use.")
    said: tuple[Quotation, ...] = Field((), description="What the source says of it, verbatim.")
    links: tuple[Link, ...] = ()
    link_note: Words | None = Field(None, description="Said when there is no address, or about it.")
    editor_note: Words | None = None
    language_note: Words | None = None
    topics: tuple[Slug, ...] = ()
    related: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = ()


class ResourcesFile(Approvable):
    """resources/*.yaml."""

    resources: tuple[Resource, ...]


Day = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
Clock = Annotated[str, StringConstraints(pattern=r"^(?:[01]\d|2[0-4]):[0-5]\d$")]
ContactKind = Literal[
    "emergency",
    "police",
    "front_door",
    "front_door_ooh",
    "lado",
    "advice",
    "whistleblowing",
    "child_helpline",
    "practitioner_support",
    "information",
    "procedures",
    "partnership",
    "escalation",
]


class Hours(Strict):
    """Opening hours in Europe/London. Bank holidays count as closed unless the hours say otherwise."""

    days: tuple[Day, ...] = Field(min_length=1)
    from_: Clock = Field(alias="from")
    to: Clock
    bank_holidays: bool = Field(False, description="Open on bank holidays too.")


class Number(Strict):
    """A phone number exactly as the source prints it."""

    value: Annotated[str, StringConstraints(pattern=r"^[0-9][0-9 ]{1,15}$")]
    label: Words | None = None


class ContestedValue(Strict):
    """A value that another page gives for this contact. It is never shown."""

    about: Words
    value: Words
    where: Words


class Contact(Strict):
    """Someone to phone or a page to open, with what is known about it and by whom it was confirmed."""

    id: EntryId
    name: Words
    areas: tuple[AreaId, ...] = Field(min_length=1, description="Areas of areas.yaml, or uk.")
    kind: ContactKind
    audience: Literal["anyone", "professionals", "public", "children"]
    names: tuple[Words, ...] = ()
    numbers: tuple[Number, ...] = ()
    emails: tuple[Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$")], ...] = ()
    hours: tuple[Hours, ...] | Literal["unknown", "always", "outside_office_hours"]
    hours_note: Words | None = None
    official_page: Url | None
    sources: tuple[Url, ...] = ()
    source_date: Words | None = Field(None, description="How old the page looked.")
    seen_on: dt.date | None = None
    confirmed_by: Words | None = None
    confirmed_on: dt.date | None = None
    review_by: dt.date | None = None
    conflicts: tuple[ContestedValue, ...] = ()
    note: Words | None = None
    topics: tuple[Slug, ...] = ()
    questions: tuple[Words, ...] = ()

    @model_validator(mode="after")
    def _reachable(self) -> "Contact":
        if self.numbers and self.seen_on is None:
            raise ValueError("a contact with a number needs `seen_on`: the day the page was read")
        return self

    def confirmed(self, today: dt.date) -> bool:
        """Whether a named person has confirmed it and the confirmation has not run out."""
        if self.confirmed_by is None or self.confirmed_on is None or self.review_by is None:
            return False
        return self.confirmed_on <= today <= self.review_by


class ContactsFile(Approvable):
    """contacts.yaml."""

    contacts: tuple[Contact, ...]


class Term(Strict):
    """A word of the field: what it means, and what else people call it."""

    id: EntryId
    term: Words
    meaning: Words
    aliases: tuple[Words, ...] = ()
    capitals_only: tuple[Words, ...] = Field((), description="Aliases that are ordinary words in lower case.")
    phrasings: tuple[Words, ...] = Field((), description="How people say it without the term.")
    same_as: tuple[EntryId, ...] = Field((), description="Old and new names that must find each other.")
    ambiguous_with: tuple[Words, ...] = Field((), description="Other meanings that are not held here.")
    status: Literal["current", "historic", "contested"] = "current"
    verified: bool = Field(False, description="Whether the meaning was read on a published page.")
    source: Words | None = None
    note: Words | None = None
    topics: tuple[Slug, ...] = ()
    related: tuple[EntryId, ...] = ()
    questions: tuple[Words, ...] = ()


class GlossaryFile(Approvable):
    """glossary.yaml."""

    terms: tuple[Term, ...]
