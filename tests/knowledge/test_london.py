"""A time as someone writes it is London's, on the command line and in chat."""

import datetime as dt

import pytest

from knowledge.commands.days import moment_of
from knowledge.hours import NoSuchTime, in_london

UTC = dt.UTC


def test_a_time_is_londons_unless_it_says_otherwise() -> None:
    assert in_london("2026-07-01T09:00") == dt.datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert in_london("2026-12-01T09:00") == dt.datetime(2026, 12, 1, 9, tzinfo=UTC)
    assert in_london("2026-07-01T09:00+02:00") == dt.datetime(2026, 7, 1, 7, tzinfo=UTC)


def test_in_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert in_london("2026-10-25T01:30") == dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("words", ["2026-03-29T01:30", "next Monday", ""])
def test_a_time_that_there_is_not_is_refused(words: str) -> None:
    with pytest.raises(NoSuchTime):
        in_london(words)


def test_in_chat_it_is_the_same_time() -> None:
    for day, time, utc in (
        (dt.date(2026, 7, 1), "9:00", dt.datetime(2026, 7, 1, 8, tzinfo=UTC)),
        (dt.date(2026, 12, 1), "9.00am", dt.datetime(2026, 12, 1, 9, tzinfo=UTC)),
        (dt.date(2026, 10, 25), "01:30", dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    ):
        moment = moment_of(day, time)
        assert moment is not None
        assert moment.astimezone(UTC) == utc


@pytest.mark.parametrize("time", ["01:30", "1:30am", "25:00"])
def test_in_chat_too_a_time_that_there_is_not_is_refused(time: str) -> None:
    assert moment_of(dt.date(2026, 3, 29), time) is None
