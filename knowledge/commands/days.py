"""Days and times as people write them, in London."""

import datetime as dt
import re

from knowledge.hours import NoSuchTime, at_london

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d{2}))?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)? (?:of )?([a-z]{3,9})|([a-z]{3,9}) (\d{1,2})(?:st|nd|rd|th)?)(?: (\d{4}))?"
)
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(am|pm)?")
_WEEKS = {"last", "this", "on", "next"}


def day_of(words: str, today: dt.date, *, ahead: bool = False) -> dt.date | None:
    """The day that some words name. Without a year the last such day up to today, or `ahead` the next."""
    words = " ".join(word for word in words.split() if word not in {"on", "the"})
    if words in {"today", "now", "just now", "this morning", "this afternoon"}:
        return today
    if words in {"yesterday", "last night"}:
        return today - dt.timedelta(days=1)
    if words == "tomorrow":
        return today + dt.timedelta(days=1)
    return (
        _weekday(words, today, ahead)
        or _iso(words)
        or _figures(words, today, ahead)
        or _named(words, today, ahead)
    )


def moment_of(day: dt.date, time: str) -> dt.datetime | None:
    """A time of day in London, such as 9:00 or 2.30pm."""
    found = _TIME.fullmatch(time.strip())
    if found is None:
        return None
    hour = int(found[1]) % 12 + (12 if found[3] == "pm" else 0) if found[3] else int(found[1])
    try:
        return at_london(day, dt.time(hour, int(found[2])))
    except (ValueError, NoSuchTime):
        return None


def _weekday(words: str, today: dt.date, ahead: bool) -> dt.date | None:
    """The last one of that name before today, or the next after it."""
    name = " ".join(word for word in words.split() if word not in _WEEKS)
    number = next((at for at, day in enumerate(_WEEKDAYS) if len(name) > 2 and day.startswith(name)), None)
    if number is None:
        return None
    days = (number - today.weekday() if ahead else today.weekday() - number) % 7 or 7
    return today + dt.timedelta(days=days if ahead else -days)


def _iso(words: str) -> dt.date | None:
    found = _ISO.fullmatch(words)
    return _date(int(found[1]), int(found[2]), int(found[3])) if found else None


def _figures(words: str, today: dt.date, ahead: bool) -> dt.date | None:
    found = _FIGURES.fullmatch(words)
    if found is None:
        return None
    year = int(found[3]) if found[3] else 0
    return _near(year + 2000 if 0 < year < 100 else year, int(found[2]), int(found[1]), today, ahead)


def _named(words: str, today: dt.date, ahead: bool) -> dt.date | None:
    found = _NAMED.fullmatch(words)
    name = (found[2] or found[3])[:3] if found else ""
    if found is None or name not in _MONTHS:
        return None
    return _near(int(found[5] or 0), _MONTHS.index(name) + 1, int(found[1] or found[4]), today, ahead)


def _near(year: int, month: int, day: int, today: dt.date, ahead: bool) -> dt.date | None:
    """Without a year (0) the last such day, or the next."""
    if year:
        return _date(year, month, day)
    this_year = _date(today.year, month, day)
    if this_year is None or (this_year >= today if ahead else this_year <= today):
        return this_year
    return _date(today.year + (1 if ahead else -1), month, day)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
