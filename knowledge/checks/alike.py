"""How near a question is to the example questions of the content: a figure on near ones flatters."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from knowledge.library import Library

NEAR = 85.0
"""From this token_set_ratio on two questions count as the same."""


def examples(library: Library) -> tuple[str, ...]:
    """Every example question, as it is compared."""
    return tuple(each.lower() for entry in library.entries.values() for each in entry.questions)


def is_near(question: str, known: Sequence[str]) -> bool:
    """Whether an example has the same words, or the words of one are in the other."""
    found = process.extractOne(question.lower(), known, scorer=fuzz.token_set_ratio, score_cutoff=NEAR)
    return found is not None
