"""Promises with a date in them: "which are overdue", "what is due in 2022/23"."""

import re
from collections.abc import Collection, Sequence

from knowledge.library import Entry
from knowledge.search.words import Token, stem, stems

_DATES = re.compile(
    r"\b(?:due(?! to)|deadlines?|timescales?|dated|(?:have|has|with|gives?|got) (?:an? |any )?dates?)\b"
)


def asks_dates(words: Sequence[Token]) -> bool:
    """Whether promises with a date are asked for; not "due to", and not when one thing is due."""
    said = [each.word for each in words]
    return "overdue" in said or (_DATES.search(" ".join(said)) is not None and "when" not in said)


def times(words: Sequence[Token]) -> set[str]:
    """The numbers in a question: days and years."""
    return {each.word for each in words if each.word.isdigit()}


def promises(entry: Entry, asked: Collection[str]) -> bool:
    """Whether it has a promise whose date, in the document's words or as a day, has all that is asked."""
    wanted = set(asked)
    return any(
        wanted <= set(stems(due.words)) or wanted <= {str(due.by.year), stem(f"{due.by:%B}".lower())}
        for due in getattr(entry.item, "due", ())
    )
