"""A number is shown plainly only while a named person's confirmation of it lasts."""

import datetime as dt
from typing import Any

import pytest

from handlers.contact_lines import contact_line, contacts_of
from handlers.messages import Reply
from handlers.plain import plain
from knowledge.schema.resources import Contact

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
DAYTIME = [{"days": ["mon"], "from": "09:00", "to": "17:00"}]


def contact(**changed: Any) -> Contact:
    return Contact.model_validate(
        {
            "id": "contact/z",
            "name": "Z children's services",
            "areas": ["hampshire"],
            "kind": "front_door",
            "audience": "anyone",
            "numbers": [{"value": "01632 960 001"}],
            "hours": DAYTIME,
            "official_page": "https://z.example.org/contact",
            "sources": ["https://other.example.org/page"],
            "seen_on": "2026-11-22",
            **changed,
        }
    )


CONFIRMED = {"confirmed_by": "A Curator", "confirmed_on": "2026-11-01", "review_by": "2026-11-23"}


def drawn(*contacts: Contact, now: dt.datetime = NOON) -> str:
    return plain(Reply((contacts_of(contacts, now),), "answered"))


def test_a_confirmed_number_stands_before_its_page_and_without_a_caution() -> None:
    text = drawn(contact(**CONFIRMED))
    assert "not confirmed" not in text
    assert text.index("01632 960 001") < text.index("https://z.example.org/contact")


def test_an_unconfirmed_number_stands_after_its_page_with_where_and_when_it_was_seen() -> None:
    text = drawn(contact())
    assert text.index("https://z.example.org/contact") < text.index("01632 960 001")
    assert "Published on other.example.org, seen 22 November 2026, not confirmed." in text


def test_a_number_seen_on_another_site_only_is_said_to_be_from_there_and_how_old_that_page_is() -> None:
    text = drawn(
        contact(
            official_page="https://z.example.org/contact",
            sources=["https://surgery.example.com/useful"],
            source_date="a surgery's page of about 2020",
        )
    )
    assert "Published on surgery.example.com (a surgery's page of about 2020)" in text
    assert "The official page was not seen to give this number." in text


def test_nothing_more_is_said_of_a_number_that_the_official_page_gives() -> None:
    assert "not seen" not in drawn(contact(sources=["https://z.example.org/other"]))


@pytest.mark.parametrize(
    ("day", "plainly"), [("2026-11-23", True), ("2026-11-24", False), ("2026-10-31", False)]
)
def test_a_confirmation_runs_out(day: str, plainly: bool) -> None:
    now = dt.datetime.fromisoformat(f"{day}T12:00+00:00")
    assert (contact_line(contact(**CONFIRMED), now).caution == "") is plainly


def test_a_confirmation_runs_out_by_the_calendar_in_london() -> None:
    summer = {**CONFIRMED, "confirmed_on": "2026-05-01", "review_by": "2026-06-30"}
    just_past_midnight = dt.datetime(2026, 6, 30, 23, 30, tzinfo=dt.UTC)
    assert contact_line(contact(**summer), just_past_midnight).caution


def test_unknown_hours_are_said_and_never_marked_as_in_force() -> None:
    line = contact_line(contact(hours="unknown", **CONFIRMED), NOON)
    assert line.hours == "Hours not known"
    assert not line.now


def test_what_a_page_says_of_hours_that_are_not_known_is_said_and_the_line_never_marked_as_open() -> None:
    line = contact_line(contact(hours="unknown", hours_note="The page says at any time.", **CONFIRMED), NOON)
    assert line.hours == "The page says at any time."
    assert not line.now


def test_open_hours_are_marked() -> None:
    assert contact_line(contact(), NOON).now
    assert not contact_line(contact(), NOON + dt.timedelta(hours=6)).now


def test_a_contested_number_is_withheld_and_the_rest_shown() -> None:
    numbers = [{"value": "01632 960 001"}, {"value": "01632 960 002", "label": "daytime"}]
    conflict = {"about": "number", "value": "01632 960001", "where": "another page"}
    line = contact_line(contact(numbers=numbers, conflicts=[conflict]), NOON)
    assert line.numbers == ("01632 960 002 (daytime)",)


def test_a_contact_whose_only_number_is_contested_leads_to_its_page() -> None:
    conflict = {"about": "number", "value": "01632 960 001", "where": "another page"}
    line = contact_line(contact(conflicts=[conflict]), NOON)
    assert line.numbers == ()
    assert not line.now
    assert line.page == "https://z.example.org/contact"
    assert line.caution == "No number is held: see the page."


def test_999_needs_no_confirmation() -> None:
    line = contact_line(contact(kind="emergency", numbers=[{"value": "999"}], hours="always"), NOON)
    assert line.caution == ""
    assert line.now
