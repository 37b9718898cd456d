"""When a contact can be reached, by the clock in London and the bank holidays of England."""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache
from typing import get_args
from zoneinfo import ZoneInfo

from knowledge.schema.resources import Contact, Day, Hours

LONDON = ZoneInfo("Europe/London")


class NoSuchTime(Exception):  # noqa: N818 - it says what is so
    """Words that name no time, or one that the clocks leave out. The message says what to write instead."""


def london_day(now: dt.datetime) -> dt.date:
    """The day in London, which in summer begins an hour before UTC's. A time without a zone is UTC's."""
    return (now if now.tzinfo else now.replace(tzinfo=dt.UTC)).astimezone(LONDON).date()


def at_london(day: dt.date, time: dt.time) -> dt.datetime:
    """That time by the clock in London. Raises NoSuchTime.

    In the hour that comes twice in October the first one is meant. The hour left out in March is refused.
    """
    moment = dt.datetime.combine(day, time, LONDON)
    if moment.astimezone(dt.UTC).astimezone(LONDON).time() != time:
        raise NoSuchTime(
            f"{day} {time:%H:%M} does not exist in London: the clocks go forward that night."
            " Choose another hour."
        )
    return moment


def in_london(words: str) -> dt.datetime:
    """A time as someone writes it (2026-11-23T09:00), in UTC; without a zone it is London's. Raises
    NoSuchTime."""
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        raise NoSuchTime(f"{words!r} is not a time. Write it like 2026-11-23T09:00.") from None
    if moment.tzinfo is None:
        moment = at_london(moment.date(), moment.time())
    return moment.astimezone(dt.UTC)


DAYS: tuple[Day, ...] = get_args(Day)
_NAMES = dict(zip(DAYS, "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(), strict=True))
OFFICE_HOURS = (
    Hours.model_validate({"days": ("mon", "tue", "wed", "thu"), "from": "08:30", "to": "17:00"}),
    Hours.model_validate({"days": ("fri",), "from": "08:30", "to": "16:30"}),
)
"""What "outside office hours" is measured against where an area gives no hours of its own."""


def open_at(contact: Contact, moment: dt.datetime, office: tuple[Hours, ...] = OFFICE_HOURS) -> bool | None:
    """Whether a contact can be reached at a moment, or None where its hours are not known.

    A moment without a time zone is read as UTC. `office` is what "outside office hours" refers to.
    """
    if contact.hours == "unknown":
        return None
    if contact.hours == "always":
        return True
    if contact.hours == "outside_office_hours":
        return not _within(office, moment)
    return _within(contact.hours, moment)


def office_hours(contacts: Iterable[Contact]) -> tuple[Hours, ...]:
    """The daytime hours that these contacts state, or the usual ones."""
    stated = [contact.hours for contact in contacts if isinstance(contact.hours, tuple)]
    return tuple(hours for each in stated for hours in each) or OFFICE_HOURS


def bank_holiday(day: dt.date) -> bool:
    """Whether a day is a bank holiday in England."""
    return day in _bank_holidays(day.year)


@lru_cache(maxsize=8)
def _bank_holidays(year: int) -> frozenset[dt.date]:
    import holidays  # noqa: PLC0415  # takes long, and most answers need no calendar

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def _within(hours: Iterable[Hours], moment: dt.datetime) -> bool:
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    local = moment.astimezone(LONDON)
    return any(_covers(each, local) for each in hours)


def _covers(hours: Hours, local: dt.datetime) -> bool:
    clock = local.strftime("%H:%M")
    if hours.from_ < hours.to:
        return _applies(hours, local.date()) and hours.from_ <= clock < hours.to
    evening = _applies(hours, local.date()) and clock >= hours.from_
    return evening or (_applies(hours, local.date() - dt.timedelta(days=1)) and clock < hours.to)


def _applies(hours: Hours, day: dt.date) -> bool:
    """Whether these hours begin on this day."""
    return DAYS[day.weekday()] in hours.days and (hours.bank_holidays or not bank_holiday(day))


def hours_in_words(contact: Contact) -> str:
    """The hours as a person says them; never left out, so that nobody takes silence for "always"."""
    if contact.hours == "unknown":
        return "Hours not known"
    if contact.hours == "always":
        return "At any time"
    if contact.hours == "outside_office_hours":
        return "Outside office hours: evenings, nights, weekends and bank holidays"
    return ", ".join(_one_in_words(each) for each in contact.hours)


def _one_in_words(hours: Hours) -> str:
    words = f"{_days_in_words(hours.days)} {_clock_in_words(hours.from_)} to {_clock_in_words(hours.to)}"
    return f"{words}, bank holidays too" if hours.bank_holidays else words


def _days_in_words(days: tuple[Day, ...]) -> str:
    places = sorted(DAYS.index(day) for day in set(days))
    if len(places) == len(DAYS):
        return "Every day"
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{_NAMES[DAYS[places[0]]]} to {_NAMES[DAYS[places[-1]]]}"
    names = [_NAMES[DAYS[place]] for place in places]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _clock_in_words(clock: str) -> str:
    hour, minute = int(clock[:2]), clock[3:]
    if minute == "00" and hour in {0, 12, 24}:
        return "midday" if hour == 12 else "midnight"
    shown = f"{(hour - 1) % 12 + 1}" + (f":{minute}" if minute != "00" else "")
    return f"{shown}{'am' if hour % 24 < 12 else 'pm'}"
