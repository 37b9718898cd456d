"""Conflicts and promises of recommendations: their words must be the document's own."""

import calendar
import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.contents import Contents
from knowledge.library import Problem, overdue
from knowledge.schema.reviews import Conflict, Recommendation, Review
from knowledge.yamlfile import KeyPath, YamlFile

_MONTHS = tuple(calendar.month_name)[1:]
_SENTENCE = re.compile(r"(?<=[.;!?])\s+")
_WILL = re.compile(r"\bwill\b|\b(?:is|are) (?:due|expected|planned|scheduled)\b", re.IGNORECASE)
_BY = re.compile(
    r"\bby (?:the )?(?:(?:end|start|beginning|middle) of )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    rf"(?P<when>(?P<month>{'|'.join(_MONTHS)}) (?P<year>(?:19|20)\d\d))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Written:
    """A recommendation where it is written."""

    item: Recommendation
    file: YamlFile
    path: KeyPath

    def problem(self, area: str, path: KeyPath, message: str, warning: bool = False) -> Problem:
        return Problem(area, self.file.place((*self.path, *path)), message, warning)


def _written(contents: Contents) -> Iterator[_Written]:
    for placed in contents.parts.of(Review):
        for i, section in enumerate(placed.model.sections):
            for j, item in enumerate(section.recommendations):
                yield _Written(item, placed.file, ("sections", i, "recommendations", j))


def _says(item: Recommendation, words: str) -> bool:
    return any(words in part.text for part in (item.recommendation, item.response) if part is not None)


def conflicts(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Conflicts that only one side knows of, and words that neither passage holds."""
    items = {written.item.id: written.item for written in _written(contents)}
    for written in _written(contents):
        for k, conflict in enumerate(written.item.conflicts_with):
            for key, message in _mistakes(written.item, conflict, items.get(conflict.entry)):
                yield written.problem("conflict", ("conflicts_with", k, key), message)


def _mistakes(
    item: Recommendation, conflict: Conflict, other: Recommendation | None
) -> Iterator[tuple[str, str]]:
    if not _says(item, conflict.ours):
        yield "ours", f"“{conflict.ours}” is not in the words of `{item.id}`"
    if other is None:
        return
    if not _says(other, conflict.theirs):
        yield "theirs", f"“{conflict.theirs}” is not in the words of `{other.id}`"
    if item.id not in {back.entry for back in other.conflicts_with}:
        yield "entry", f"`{other.id}` does not name `{item.id}` under conflicts_with"


def _undated(item: Recommendation, today: dt.date) -> Iterator[str]:
    """The response's words for a month by which something will be done, passed and under no `due`."""
    if item.response is None:
        return
    for sentence in _SENTENCE.split(" ".join(item.response.text.split())):
        for found in _BY.finditer(sentence) if _WILL.search(sentence) else ():
            month = _MONTHS.index(found["month"].capitalize()) + 1
            last = dt.date(int(found["year"]), month, calendar.monthrange(int(found["year"]), month)[1])
            covered = any(found["when"] in due.words for due in item.due)
            if overdue(last, today) and not covered:
                yield found.group()


def _month_said(words: str) -> tuple[int, int] | None:
    """The year and month by which words say that something will be done, where they say both."""
    found = _BY.search(words)
    return None if found is None else (int(found["year"]), _MONTHS.index(found["month"].capitalize()) + 1)


def promises(contents: Contents, today: dt.date) -> Iterator[Problem]:
    """Dates that are not the document's words, and dates that have passed (a warning: answers say so)."""
    for written in _written(contents):
        for k, due in enumerate(written.item.due):
            if not _says(written.item, due.words):
                message = f"“{due.words}” is not in the words of `{written.item.id}`"
                yield written.problem("due", ("due", k, "words"), message)
            elif _month_said(due.words) not in {None, (due.by.year, due.by.month)}:
                message = f"`by` is {due.by}, which is not in the month of “{due.words}”"
                yield written.problem("due", ("due", k, "by"), message)
            if overdue(due.by, today):
                message = f"promised by {due.by}, which has passed: ask what came of it"
                yield written.problem("due", ("due", k, "by"), message, warning=True)
        for words in _undated(written.item, today):
            message = f"the response promises something “{words}”, which has passed: put it under `due`"
            yield written.problem("due", ("response",), message, warning=True)
