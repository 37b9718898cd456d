"""Where the shapes of the pictures stand. All lengths are in units of a drawing that is 340 wide."""

import datetime as dt
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from bot.web.library.standing import Cell, Promise, Row, Standing

WIDTH = 340
_STEP = 46
_IN_A_LINE = 7
_LINE = 50
_NAME = 17
_LETTERS = 36
"""Of a name in one line."""
_EDGE = 16
_APART = 20
_TICKS = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """A recommendation's shape, by its middle."""

    x: int
    y: int
    cell: Cell


@dataclass(frozen=True, slots=True)
class Band:
    """An audience's name, in lines with their heights, and its shapes."""

    name: tuple[tuple[int, str], ...]
    spots: tuple[Spot, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Recommendations by audience."""

    bands: tuple[Band, ...]
    height: int


def grid(standing: Standing) -> Grid:
    """Each audience below the one before, in as many lines as it needs: a phone shows it all."""
    bands: list[Band] = []
    y = 0
    for row in standing.rows:
        band = _band(row, y)
        bands.append(band)
        y += _NAME * len(band.name) + 9 + _LINE * -(-len(row.cells) // _IN_A_LINE)
    return Grid(tuple(bands), y + 4)


def _band(row: Row, top: int) -> Band:
    name = textwrap.wrap(row.name, _LETTERS)
    first = top + _NAME * len(name) + 23
    spots = (
        Spot(
            _EDGE + 4 + _STEP * (place % _IN_A_LINE),
            first + _LINE * (place // _IN_A_LINE),
            cell,
        )
        for place, cell in enumerate(row.cells)
    )
    return Band(tuple((top + _NAME * (n + 1), line) for n, line in enumerate(name)), tuple(spots))


@dataclass(frozen=True, slots=True)
class Flag:
    """A promise on the time line."""

    x: int
    y: int
    promise: Promise


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a year."""

    x: int
    year: int


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Promised dates between the first and the last year, and today. `y` is the line itself."""

    flags: tuple[Flag, ...]
    ticks: tuple[Tick, ...]
    today: int
    y: int
    height: int


def time_line(standing: Standing) -> TimeLine | None:
    """The promises of a review with today among them; None where nothing has a date."""
    if not standing.promises:
        return None
    days = [*(promise.by for promise in standing.promises), standing.today]
    first, last = min(days).year, max(days).year + 1
    scale = _Scale(dt.date(first, 1, 1), dt.date(last, 1, 1))
    flags = tuple(_flags(standing.promises, scale))
    y = 34 - min(flag.y for flag in flags)
    flags = tuple(Flag(flag.x, y + flag.y, flag.promise) for flag in flags)
    every = -(-(last - first) // _TICKS)
    ticks = tuple(Tick(scale.at(dt.date(year, 1, 1)), year) for year in range(first, last + 1, every))
    return TimeLine(flags, ticks, scale.at(standing.today), y, y + 30)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: dt.date
    last: dt.date

    def at(self, day: dt.date) -> int:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return round(_EDGE + share * (WIDTH - 2 * _EDGE))


def _flags(promises: tuple[Promise, ...], scale: _Scale) -> Iterator[Flag]:
    """One above the other where they would touch."""
    taken: list[tuple[int, int]] = []
    for promise in promises:
        x, y = scale.at(promise.by), -_APART
        while any(abs(x - other) < _APART and y == level for other, level in taken):
            y -= _APART
        taken.append((x, y))
        yield Flag(x, y, promise)
