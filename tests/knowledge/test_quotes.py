"""Quoted words are compared with the stored text by the stated rule and nothing looser."""

import pytest

from knowledge.quotes import StoredText, passage_problem, place_problem
from knowledge.schema.base import Passage, Quotation

TEXT = """The Response

Recommendations for Nurses

Recommendation One:
Nurses should ask at
each visit.

They ask at follow-
up visits, and  write
it down.
\fThe form is kept.
 Recommendation 2:
Write it down.
Recommendations for
Very Busy Teams
Recommendation One:
Nurses should ask at
each visit.
"""
STORED = StoredText.of(TEXT)
SECTIONS = ("Recommendations for Nurses", "Recommendations for Very Busy Teams")


def quoted(text: str, *lines: int) -> str | None:
    return passage_problem(Passage(text=text, lines=(lines[0], lines[-1])), STORED)


def placed(line: int, section: str, number: int | None) -> str | None:
    quotation = Quotation(text="x", lines=(line, line), source="s", section=section, recommendation=number)
    return place_problem(quotation, STORED, SECTIONS)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Nurses should ask at each visit.", (6, 7)),
        ("Nurses should ask at each visit.", (18, 19)),
        ("should ask at each", (6, 7)),
        ("They ask at follow-up visits, and  write it down.", (9, 11)),
        ("Nurses should ask at each visit.\n\nThey ask at follow-up visits", (6, 10)),
        ("write it down.\n\nThe form is kept.", (10, 12)),
    ],
)
def test_verbatim_words_at_their_lines_pass(text: str, lines: tuple[int, int]) -> None:
    assert quoted(text, *lines) is None


@pytest.mark.parametrize(
    ("text", "lines", "says"),
    [
        ("They ask at follow-up visits", (9, 9), "these words stand at lines 9-10, not at line 9"),
        ("They ask at follow-up visits", (8, 10), "these words stand at lines 9-10, not at lines 8-10"),
        ("The form is kept.", (9, 9), "these words stand at line 12, not at line 9"),
        (
            "They ask at follow- up visits",
            (9, 10),
            "word 4, “follow-”, is not what the stored text has: “follow-up”",
        ),
        ("They ask at followup visits", (9, 10), "word 4, “followup”"),
        (
            "They ask at follow-up visits and",
            (9, 10),
            "word 5, “visits”, is not what the stored text has: “visits,”",
        ),
        ("nurses should ask", (6, 6), "word 1, “nurses”, is not what the stored text has: “Nurses”"),
        ("Nurses should ask at each visit", (5, 7), "stand at lines 6-7"),
        ("visits, and write it down.", (10, 11), "not the spaces"),
        ("write it down.\n\n\nThe form is kept.", (10, 12), "one empty line"),
        ("write it down.\nThe form is kept.", (10, 12), "one empty line"),
        ("write it down. The form is kept.", (10, 12), "not the spaces or paragraphs"),
        ("hould ask at each visit.", (6, 7), "word 1, “hould”, is not what the stored text has: “should”"),
        (
            "Doctors may write",
            (6, 7),
            "these words are not in the stored text; lines 6-7 hold something else",
        ),
        ("write it down. And more.", (10, 11), "word 4, “And”, is not what the stored text has: the end of"),
        ("Anything", (400, 401), "not in the stored text"),
    ],
)
def test_anything_else_is_named(text: str, lines: tuple[int, int], says: str) -> None:
    assert says in (quoted(text, *lines) or "")


@pytest.mark.parametrize(
    ("line", "section", "number", "says"),
    [
        (6, SECTIONS[0], 1, None),
        (12, SECTIONS[0], 1, None),
        (14, SECTIONS[0], 2, None),
        (18, SECTIONS[1], 1, None),
        (1, "Title", None, None),
        (6, SECTIONS[0], 2, "it stands under recommendation 1, not 2"),
        (6, SECTIONS[0], None, "it stands under recommendation 1, not outside of any"),
        (18, SECTIONS[0], 1, "the nearest heading above is “Recommendations for Very Busy Teams”"),
        (6, "Recommendations for Nurse", 1, "the nearest heading above is “Recommendations for Nurses”"),
        (17, SECTIONS[1], 1, "there is no heading “Recommendation 1”"),
        (1, SECTIONS[0], 1, "there is no heading “Recommendations for Nurses” above line 1"),
    ],
)
def test_the_nearest_headings_above_must_be_the_ones_cited(
    line: int, section: str, number: int | None, says: str | None
) -> None:
    found = placed(line, section, number)

    assert found is None if says is None else says in (found or "")


def test_a_heading_that_nowhere_stands_is_no_heading() -> None:
    quotation = Quotation(text="x", lines=(6, 6), source="s", section="Nurses")

    assert "no heading “Nurses”" in (place_problem(quotation, STORED, ["Nurses"]) or "")


def test_line_ends_of_another_system_change_nothing() -> None:
    stored = StoredText.of(TEXT.replace("\n", "\r\n"))

    passage = Passage(text="They ask at follow-up visits, and  write it down.", lines=(9, 11))
    assert passage_problem(passage, stored) is None
