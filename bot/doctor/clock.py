"""Whether this machine's clock is right: signatures that are five minutes old are refused."""

import datetime as dt
from email.utils import parsedate_to_datetime

from aiohttp import ClientError, ClientSession

from bot.doctor.finding import Finding, failed, ok, warning

NAME = "Clock"
SOME, TOO_MUCH = 60.0, 240.0
"""Seconds. Slack and Microsoft allow five minutes, and messages take a while on their way."""
_REMEDY = "Let the machine set its clock by itself (NTP; on Debian: apt install systemd-timesyncd)."


def clock(said: str | None, by: str, now: dt.datetime) -> Finding:
    """Compares the clock with the Date of an answer. `by` is whose answer it was."""
    try:
        theirs = parsedate_to_datetime(said or "")
    except ValueError:
        return warning(NAME, f"{by} did not say what time it is, so the clock was not checked", _REMEDY)
    seconds = (now - theirs).total_seconds()
    words = f"{abs(seconds):.0f} seconds {'ahead of' if seconds > 0 else 'behind'} {by}'s"
    if abs(seconds) >= TOO_MUCH:
        return failed(NAME, f"{words}: what Slack and Teams send is refused as too old", _REMEDY)
    if abs(seconds) >= SOME:
        return warning(NAME, words, _REMEDY)
    return ok(NAME, f"right to within a minute, by {by}'s")


async def time_by(session: ClientSession, method: str, address: str) -> str | None:
    """The time by somebody's clock, or None where nobody answers; empty where the answer holds none."""
    try:
        async with session.request(method, address, allow_redirects=False) as answer:
            return answer.headers.get("Date", "")
    except (ClientError, TimeoutError, OSError):
        return None
