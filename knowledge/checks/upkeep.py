"""What people still have to do: look again, confirm contacts, approve files, say when a page was seen."""

import datetime as dt
import re
from collections.abc import Iterator

from knowledge.contents import Contents
from knowledge.library import Problem
from knowledge.parts import Placed
from knowledge.schema.base import Approvable
from knowledge.schema.resources import Contact, ContactsFile

_NATIONAL = re.compile(r"0\d{9,10}|08\d{6}|\+\d{10,14}|1\d\d|999|116\d{3}|[68]\d{4}")
"""A whole telephone number, or a short one: 101, 999, 116 123, 0800 1111, or one for texts."""


def reviews_due(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Files and contacts whose `review_by` has passed."""
    for placed in contents.parts.all():
        model = placed.model
        if placed.borrowed or not isinstance(model, Approvable):
            continue
        if model.review_by is not None and model.review_by < today:
            yield Problem("review", placed.file.place(("review_by",)), _late("this file", model.review_by))
    for contacts, k, contact in _contacts(contents):
        if contact.review_by is not None and contact.review_by < today:
            place = contacts.file.place(("contacts", k, "review_by"))
            yield Problem("review", place, _late(f"`{contact.id}`", contact.review_by))


def _late(what: str, day: dt.date) -> str:
    return f"{what} was to be looked at again by {day}: do so and write a new date"


def _contacts(contents: Contents) -> Iterator[tuple[Placed[ContactsFile], int, Contact]]:
    for placed in contents.parts.of(ContactsFile):
        if not placed.borrowed:
            for k, contact in enumerate(placed.model.contacts):
                yield placed, k, contact


def unconfirmed(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Contacts that nobody has confirmed, one line each. 999 needs no confirmation."""
    for placed, k, contact in _contacts(contents):
        if contact.confirmed(today) or [number.value for number in contact.numbers] == ["999"]:
            continue
        message = (
            f"`{contact.id}` is not confirmed: ask {contact.name}, then set confirmed_by and confirmed_on"
        )
        if contact.confirmed_by is not None:
            message = f"`{contact.id}`: the confirmation by {contact.confirmed_by} has no date in force"
        yield Problem("contact", placed.file.place(("contacts", k)), message, warning=True)


def unlikely_numbers(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Numbers with a digit too few or too many. A wrong number can hurt a child."""
    for placed, k, contact in _contacts(contents):
        for n, number in enumerate(contact.numbers):
            if _NATIONAL.fullmatch(digits := re.sub(r"[ ()-]", "", number.value)):
                continue
            place = placed.file.place(("contacts", k, "numbers", n, "value"))
            counted = f"{len(digits)} digits" if digits.isdigit() else "more than digits in it"
            message = (
                f"`{number.value}` has {counted}: numbers here have 10 or 11 and begin with 0, or are short"
                " ones such as 999 or 116 123. Look at the official page again"
            )
            yield Problem("contact", place, message)


def unseen_links(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Addresses without the day on which they were seen (the schema insists on it elsewhere)."""
    for placed, k, contact in _contacts(contents):
        if contact.official_page is not None and contact.seen_on is None:
            place = placed.file.place(("contacts", k, "official_page"))
            message = f"`{contact.id}` has no seen_on: open the page, then write the day"
            yield Problem("link", place, message, warning=True)


def unapproved(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Files that nobody has approved: every reply says so in its footer."""
    for placed in contents.parts.all():
        if isinstance(placed.model, Approvable) and not placed.model.approved and not placed.borrowed:
            place = placed.file.place(("approved_by",))
            message = "not approved by the partnership: approved_by and approved_on are not both set"
            yield Problem("approval", place, message, warning=True)
