"""For some minutes after a live concern: the way to help above every answer, and whom to call next."""

import datetime as dt
from dataclasses import replace

from handlers import wording
from handlers.messages import Reply, Text
from handlers.ports import Remembered
from knowledge.library import Library

LONGEST = dt.timedelta(minutes=15)
"""However long the conversation goes on; then it is about something else."""


def after_signposting(reply: Reply, remembered: Remembered | None, now: dt.datetime) -> Reply:
    """The reply, with the short line of the level remembered of the sender first, and for them only."""
    if remembered is None or remembered.signposted is None or not _lately(remembered, now):
        return reply
    line = wording.AFTER_SIGNPOSTING.get(remembered.signposted)
    if line is None:
        return reply
    return replace(reply, parts=(Text(line, "urgent"), *reply.parts), private=True)


def about_whom_to_call(
    before: Remembered | None, own: Remembered | None, library: Library, now: dt.datetime
) -> Remembered | None:
    """What a message leans on: what was shown last, or after signposting the contacts that it named first.

    So "Portsmouth" after a worry about a colleague is of the LADO, whose area is where the adult works.
    """
    if own is None or not _lately(own, now) or (before is not None and before.entries):
        return before
    kinds = _named_first(library, own.signposted)
    entries = tuple(each.id for each in library.contacts if each.kind in kinds)
    return Remembered(entries=entries, at=own.signposted_at) if entries else before


def _lately(own: Remembered, now: dt.datetime) -> bool:
    return own.signposted_at is not None and now - own.signposted_at <= LONGEST


def _named_first(library: Library, level: str | None) -> frozenset[str]:
    steps = [
        step for reply in library.safety.signposting.replies if reply.level == level for step in reply.steps
    ]
    return next((frozenset(step.contacts) for step in steps if step.contacts), frozenset())
