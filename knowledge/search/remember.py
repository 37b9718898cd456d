"""What a conversation keeps of an answer for the next few minutes: ids only."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from knowledge.library import Entry, Library
from knowledge.search.findings import Findings, Remembered

IN_FULL = 3
"""Up to this many recommendations are shown in full; a longer list is shown in short."""


def to_remember(
    findings: Findings, library: Library, now: dt.datetime, before: Remembered | None = None
) -> Remembered | None:
    """What to keep after a turn; None keeps what was there."""
    before = before or Remembered()
    if not findings.entries:
        return _refused(findings, now, before)
    found = [library.entries[each] for each in findings.entries]
    audiences = {entry.audience for entry in found}
    numbers = {entry.number for entry in found}
    first = found[0]
    return Remembered(
        case=first.case or before.case,
        audience=first.audience if len(audiences) == 1 else None,
        number=first.number if len(numbers) == 1 else None,
        topics=first.topics if len(found) == 1 else findings.facets.topics,
        entries=findings.entries,
        among=_among(findings, before),
        earlier=_earlier(found, before, library),
        in_full=findings.decision != "choices" and len(found) <= IN_FULL,
        seen=(*before.seen, *before.entries) if findings.follow_up and len(before.entries) == 1 else (),
        intent=_intent(findings, library),
        at=now,
    )


def _refused(findings: Findings, now: dt.datetime, before: Remembered) -> Remembered | None:
    """After a refusal "it" is no longer what was shown before; whom it was asked for still counts."""
    facets = findings.facets
    if findings.decision == "no_such_number" and len(facets.audiences) == 1:
        return Remembered(
            case=facets.case,
            audience=facets.audiences[0],
            number=facets.number,
            intent="number",
            at=now,
        )
    if findings.decision in {"no_such_case", "no_such_audience"} and before.at is not None:
        return replace(before, entries=(), among=(), seen=(), at=now)
    return None


def _earlier(found: Sequence[Entry], before: Remembered, library: Library) -> tuple[str, ...]:
    """What was recommended, while only what goes with it is shown: whom to call, links, meanings."""
    if any(entry.kind in {"recommendation", "review"} for entry in found):
        return ()
    recommended = [entry.id for entry in library.those(before.entries) if entry.kind == "recommendation"]
    return tuple(recommended) or before.earlier


def _among(findings: Findings, before: Remembered) -> tuple[str, ...]:
    """The list that the entries are a part of, if they were picked from one."""
    if findings.follow_up:
        for wide in (before.entries, before.among):
            if len(findings.entries) < len(wide) and set(findings.entries) <= set(wide):
                return wide
    return ()


def _intent(findings: Findings, library: Library) -> str | None:
    """How it was asked: by number, for all that there is for an agency, or after what else."""
    facets = findings.facets
    if findings.by_number:
        return "number"
    of_agency = {each.id for each in library.recommendations if each.audience in facets.audiences}
    if of_agency and not facets.topics and of_agency == set(findings.entries):
        return "whole"
    return next(iter(sorted(facets.intents)), None)


def opened(entries: tuple[str, ...], now: dt.datetime) -> Remembered:
    """What to keep after an entry was opened by its id."""
    return Remembered(entries=entries, in_full=True, at=now)
