"""Lists every problem of a folder of content at once, for curators, tests and CI."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from knowledge.checks.aliases import alias_collisions, shared_names
from knowledge.checks.finding import Finder, FoundTurn, miss
from knowledge.checks.one_page import one_page
from knowledge.checks.questions import (
    doubled_examples,
    examples_found,
    questions_found,
    quoted_examples,
    without_examples,
)
from knowledge.checks.quotations import quotations, unquotable
from knowledge.checks.recommendations import conflicts, promises
from knowledge.checks.upkeep import reviews_due, unapproved, unconfirmed, unlikely_numbers, unseen_links
from knowledge.contents import Contents, read_contents
from knowledge.files import packaged_content
from knowledge.library import Problem

__all__ = ["Finder", "FoundTurn", "check", "miss", "report"]

_CHECKS: tuple[Callable[[Contents, dt.date], Iterator[Problem]], ...] = (
    quotations,
    unquotable,
    conflicts,
    promises,
    reviews_due,
    unconfirmed,
    unlikely_numbers,
    unseen_links,
    unapproved,
    alias_collisions,
    shared_names,
    without_examples,
    quoted_examples,
    doubled_examples,
    one_page,
)


def check(folder: Path | None, today: dt.date, find: Finder | None = None) -> list[Problem]:
    """Every problem of a folder (the packaged one by default), sorted by file and line.

    `find` answers questions from the same folder; without it, or when the folder cannot be loaded, what the
    questions find is not looked at.
    """
    contents = read_contents(folder or packaged_content(), questions=True)
    problems = set(contents.problems)
    for each in _CHECKS:
        problems.update(each(contents, today))
    if find is not None and all(problem.warning for problem in contents.problems):
        problems.update(examples_found(contents, find))
        problems.update(questions_found(contents, find))
    return sorted(problems, key=_order)


def _order(problem: Problem) -> tuple[str, int, str, str]:
    return problem.place.file, problem.place.line, problem.area, problem.message


def report(problems: Iterable[Problem]) -> tuple[list[str], int]:
    """The lines to print, the count last, and the exit code: 1 if anything is worse than a warning."""
    found = list(problems)
    warnings = sum(1 for problem in found if problem.warning)
    errors = len(found) - warnings
    count = f"{errors} {'problem' if errors == 1 else 'problems'}, "
    count += f"{warnings} {'warning' if warnings == 1 else 'warnings'}"
    return [*(str(problem) for problem in found), count], 1 if errors else 0
