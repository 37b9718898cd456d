"""Who asks for the number of an area's children's services gets all its lines, marked by the clock."""

import datetime as dt

import pytest

from handlers.ask import reply_from
from handlers.dispatch import show_entry
from handlers.messages import ContactLine, Contacts, Heading, Reply
from handlers.plain import plain
from knowledge.library import Library
from knowledge.load import load
from knowledge.search.findings import Facets, Findings
from tests.conftest import MONDAY_MORNING, Ask

NIGHT = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def groups(reply: Reply) -> dict[str, list[ContactLine]]:
    drawn = (part for part in reply.parts if isinstance(part, Contacts))
    return {group.title: list(group.contacts) for part in drawn for group in part.groups}


def found(library: Library, now: dt.datetime, *entries: str, areas: tuple[str, ...] = ()) -> Reply:
    return reply_from(Findings("list", Facets(areas=areas), entries=entries, confidence=1.0), library, now)


def test_southampton_at_three_in_the_morning(library: Library) -> None:
    asked = ("contact/southampton-professionals", "contact/southampton-public")
    reply = found(library, NIGHT, *asked, areas=("southampton",))
    first, *others = groups(reply)["Southampton"]
    assert (first.entry, first.numbers, first.now) == ("contact/southampton-ooh", ("023 8023 3344",), True)
    assert [line.entry for line in others] == list(asked)
    assert not any(line.now or line.closed for line in others), "their hours are not known"
    assert plain(reply).count("023 8023 3344") == 1
    assert [part.text for part in reply.parts if isinstance(part, Heading)] == ["Children's services"]


def test_a_contested_number_stays_withheld(library: Library) -> None:
    text = plain(found(library, NIGHT, "contact/southampton-public", "contact/hampshire-public"))
    assert "023 8083 3004" not in text
    assert "0300 555 1386" not in text


def test_hampshire_at_night_and_by_day(library: Library) -> None:
    night = groups(show_entry(library, "contact/hampshire-public", NIGHT))["Hampshire"]
    assert [line.entry for line in night] == [
        "contact/hampshire-ooh", "contact/hampshire-professionals", "contact/hampshire-public",
    ]  # fmt: skip
    assert [(line.now, line.closed) for line in night] == [(True, False), (False, False), (False, True)]
    day = groups(show_entry(library, "contact/hampshire-public", MONDAY_MORNING))["Hampshire"]
    assert [(line.entry, line.now, line.closed) for line in (day[0], day[-1])] == [
        ("contact/hampshire-public", True, False),
        ("contact/hampshire-ooh", False, True),
    ]


def test_a_closed_line_says_so_and_the_official_page_stands_before_the_number(library: Library) -> None:
    text = plain(show_entry(library, "contact/portsmouth-mash", NIGHT))
    assert "- Portsmouth Multi-Agency Safeguarding Hub (MASH) (closed now)\n  https://" in text
    assert "(open now)\n  https://www.hants.gov.uk" in text
    assert text.index("0300 555 1373") < text.index("0845 671 0271")


def test_the_line_of_several_areas_is_shown_for_the_area_that_was_asked_about(library: Library) -> None:
    assert list(groups(found(library, NIGHT, "contact/hampshire-ooh", areas=("portsmouth",)))) == [
        "Portsmouth"
    ]
    everywhere = groups(found(library, NIGHT, "contact/hampshire-ooh"))
    assert list(everywhere) == ["Hampshire", "Isle of Wight", "Portsmouth"]


def test_other_contacts_stand_alone_as_before(library: Library) -> None:
    for entry in ("contact/lado-hampshire", "contact/find-council", "contact/emergency"):
        assert list(groups(show_entry(library, entry, NIGHT))) == [""]


def test_a_question_for_the_number_gets_the_out_of_hours_line_too(ask: Ask) -> None:
    shown = groups(ask("whats the mash number for southampton"))
    assert list(shown) == ["Southampton"]
    assert "contact/southampton-ooh" in {line.entry for line in shown["Southampton"]}
