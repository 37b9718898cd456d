"""Whether each briefing prints on one page of A4: reckoned here, and tried in a browser by the tests."""

import datetime as dt
from collections.abc import Iterator
from math import ceil

from knowledge.contents import Contents
from knowledge.library import Problem
from knowledge.schema.answers import Briefing, BriefingSection

ROOM = 463
"""Millimetres of both columns together, the lines above and below them counted twice."""
_LINE, _HEADING, _TITLE, _SMALL = 3.95, 7.6, 6.0, 3.5
_GAP, _CAPTION = 1.0, 4.1
_IN_COLUMN, _IN_QUOTE, _IN_LIST, _IN_HEADING, _ACROSS = 64, 60, 54, 45, 130
"""Characters of a line; rather too few, so that what passes here fits."""


def one_page(contents: Contents, _today: dt.date) -> Iterator[Problem]:
    """Briefings that are too long to print on one page."""
    for placed in contents.parts.of(Briefing):
        over = ceil(100 * (millimetres(placed.model) / ROOM - 1))
        if over > 0 and not placed.borrowed:
            message = f"is about {over} % too long to print on one page of A4: shorten it, or make two of it"
            yield Problem("briefing", placed.file.place(("sections",)), message)


def millimetres(briefing: Briefing) -> float:
    """How much room it takes, about."""
    across = _TITLE * _lines(briefing.title, _ACROSS // 2) + _LINE * _lines(briefing.about, _ACROSS)
    imprint = _SMALL * _lines(f"{briefing.as_at}{briefing.author}{briefing.licence}", _ACROSS)
    questions = _HEADING + sum(_text(each, _IN_LIST) for each in briefing.discussion_questions)
    return 2 * (across + imprint) + sum(_section(each) for each in briefing.sections) + questions


def _section(section: BriefingSection) -> float:
    quotes = sum(_text(each.text, _IN_QUOTE) + _CAPTION for each in section.quotations)
    own = _text(section.text) if section.text else 0.0
    return _HEADING * _lines(section.heading, _IN_HEADING) + own + quotes


def _text(text: str, width: int = _IN_COLUMN) -> float:
    return sum(_LINE * _lines(each, width) + _GAP for each in text.split("\n"))


def _lines(text: str, width: int) -> int:
    return max(1, ceil(len(text) / width))
