"""What became of deliveries, as a table, as lines of a spreadsheet, and in one line."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence

from rich.table import Table

from bot.store.delivery_report import Recipient
from knowledge.hours import LONDON

COLUMNS = (
    "lane conversation room kind status why attempts possibly_twice version sent_at next_attempt_at".split()
)


def summary(recipients: Sequence[Recipient], stopped: Mapping[str, str]) -> list[str]:
    """How many were sent, wait or failed; how many may be there twice; which lanes stand still."""
    counts = Counter(each.status for each in recipients)
    said = ", ".join(f"{counts[status]} {status}" for status in sorted(counts)) or "no deliveries"
    twice = sum(each.possibly_twice for each in recipients)
    lines = [f"{said}; {twice} possibly sent twice."]
    lanes = {each.lane for each in recipients}
    for lane, error in sorted(stopped.items()):
        if lane in lanes:
            lines.append(
                f"{lane} is stopped ({error}): install the app there again. Nothing is lost meanwhile."
            )
    return lines


def table(recipients: Sequence[Recipient]) -> Table:
    """One line for each delivery."""
    table = Table("Lane", "Conversation", "What", "Status", "Why", "Sent", box=None)
    for each in recipients:
        status = f"{each.status}, possibly twice" if each.possibly_twice else each.status
        sent = f"{each.sent_at.astimezone(LONDON):%Y-%m-%d %H:%M}" if each.sent_at else ""
        table.add_row(each.lane, each.channel, each.kind, status, each.error, sent)
    return table


def as_csv_text(recipients: Sequence[Recipient]) -> str:
    """The same for a spreadsheet, with everything that is known."""
    written = io.StringIO()
    rows = csv.writer(written)
    rows.writerow(COLUMNS)
    for each in recipients:
        rows.writerow(
            (
                *(each.lane, each.channel, each.room, each.kind, each.status, each.error, each.attempts),
                "yes" if each.possibly_twice else "no",
                each.version or "",
                each.sent_at.isoformat() if each.sent_at else "",
                each.due.isoformat() if each.due else "",
            )
        )
    return written.getvalue()
