"""What curators have to confirm, look at again, settle or approve, gathered from everywhere."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.store.feedback import Tally
from handlers import wording
from handlers.show import heading_of
from knowledge.check import check
from knowledge.library import Library, Problem, overdue
from knowledge.schema.reviews import Recommendation

_HEADINGS = {
    "contact": "Contacts to confirm",
    "review": "To be looked at again",
    "approval": "Waiting for approval by the partnership",
    "source": "Sources",
    "link": "Pages nobody has opened",
}
_OTHER = "Other problems that check finds"
_WRONG_NUMBER = "Numbers that somebody says are wrong"
_CONFLICTS = "Passages that contradict each other"
_PASSED = "Promises whose date has passed"
_CONTESTED = "Numbers that another page contradicts"
_SOURCES = "Sources"


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do. `entry` has a page; `places` are the files and lines to edit."""

    words: str
    entry: str = ""
    places: tuple[str, ...] = ()


Steps = dict[str, list[Task]]


def next_steps(library: Library, folder: Path | None, said: Sequence[Tally], today: dt.date) -> Steps:
    """Everything to do by heading, the most urgent first: a wrong number can cost a child."""
    found: Steps = {}
    _add(found, _WRONG_NUMBER, _wrong_numbers(library, said))
    _add(found, _CONTESTED, _contested(library))
    problems = defaultdict[str, list[Problem]](list)
    for problem in check(folder, today):
        if not (problem.area == "due" and problem.warning):
            problems[problem.area if problem.area in _HEADINGS else ""].append(problem)
    for area, heading in _HEADINGS.items():
        _add(found, heading, _of_problems(problems[area]))
    _add(found, _PASSED, _passed(library, today))
    _add(found, _CONFLICTS, _conflicts(library))
    _add(found, _SOURCES, _sources(library))
    _add(found, _OTHER, _of_problems(problems[""]))
    return found


def _add(found: Steps, heading: str, tasks: Iterable[Task]) -> None:
    tasks = list(tasks)
    if tasks:
        found.setdefault(heading, []).extend(tasks)


def _of_problems(problems: Iterable[Problem]) -> Iterator[Task]:
    """Those that say the same in one."""
    by_words = defaultdict[str, list[str]](list)
    for problem in problems:
        by_words[problem.message].append(str(problem.place))
    return (Task(words, places=tuple(places)) for words, places in by_words.items())


def _passed(library: Library, today: dt.date) -> Iterator[Task]:
    for entry in library.recommendations:
        item = entry.item
        assert isinstance(item, Recommendation)
        for due in item.due:
            if overdue(due.by, today):
                words = f"{due.what} “{due.words}”, by {due.by:%d.%m.%Y}. Ask what came of it."
                yield Task(f"{heading_of(library, entry)}: {words}", entry.id)


def _wrong_numbers(library: Library, said: Sequence[Tally]) -> Iterator[Task]:
    for each in said:
        if each.kind == "number":
            entry = library.entries.get(each.entry)
            name = entry.title if entry else each.entry
            times = "once" if each.times == 1 else f"{each.times} times"
            yield Task(f"{name}: said {times}, last on {each.last:%d.%m.%Y}", each.entry if entry else "")


def _contested(library: Library) -> Iterator[Task]:
    for contact in library.contacts:
        for conflict in contact.conflicts:
            yield Task(f"{contact.name}: {conflict.about}. Elsewhere: {conflict.where}", contact.id)


def _conflicts(library: Library) -> Iterator[Task]:
    for entry in library.recommendations:
        item = entry.item
        assert isinstance(item, Recommendation)
        for conflict in item.conflicts_with:
            words = wording.conflict(conflict.note, conflict.ours, conflict.theirs)
            yield Task(f"{heading_of(library, entry)}: {words}", entry.id)


def _sources(library: Library) -> Iterator[Task]:
    for stored in library.sources.values():
        source = stored.source
        if source.status != "live":
            yield Task(f"{source.title} is {source.status}.")
        if source.permission != "granted":
            yield Task(f"{source.title}: permission to quote it is “{source.permission.replace('_', ' ')}”.")
