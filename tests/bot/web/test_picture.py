"""Nothing in the pictures lies on something else or outside, however much a review promises."""

import datetime as dt
from itertools import combinations

import pytest

from bot.web.library.picture import WIDTH, grid, time_line
from bot.web.library.standing import Cell, Promise, Row, Standing

TODAY = dt.date(2026, 11, 23)


def promise(number: int, by: dt.date) -> Promise:
    """A promise by a day."""
    return Promise(number, "x/1", "Someone 1", "Something.", "by then", by, by < TODAY)


def standing(rows: tuple[Row, ...] = (), promises: tuple[Promise, ...] = ()) -> Standing:
    """A review on one day."""
    return Standing(rows, promises, TODAY)


@pytest.mark.parametrize("apart", [0, 1, 30, 400])
@pytest.mark.parametrize("count", [1, 2, 20])
def test_promises_never_hide_each_other_and_today_is_among_them(apart: int, count: int) -> None:
    first = dt.date(2022, 3, 31)
    days = [first + dt.timedelta(days=apart * number) for number in range(count)]
    line = time_line(standing(promises=tuple(promise(n, day) for n, day in enumerate(days, 1))))
    assert line is not None
    assert [flag.promise.number for flag in line.flags] == list(range(1, count + 1))
    for one, other in combinations(line.flags, 2):
        assert abs(one.x - other.x) >= 18 or abs(one.y - other.y) >= 18
    assert all(9 <= flag.x <= WIDTH - 9 and 9 <= flag.y < line.y for flag in line.flags)
    assert 0 < line.today < WIDTH
    assert all((flag.x <= line.today) == (flag.promise.by <= TODAY) for flag in line.flags)
    assert 2 <= len(line.ticks) <= 8
    assert all(after.x - before.x > 30 for before, after in zip(line.ticks, line.ticks[1:], strict=False))


def test_without_promises_there_is_no_time_line() -> None:
    assert time_line(standing()) is None


@pytest.mark.parametrize("count", [1, 7, 8, 20, 60])
def test_every_recommendation_has_a_place_of_its_own_inside_the_picture(count: int) -> None:
    cells = tuple(Cell(f"x/{n}", n, "Title", "done") for n in range(1, count + 1))
    name = "A partnership of a great many agencies with a name longer than a line of the picture"
    drawn = grid(standing(rows=(Row("one", name, cells), Row("two", "Short", cells))))
    spots = [spot for band in drawn.bands for spot in band.spots]
    assert len(spots) == 2 * count
    assert len({(spot.x, spot.y) for spot in spots}) == 2 * count
    assert all(11 <= spot.x <= WIDTH - 11 and 11 <= spot.y <= drawn.height - 26 for spot in spots)
    heights = [y for band in drawn.bands for y, _ in band.name]
    assert all(len(words) <= 36 for band in drawn.bands for _, words in band.name)
    assert min(spot.y for spot in drawn.bands[0].spots) - 11 > max(y for y, _ in drawn.bands[0].name)
    assert heights == sorted(heights)
