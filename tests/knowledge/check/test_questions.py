"""`check` asks every example question and every questions file, and says what they find instead."""

import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from knowledge.check import Finder, FoundTurn, check, miss
from knowledge.load import load
from knowledge.schema.answers import Expect, Turn
from tests.contents import CHILD_Z, child_z, edit

TODAY = dt.date(2024, 6, 1)
REVIEW = "reviews/child-z.yaml"
EMERGENCY = "emergency number"
POLICE = ("child-z/police/1", "child-z/police/2")
RIGHT: Mapping[str, FoundTurn] = {
    "what did child z say about no shows": FoundTurn("answered", ("child-z/health-visiting/1",)),
    "all child z recommendations for the police": FoundTurn("answered", POLICE),
    "child z recommendations for dentists": FoundTurn("not_held"),
    "a baby here is badly hurt": FoundTurn("signposted", (), "emergency"),
    "child z police rec 1": FoundTurn("answered", POLICE[:1]),
    "and 2?": FoundTurn("answered", POLICE[1:]),
}


def finder(folder: Path, **instead: FoundTurn) -> Finder:
    """A search that finds everything right but what is given (by question, blanks as underscores)."""
    answers = dict(RIGHT)
    for entry in load(folder).entries.values():
        answers.update({question: FoundTurn("answered", (entry.id,)) for question in entry.questions})
    answers.update({question.replace("_", " "): found for question, found in instead.items()})

    def find(turns: Sequence[str]) -> list[FoundTurn]:
        return [answers[turn] for turn in turns]

    return find


def problems(folder: Path, **instead: FoundTurn) -> list[str]:
    return [str(problem) for problem in check(folder, TODAY, finder(folder, **instead))]


def line_of(name: str, words: str) -> int:
    return (CHILD_Z / name).read_text(encoding="utf-8").split(words)[0].count("\n") + 1


def test_a_search_that_finds_everything_has_no_problem() -> None:
    assert problems(CHILD_Z) == []


def test_a_question_that_does_not_find_its_entry_is_seen_at_its_line() -> None:
    line = line_of(REVIEW, "what does Weston Division plan")

    assert problems(CHILD_Z, what_does_Weston_Division_plan=FoundTurn("not_held")) == [
        f"[question] {REVIEW}:{line}: “what does Weston Division plan” does not find "
        "`child-z/police/1`: not held"
    ]


def test_an_entry_that_steals_a_question_is_seen() -> None:
    found = FoundTurn("choices", ("child-z/police/2", "child-z/police/1"))
    line = line_of(REVIEW, "what does Weston Division plan")

    assert problems(CHILD_Z, what_does_Weston_Division_plan=found) == [
        f"[steals] {REVIEW}:{line}: “what does Weston Division plan”, an example question of "
        "`child-z/police/1`, finds `child-z/police/2` first"
    ]


def test_a_question_taken_for_a_live_concern_is_seen() -> None:
    found = FoundTurn("signposted", ("child-z/police/1",), "concern")

    assert (
        "is taken for a live concern (concern)" in problems(CHILD_Z, what_does_Weston_Division_plan=found)[0]
    )


def test_a_question_for_a_contact_may_be_signposted() -> None:
    assert problems(CHILD_Z, emergency_number=FoundTurn("signposted", (), "emergency")) == []


def test_a_question_for_a_gap_may_be_not_held() -> None:
    assert problems(CHILD_Z, what_happened_to_child_z=FoundTurn("not_held")) == []


def test_old_and_new_names_of_one_thing_do_not_steal_from_each_other() -> None:
    assert problems(CHILD_Z, what_is_the_WLG=FoundTurn("answered", ("term/wrg", "term/wlg"))) == []
    assert problems(CHILD_Z, what_is_the_WLG=FoundTurn("answered", ("term/wrg",))) != []


def test_a_term_and_the_policy_that_it_explains_do_not_steal_from_each_other() -> None:
    both = FoundTurn("answered", ("policy/contact-form", "term/prompt"))

    assert problems(CHILD_Z, what_is_a_contact_prompt=both) == []
    assert problems(CHILD_Z, what_is_a_contact_prompt=FoundTurn("answered", ("policy/contact-form",))) != []


def test_a_policy_may_not_steal_from_the_recommendation_that_names_it() -> None:
    both = FoundTurn("answered", ("policy/contact-form", "child-z/health-visiting/1"))

    assert "[steals]" in problems(CHILD_Z, who_reads_ten_records_each_month=both)[0]


def test_a_questions_file_is_asked_turn_by_turn() -> None:
    line = line_of("questions/child-z.yaml", "- turns:")

    assert problems(CHILD_Z, **{"and_2?": FoundTurn("answered", POLICE[:1])}) == [
        f"[question] questions/child-z.yaml:{line}: “and 2?” should find answer: child-z/police/2; "
        "it finds answered: child-z/police/1"
    ]


def test_nothing_is_asked_of_a_folder_that_cannot_be_loaded(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    edit(folder, "glossary.yaml", "status: historic", "status: old")

    def never(turns: Sequence[str]) -> list[FoundTurn]:
        raise AssertionError(turns)

    assert [problem.area for problem in check(folder, TODAY, never)] == ["schema"]


@pytest.mark.parametrize(
    ("expect", "entries", "found", "right"),
    [
        ("answer", ("a",), FoundTurn("answered", ("a", "b")), True),
        ("answer", ("a", "b"), FoundTurn("answered", ("b",)), True),
        ("answer", ("a",), FoundTurn("answered", ("b", "a")), False),
        ("answer", ("a",), FoundTurn("choices", ("a", "b")), False),
        ("answer", ("a",), FoundTurn("answered", ("a",), "concern"), False),
        ("list", ("a", "b"), FoundTurn("answered", ("b", "a")), True),
        ("list", ("a", "b"), FoundTurn("answered", ("a",)), False),
        ("list", ("a",), FoundTurn("answered", ("a", "b")), False),
        ("choices", ("a", "b"), FoundTurn("choices", ("b", "a", "c")), True),
        ("choices", ("a", "b"), FoundTurn("answered", ("a", "b")), False),
        ("not_held", (), FoundTurn("not_held"), True),
        ("not_held", (), FoundTurn("answered", ("a",)), False),
        ("not_held", (), FoundTurn("choices", ("a",)), False),
        ("command", (), FoundTurn("command"), True),
        ("command", (), FoundTurn("not_held"), False),
        ("concern", (), FoundTurn("signposted", (), "concern"), True),
        ("concern", (), FoundTurn("signposted", (), "emergency"), False),
        ("self", (), FoundTurn("answered", ("a",)), False),
    ],
)
def test_what_counts_as_found(
    expect: Expect, entries: tuple[str, ...], found: FoundTurn, *, right: bool
) -> None:
    assert (miss(Turn(q="?", expect=expect, entries=entries), found) is None) is right
