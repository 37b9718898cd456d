"""Checks content with the very path that answers people: safety, commands, engine."""

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import asking
from knowledge.check import FoundTurn, check, report

Find = Callable[[Sequence[str]], list[FoundTurn]]


def check_content(folder: Path | None, now: dt.datetime, *, ask_questions: bool) -> tuple[list[str], int]:
    """The lines to print and the exit code.

    Questions are asked by words only: that engine finds the same on every machine. `evaluate` asks with the
    sentence encoder too.
    """
    if not ask_questions:
        return report(check(folder, now.date()))
    ready = asking.prepare(folder, None, now)
    if ready.knowledge is None:
        return report(check(folder, now.date()))
    with asyncio.Runner() as runner:
        return report(check(folder, now.date(), finder(ready, runner)))


def finder(ready: asking.Asking, runner: asyncio.Runner) -> Find:
    """Asks the turns of one conversation, apart from every other."""
    asked = 0

    def find(turns: Sequence[str]) -> list[FoundTurn]:
        nonlocal asked
        asked += 1
        replies = [runner.run(ready.reply(turn, f"check {asked}")) for turn in turns]
        return [FoundTurn(reply.status, reply.entries, reply.signpost) for reply in replies]

    return find
