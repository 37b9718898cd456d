"""Where a review stands: how far its response said each recommendation had got, and what was promised."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from handlers import wording
from knowledge.library import Library, overdue
from knowledge.schema.reviews import Recommendation, Review

State = Literal["done", "part", "in_progress", "promised", "no_response"]
STATES: dict[State, str] = {
    "done": wording.status_short("done", "full"),
    "part": wording.status_short("done", "part"),
    "in_progress": wording.status_short("in_progress", "full"),
    "promised": wording.status_short("promised", "full"),
    "no_response": wording.status_short("no_response", "full"),
}


@dataclass(frozen=True, slots=True)
class Promise:
    """A date that the response gives. `number` names it in the picture and in the table."""

    number: int
    entry: str
    about: str
    what: str
    words: str
    by: dt.date
    passed: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One recommendation. What was promised by a day that has passed is never drawn as done."""

    entry: str
    number: int | str
    """As printed."""
    title: str
    state: State
    promises: tuple[Promise, ...] = ()

    @property
    def passed(self) -> bool:
        """Whether a promised date has passed."""
        return any(promise.passed for promise in self.promises)

    @property
    def words(self) -> str:
        """How far the response says it had got."""
        return STATES[self.state]


@dataclass(frozen=True, slots=True)
class Row:
    """The recommendations for one audience."""

    audience: str
    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A review on one day."""

    rows: tuple[Row, ...]
    promises: tuple[Promise, ...]
    today: dt.date

    @property
    def counts(self) -> dict[State, int]:
        """How many recommendations are in each state."""
        found = Counter(cell.state for row in self.rows for cell in row.cells)
        return {state: found[state] for state in STATES if found[state]}

    @property
    def total(self) -> int:
        """How many recommendations there are."""
        return sum(len(row.cells) for row in self.rows)

    @property
    def passed(self) -> int:
        """How many promised dates have passed."""
        return sum(promise.passed for promise in self.promises)


def standing(library: Library, review: Review, today: dt.date) -> Standing:
    """Where a review stands, in the order of the document; promises in the order of their days."""
    promises = _promises(library, review, today)
    rows = tuple(
        Row(
            section.audience,
            sentence(library.audience_name(section.audience)),
            tuple(_cell(item, promises) for item in section.recommendations),
        )
        for section in review.sections
    )
    return Standing(rows, promises, today)


def sentence(words: str) -> str:
    """Words as they begin a line."""
    return words[:1].upper() + words[1:]


def _cell(item: Recommendation, promises: tuple[Promise, ...]) -> Cell:
    own = tuple(promise for promise in promises if promise.entry == item.id)
    return Cell(item.id, item.printed or item.number, item.title, state_of(item), own)


def state_of(item: Recommendation) -> State:
    """How far the response said it had got: what is answered in part is never said to be done."""
    if item.status != "done":
        return item.status
    return "done" if item.coverage == "full" else "part"


def _promises(library: Library, review: Review, today: dt.date) -> tuple[Promise, ...]:
    dated = sorted(
        (
            (due, item, section)
            for section in review.sections
            for item in section.recommendations
            for due in item.due
        ),
        key=lambda each: each[0].by,
    )
    return tuple(
        Promise(
            number,
            item.id,
            f"{sentence(library.audience_name(section.audience))} {item.printed or item.number}",
            due.what,
            due.words,
            due.by,
            overdue(due.by, today),
        )
        for number, (due, item, section) in enumerate(dated, start=1)
    )
