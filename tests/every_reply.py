"""Every reply that the content can make the bot give, by a name: for the limits of each platform."""

import datetime as dt
from collections.abc import Iterator
from typing import get_args

from handlers.ask import reply_from
from handlers.dispatch import show_entry
from handlers.fallback import fallback_reply
from handlers.messages import Reply, Signpost
from handlers.small_talk import small_talk
from handlers.urgent import urgent_reply
from knowledge.library import Library
from knowledge.safety import SafetyFinding
from knowledge.search.findings import Decision, Facets, Findings, Match

MOST_CHOICES = 6
SMALL_TALK: tuple[Decision, ...] = ("help", "greeting", "thanks", "empty")


def every_reply(library: Library, now: dt.datetime) -> Iterator[tuple[str, Reply]]:
    """Each entry, list, choice, signpost, briefing and gap, at one moment."""
    yield "fallback", fallback_reply()
    for id in library.entries:
        yield id, show_entry(library, id, now)
    for name, findings in every_finding(library):
        yield name, reply_from(findings, library, now)
    for decision in SMALL_TALK:
        yield decision, small_talk(Findings(decision, Facets()), library)
    for level in get_args(Signpost):
        learning = tuple(library.entries)[:3]
        yield level, urgent_reply(SafetyFinding(level), library, now)
        yield f"{level} with learning", urgent_reply(SafetyFinding(level), library, now, learning, True)


def every_finding(library: Library) -> Iterator[tuple[str, Findings]]:
    """Answers, lists, choices, gaps, and each kind of "not held"."""
    ids = tuple(library.entries)
    for entry in library.entries.values():
        if entry.kind == "gap":
            yield f"gap {entry.id}", Findings("gap", Facets(), matches=(Match(entry.id, 1.0, 1.0),))
        else:
            yield f"answer {entry.id}", Findings("answer", Facets(), entries=(entry.id,))
    for review in library.reviews:
        yield from _lists(library, review.id)
        yield "no such number", Findings("no_such_number", Facets(case=review.id))
        unheld = Facets(unheld_audiences=tuple(each.id for each in library.audiences))
        yield "no such audience", Findings("no_such_audience", unheld, related=(review.id,))
    for first in range(0, len(ids), MOST_CHOICES):
        some = ids[first : first + MOST_CHOICES]
        yield f"choices from {first}", Findings("choices", Facets(), entries=some)
        yield f"not held, near {first}", Findings("not_held", Facets(), related=some)
        yield f"several from {first}", Findings("answer", Facets(), entries=some[:3])
    yield "no such case", Findings("no_such_case", Facets(unknown_case="Child Q"))
    yield "not held", Findings("not_held", Facets())


def _lists(library: Library, review: str) -> Iterator[tuple[str, Findings]]:
    """All recommendations of a review, and those of each audience."""
    all_of_it = [
        each for each in library.entries.values() if each.kind == "recommendation" and each.case == review
    ]
    yield f"list {review}", Findings("list", Facets(), entries=tuple(each.id for each in all_of_it))
    for audience in {each.audience for each in all_of_it}:
        some = tuple(each.id for each in all_of_it if each.audience == audience)
        yield f"list {review} {audience}", Findings("list", Facets(), entries=some)
