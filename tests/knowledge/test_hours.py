"""When somebody answers the phone: by the clock in London, through clock changes and bank holidays."""

import datetime as dt
from typing import Any

import pytest

from knowledge.hours import LONDON, OFFICE_HOURS, bank_holiday, hours_in_words, office_hours, open_at
from knowledge.schema.resources import Contact

WEEK = [
    {"days": ["mon", "tue", "wed", "thu"], "from": "08:30", "to": "17:00"},
    {"days": ["fri"], "from": "08:30", "to": "16:30"},
]


def contact(hours: Any) -> Contact:
    return Contact(
        id="contact/z", name="Z", areas=("hampshire",), kind="front_door", audience="anyone", hours=hours,
        official_page=None,
    )  # fmt: skip


def london(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=LONDON)


@pytest.mark.parametrize(
    ("moment", "is_open"),
    [
        ("2026-11-23T08:29", False),
        ("2026-11-23T08:30", True),
        ("2026-11-23T16:59", True),
        ("2026-11-23T17:00", False),
        ("2026-11-27T16:29", True),
        ("2026-11-27T16:30", False),
        ("2026-11-28T12:00", False),
        ("2026-12-25T12:00", False),
        ("2026-12-28T12:00", False),
        ("2026-12-29T12:00", True),
    ],
)
def test_office_hours_end_by_the_minute_and_on_bank_holidays(moment: str, is_open: bool) -> None:
    assert open_at(contact(WEEK), london(moment)) is is_open
    assert open_at(contact("outside_office_hours"), london(moment)) is not is_open


def test_hours_that_include_bank_holidays() -> None:
    daily = contact([{"days": ["fri"], "from": "09:00", "to": "17:00", "bank_holidays": True}])
    assert open_at(daily, london("2026-12-25T12:00")) is True


def test_boxing_day_moved_to_monday_is_a_bank_holiday() -> None:
    assert bank_holiday(dt.date(2026, 12, 28))
    assert not bank_holiday(dt.date(2026, 12, 29))


@pytest.mark.parametrize(
    ("utc", "is_open"),
    [
        ("2026-03-30T07:29", False),
        ("2026-03-30T07:30", True),
        ("2026-03-27T07:30", False),
        ("2026-10-26T08:29", False),
        ("2026-10-26T08:30", True),
        ("2026-10-23T07:30", True),
    ],
)
def test_the_clock_is_londons_before_and_after_the_clocks_change(utc: str, is_open: bool) -> None:
    moment = dt.datetime.fromisoformat(utc)
    assert open_at(contact(WEEK), moment.replace(tzinfo=dt.UTC)) is is_open
    assert open_at(contact(WEEK), moment) is is_open
    assert (
        open_at(contact(WEEK), moment.replace(tzinfo=dt.UTC).astimezone(dt.timezone(dt.timedelta(hours=9))))
        is is_open
    )


def test_hours_past_midnight_belong_to_the_evening_they_began() -> None:
    night = contact([{"days": ["fri"], "from": "22:00", "to": "06:00"}])
    assert [
        open_at(night, london(moment))
        for moment in ("2026-11-27T21:59", "2026-11-27T22:00", "2026-11-28T05:59", "2026-11-28T06:00")
    ] == [False, True, True, False]
    assert open_at(night, london("2026-11-28T23:00")) is False


def test_unknown_hours_are_neither_open_nor_closed() -> None:
    assert open_at(contact("unknown"), london("2026-11-23T12:00")) is None
    assert open_at(contact("always"), london("2026-12-25T03:00")) is True


def test_outside_office_hours_follows_the_hours_of_the_area() -> None:
    nine_to_five = contact([{"days": ["fri"], "from": "09:00", "to": "17:00"}])
    moment = london("2026-11-27T16:45")
    assert open_at(contact("outside_office_hours"), moment, office_hours([nine_to_five])) is False
    assert open_at(contact("outside_office_hours"), moment, office_hours([contact("unknown")])) is True
    assert office_hours([]) == OFFICE_HOURS


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (WEEK, "Monday to Thursday 8:30am to 5pm, Friday 8:30am to 4:30pm"),
        ([{"days": ["mon", "wed"], "from": "00:00", "to": "12:00"}],
         "Monday and Wednesday midnight to midday"),
        ([{"days": ["sat", "sun", "mon"], "from": "12:30", "to": "24:00"}],
         "Monday, Saturday and Sunday 12:30pm to midnight"),
        ([{"days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"], "from": "00:30", "to": "20:00",
           "bank_holidays": True}], "Every day 12:30am to 8pm, bank holidays too"),
        ("always", "At any time"),
        ("unknown", "Hours not known"),
        ("outside_office_hours", "Outside office hours: evenings, nights, weekends and bank holidays"),
    ],
)  # fmt: skip
def test_hours_in_words(hours: Any, words: str) -> None:
    assert hours_in_words(contact(hours)) == words
