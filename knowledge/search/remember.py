"""What a conversation keeps of an answer for the next few minutes: ids only."""

import datetime as dt

from knowledge.library import Library
from knowledge.search.findings import Findings, Remembered


def to_remember(
    findings: Findings, library: Library, now: dt.datetime, before: Remembered | None = None
) -> Remembered | None:
    """What to keep after a turn; None keeps what was there."""
    if not findings.entries:
        return None
    found = [library.entries[each] for each in findings.entries]
    audiences = {entry.audience for entry in found}
    numbers = {entry.number for entry in found}
    first = found[0]
    kept_case = before.case if before is not None else None
    return Remembered(
        case=first.case or kept_case,
        audience=first.audience if len(audiences) == 1 else None,
        number=first.number if len(numbers) == 1 else None,
        topics=first.topics if len(found) == 1 else findings.facets.topics,
        entries=findings.entries,
        intent="number" if findings.by_number else next(iter(sorted(findings.facets.intents)), None),
        at=now,
        signposted=before.signposted if before is not None else None,
        signposted_at=before.signposted_at if before is not None else None,
    )


def opened(entries: tuple[str, ...], now: dt.datetime, before: Remembered | None = None) -> Remembered:
    """What to keep after an entry was opened by its id."""
    kept = before or Remembered()
    return Remembered(entries=entries, at=now, signposted=kept.signposted, signposted_at=kept.signposted_at)
