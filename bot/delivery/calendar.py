"""Days and hours as people in London have them, through every change of the clocks."""

import datetime as dt

from knowledge.hours import LONDON

DIGEST_DAY, DIGEST_AT = 0, dt.time(9)
"""Monday at nine."""


class NoSuchTime(Exception):  # noqa: N818 - it says what is so
    """Words that name no time, or one that the clocks leave out. The message says what to write instead."""


def last_digest(now: dt.datetime) -> dt.datetime:
    """The latest moment at which a weekly digest is due, not after `now`."""
    today = now.astimezone(LONDON).date()
    monday = today - dt.timedelta(days=(today.weekday() - DIGEST_DAY) % 7)
    moment = dt.datetime.combine(monday, DIGEST_AT, LONDON)
    if moment > now:
        moment = dt.datetime.combine(monday - dt.timedelta(days=7), DIGEST_AT, LONDON)
    return moment.astimezone(dt.UTC)


def in_london(words: str) -> dt.datetime:
    """A time as someone writes it; without a zone it is London's. Raises NoSuchTime.

    In the hour that comes twice in October the first one is meant. The hour left out in March is refused.
    """
    try:
        moment = dt.datetime.fromisoformat(words)
    except ValueError:
        raise NoSuchTime(f"{words!r} is not a time. Write it like 2026-11-23T09:00.") from None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=LONDON)
        back = moment.astimezone(dt.UTC).astimezone(LONDON)
        if back.replace(tzinfo=None) != moment.replace(tzinfo=None):
            raise NoSuchTime(
                f"{words} does not exist in London: the clocks go forward that night. Choose another hour."
            )
    return moment.astimezone(dt.UTC)
