"""For some minutes after a live concern, the way to help stands above every answer."""

import datetime as dt
from dataclasses import replace

from handlers import wording
from handlers.messages import Reply, Text
from handlers.ports import Remembered

LONGEST = dt.timedelta(minutes=15)
"""However long the conversation goes on; then it is about something else."""


def after_signposting(reply: Reply, remembered: Remembered | None, now: dt.datetime) -> Reply:
    """The reply, with the short line of the level remembered of the sender first, and for them only."""
    if remembered is None or remembered.signposted is None or remembered.signposted_at is None:
        return reply
    line = wording.AFTER_SIGNPOSTING.get(remembered.signposted)
    if line is None or now - remembered.signposted_at > LONGEST:
        return reply
    return replace(reply, parts=(Text(line, "urgent"), *reply.parts), private=True)
