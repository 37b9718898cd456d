"""Checks content with the very path that answers people: safety, commands, engine."""

import asyncio
import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bot import asking, link_check
from knowledge.check import FoundTurn, check, report
from knowledge.hours import london_day
from knowledge.load import load

LINKS_SEEN = Path(".data/links.json")
Find = Callable[[Sequence[str]], list[FoundTurn]]


def check_content(folder: Path | None, now: dt.datetime, *, ask_questions: bool) -> tuple[list[str], int]:
    """The lines to print and the exit code.

    Questions are asked by words only: that engine finds the same on every machine. `evaluate` asks with the
    sentence encoder too.
    """
    if not ask_questions:
        return report(check(folder, london_day(now)))
    ready = asking.prepare(folder, None, now)
    if ready.knowledge is None:
        return report(check(folder, london_day(now)))
    with asyncio.Runner() as runner:
        return report(check(folder, london_day(now), finder(ready, runner)))


def check_links(folder: Path | None, today: dt.date) -> Iterator[str]:
    """Looks at the pages that content links to and remembers when; a line for each that is not there."""
    linked = link_check.links(load(folder))
    before = link_check.remembered(LINKS_SEEN)
    looked = asyncio.run(link_check.look(linked, before, today))
    link_check.remember(LINKS_SEEN, looked)
    yield from link_check.lines(linked, looked)
    there = sum(each.state == "there" for each in looked.values())
    yield f"{len(linked)} pages linked, {there} there; seen within a week is not asked again ({LINKS_SEEN})"


def finder(ready: asking.Asking, runner: asyncio.Runner) -> Find:
    """Asks the turns of one conversation, apart from every other."""
    asked = 0

    def find(turns: Sequence[str]) -> list[FoundTurn]:
        nonlocal asked
        asked += 1
        replies = [runner.run(ready.reply(turn, f"check {asked}")) for turn in turns]
        return [FoundTurn(reply.status, reply.entries, reply.signpost) for reply in replies]

    return find
