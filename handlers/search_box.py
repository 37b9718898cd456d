"""Answers a search box: entries to pick from, word for word. Nothing is kept of what is typed there."""

import datetime as dt
from dataclasses import dataclass

from handlers import wording
from handlers.ask import reply_from
from handlers.dispatch import Knowledge, show_entry
from handlers.fallback import ELSEWHERE, EMERGENCY_LINE
from handlers.messages import Reply, Text
from knowledge.privacy import identifying
from knowledge.search.findings import Findings

SHORTEST = 3
"""Letters and digits below which nothing is looked for."""
MOST = 6
LIKELY = 0.1
"""Probability from which an entry is worth showing beside the best one."""
_WANTS_WORDS = {"help", "greeting", "thanks", "empty"}


@dataclass(frozen=True, slots=True)
class Searched:
    """What was found, best first; or in its place words for whoever is searching, and for nobody else."""

    found: tuple[Reply, ...] = ()
    note: str = ""
    urgent: bool = False
    """Whether the words are about someone in danger."""


def search_box(text: str, knowledge: Knowledge, now: dt.datetime) -> Searched:
    """What to offer for words in a search box, which may be half typed. Safety first, as everywhere."""
    if knowledge.detector.detect(text).level is not None:
        return Searched(
            note=wording.SEARCH_CONCERN.format(emergency=f"{EMERGENCY_LINE} {ELSEWHERE}"), urgent=True
        )
    if identifying(text, knowledge.library):
        return Searched(note=wording.SEARCH_IDENTIFYING)
    if sum(each.isalnum() for each in text) < SHORTEST:
        return Searched(note=wording.SEARCH_HINT)
    findings = knowledge.engine.search(text)
    if findings.decision in _WANTS_WORDS:
        return Searched(note=wording.SEARCH_HINT)
    if not findings.entries:
        said = reply_from(findings, knowledge.library, now)
        words = next((part.text for part in said.parts if isinstance(part, Text)), wording.NOT_HELD)
        return Searched(note=words)
    return Searched(tuple(show_entry(knowledge.library, each, now) for each in _picks(findings)[:MOST]))


def _picks(findings: Findings) -> tuple[str, ...]:
    """The answer; then what goes with it, and what was nearly as good: a search box has room to choose."""
    near = [match.entry for match in findings.matches if match.probability >= LIKELY]
    picks = dict.fromkeys((*findings.entries, *near, *findings.related))
    return tuple(each for each in picks if not each.startswith("gap/"))
