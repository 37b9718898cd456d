"""Every reply that the content can make the bot give, by a name: for the limits of each platform."""

import asyncio
import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from handlers.ask import reply_from
from handlers.briefing_reply import Item, briefing_reply, digest_reply, rest_removed_reply, withdrawn_reply
from handlers.dispatch import Dispatcher, Knowledge, show_entry
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.fallback import fallback_reply
from handlers.footer import identifying_warning
from handlers.messages import Conversation, Message, Platform, Reply, Signpost
from handlers.record_doubles import in_memory_records
from handlers.small_talk import small_talk
from handlers.urgent import Beside, below_the_first_step, urgent_reply
from knowledge.library import Library
from knowledge.safety import SafetyFinding
from knowledge.search.findings import Decision, Facets, Findings, Match

MOST_CHOICES = 6
COMMANDS = (
    "subscribe",
    *(
        f"subscribe to {each}"
        for each in ("everything", "health visitors", "midwives", "child p", "safe sleep")
    ),
    *("my subscriptions", "weekly", "pause", "my subscriptions", "resume", "unsubscribe from midwives"),
    *("what is new", "what have i missed", "discussion questions", "we discussed briefing/child-p"),
    *("what have we discussed", "that helped", "that is not helpful", "wrong number"),
    *("what do you hold about me", "forget me", "publish briefing/child-p", "withdraw briefing/child-p"),
    *("unsubscribe", "unsubscribe", "subscribe to the price of fish"),
)
SMALL_TALK: tuple[Decision, ...] = ("help", "greeting", "thanks", "empty")


def every_reply(library: Library, now: dt.datetime) -> Iterator[tuple[str, Reply]]:
    """Each entry, list, choice, signpost, briefing and gap, at one moment."""
    yield "fallback", fallback_reply()
    yield from every_delivery(library)
    for id in library.entries:
        yield id, show_entry(library, id, now)
    for name, findings in every_finding(library):
        yield name, reply_from(findings, library, now)
    for decision in SMALL_TALK:
        yield decision, small_talk(Findings(decision, Facets()), library)
    all_cues = frozenset(cue.id for cue in library.safety.cues)
    for level in get_args(Signpost):
        learning = tuple(library.entries)[:3]
        yield level, urgent_reply(SafetyFinding(level), library, now)
        yield (
            f"{level} with learning",
            urgent_reply(SafetyFinding(level), library, now, Beside(learning), True),
        )
        every_step = urgent_reply(SafetyFinding(level, cues=all_cues), library, now, Beside(learning), True)
        warned = below_the_first_step(every_step.parts, identifying_warning("slack"))
        yield f"{level} with all its steps and a warning", replace(every_step, parts=warned)


def every_delivery(library: Library) -> Iterator[tuple[str, Reply]]:
    """Each briefing as it is sent by itself, corrected and withdrawn, and all of them as one digest."""
    for briefing in library.briefings:
        yield f"sent {briefing.id}", briefing_reply(library, briefing)
        yield f"corrected {briefing.id}", briefing_reply(library, briefing, corrected=True)
        yield f"withdrawn {briefing.id}", withdrawn_reply(library, briefing.id, briefing.title)
        yield f"shorter {briefing.id}", rest_removed_reply(library, briefing.id)
    for corrected in (False, True):
        items = [Item(each.id, each.title, each, corrected) for each in library.briefings]
        yield f"digest, corrected: {corrected}", digest_reply(library, items)
    gone = [Item("briefing/gone", "No longer held", each) for each in library.briefings]
    yield "digest of what is not held any more", digest_reply(library, gone)


def every_command(knowledge: Knowledge, platform: Platform, now: dt.datetime) -> Iterator[tuple[str, Reply]]:
    """What people are told who subscribe, change it, record a discussion, give feedback or publish."""
    place = Conversation(platform, "team", "alone")
    dispatcher = Dispatcher(lambda: knowledge, InMemoryMemory(), NoQuestions(), in_memory_records())
    with asyncio.Runner() as runner:
        for text in COMMANDS:
            yield text, runner.run(dispatcher.reply_to(Message(text, "someone", place, now)))


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
    for decision in ("no_names", "no_dates"):
        yield decision, Findings(decision, Facets(), related=tuple(each.id for each in library.reviews))
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
