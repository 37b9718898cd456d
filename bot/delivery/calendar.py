"""When the weekly digest is due, by the clock in London, through every change of the clocks."""

import datetime as dt

from knowledge.hours import LONDON, london_day

DIGEST_DAY, DIGEST_AT = 0, dt.time(9)
"""Monday at nine."""


def last_digest(now: dt.datetime) -> dt.datetime:
    """The latest moment at which a weekly digest is due, not after `now`."""
    today = london_day(now)
    monday = today - dt.timedelta(days=(today.weekday() - DIGEST_DAY) % 7)
    moment = dt.datetime.combine(monday, DIGEST_AT, LONDON)
    if moment > now:
        moment = dt.datetime.combine(monday - dt.timedelta(days=7), DIGEST_AT, LONDON)
    return moment.astimezone(dt.UTC)
