"""`check` on the invented review: each kind of problem is planted and seen at its file and line."""

import datetime as dt
from pathlib import Path

import pytest

from knowledge.check import check, report
from knowledge.library import Problem
from tests.contents import CHILD_Z, SOURCE_Z, child_z, edit, write

TODAY = dt.date(2024, 6, 1)
REVIEW = "reviews/child-z.yaml"
RESOURCES = "resources/policies.yaml"
BRIEFING = "briefings/child-z.yaml"
SOURCE = "sources/child-z-response.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return child_z(tmp_path / "content")


def seen(problems: list[Problem]) -> list[tuple[str, str, int]]:
    return [(problem.area, problem.place.file, problem.place.line) for problem in problems]


def test_good_content_has_no_problem() -> None:
    assert check(CHILD_Z, TODAY) == []
    assert report([]) == (["0 problems, 0 warnings"], 0)


@pytest.mark.parametrize(
    ("name", "old", "new", "area", "says"),
    [
        (REVIEW, "status: promised", "status: soon", "schema", "'promised'"),
        (REVIEW, "links: [policy/contact-form]", "links: [policy/form]", "id", "`policy/form`"),
        (REVIEW, "text: The team now hears", "text: The team hears", "quotation", "word 3, “hears”"),
        (REVIEW, "text: The team now hears", "text: The team now  hears", "quotation", "spaces"),
        (BRIEFING, "text: The team lead reads", "text: A team lead reads", "quotation", "word 1"),
        (RESOURCES, "text: The course is being", "text: The course was being", "quotation", "word 3"),
        ("contacts.yaml", "value: 01632 960001", "value: 01632 9600012", "contact", "12 digits"),
        ("contacts.yaml", "value: 01632 960001", "value: 01632 96", "contact", "7 digits"),
    ],
)
def test_a_wrong_word_is_seen_where_it_is_written(
    folder: Path, name: str, old: str, new: str, *, area: str, says: str
) -> None:
    line = edit(folder, name, old, new)

    problems = check(folder, TODAY)

    assert seen(problems) == [(area, name, line)]
    assert says in problems[0].message


def test_a_quotation_cited_at_other_lines_is_told_where_it_stands(folder: Path) -> None:
    line = edit(folder, REVIEW, "      lines: [40, 40]", "      lines: [41, 41]")

    problems = check(folder, TODAY)

    assert [str(problem) for problem in problems] == [
        f"[quotation] {REVIEW}:{line - 2}: these words stand at line 40, not at line 41"
    ]


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            RESOURCES,
            "section: Recommendations for the Police",
            "section: Recommendations for All",
            "nearest heading",
        ),
        (RESOURCES, "recommendation: 2", "recommendation: 1", "under recommendation 2, not 1"),
    ],
)
def test_a_quotation_under_another_heading_is_seen(
    folder: Path, name: str, old: str, new: str, says: str
) -> None:
    edit(folder, name, old, new)

    problems = check(folder, TODAY)

    assert [problem.area for problem in problems] == ["quotation"]
    assert says in problems[0].message


def test_a_changed_source_is_seen_with_the_quotations_that_it_breaks(folder: Path) -> None:
    edit(folder, SOURCE_Z, "Weston Division plans", "Weston Division hopes")

    problems = check(folder, TODAY)

    assert [(problem.area, problem.place.file) for problem in problems] == [
        ("quotation", REVIEW),
        ("source", SOURCE),
    ]
    assert "its SHA-256 is" in problems[1].message


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("status: live", "status: withdrawn", "is withdrawn and still quoted"),
        ("permission: granted", "permission: refused", "was refused"),
    ],
)
def test_a_source_that_may_not_be_quoted_is_seen_at_every_quotation(
    folder: Path, old: str, new: str, says: str
) -> None:
    edit(folder, SOURCE, old, new)

    problems = check(folder, TODAY)

    assert {problem.area for problem in problems} == {"source"}
    assert len(problems) == 1 + 2 * 5 + 2 + 1
    assert all(says in problem.message for problem in problems)


def test_what_was_to_be_looked_at_again_is_seen_when_its_day_has_passed(folder: Path) -> None:
    contact = edit(folder, "contacts.yaml", "review_by: 2025-05-10", "review_by: 2024-05-31")
    file = edit(folder, RESOURCES, "review_by: 2030-01-31", "review_by: 2024-05-31")

    problems = [problem for problem in check(folder, TODAY) if problem.area == "review"]

    assert seen(problems) == [("review", "contacts.yaml", contact), ("review", RESOURCES, file)]
    assert not any(problem.warning for problem in problems)


def test_the_day_itself_is_not_too_late(folder: Path) -> None:
    edit(folder, RESOURCES, "review_by: 2030-01-31", "review_by: 2024-06-01")

    assert check(folder, TODAY) == []


def test_a_promise_whose_date_has_passed_is_a_warning(folder: Path) -> None:
    line = edit(folder, REVIEW, "      by: 2024-09-30", "      by: 2024-09-29")

    problems = check(folder, dt.date(2024, 9, 30))

    assert seen(problems) == [("due", REVIEW, line)]
    assert problems[0].warning


def test_a_date_that_is_not_in_the_month_of_its_words_is_a_problem(folder: Path) -> None:
    line = edit(folder, REVIEW, "      by: 2024-09-30", "      by: 2024-10-30")

    problems = check(folder, TODAY)

    assert seen(problems) == [("due", REVIEW, line)]
    assert "“by September 2024”" in problems[0].message
    assert not problems[0].warning


def test_marks_of_a_word_processor_around_a_question_are_a_warning(folder: Path) -> None:
    line = edit(folder, "gaps/child-z.yaml", "is child z alive", "“is child z alive”")

    problems = check(folder, TODAY)

    assert seen(problems) == [("question", "gaps/child-z.yaml", line)]
    assert problems[0].warning


def test_a_file_with_another_ending_is_a_warning_that_says_its_name(folder: Path) -> None:
    (folder / "answers" / "more.yaml.txt").write_text("answers: []")
    (folder / "answers" / "notes.md").write_text("for ourselves")

    problems = check(folder, TODAY)

    assert [(each.area, str(each.place)) for each in problems] == [("folder", "answers/more.yaml.txt:1")]
    assert "name it more.yaml" in problems[0].message


def test_a_contact_that_nobody_confirmed_is_a_warning(folder: Path) -> None:
    line = edit(folder, "contacts.yaml", "- id: contact/westmarch", "- id: contact/westmarch ")
    edit(folder, "contacts.yaml", "confirmed_by: R. Tester", "confirmed_by: null")

    problems = check(folder, TODAY)

    assert seen(problems) == [("contact", "contacts.yaml", line)]
    assert problems[0].warning


def test_a_confirmation_without_a_date_in_force_is_a_warning(folder: Path) -> None:
    edit(folder, "contacts.yaml", "confirmed_on: 2024-05-10", "confirmed_on: 2024-06-02")

    assert "no date in force" in check(folder, TODAY)[0].message


def test_a_page_that_nobody_has_seen_is_a_warning(folder: Path) -> None:
    edit(folder, "contacts.yaml", "numbers: [{value: 01632 960001}]", "numbers: []")
    line = edit(folder, "contacts.yaml", "  official_page: https", "  official_page: https")
    edit(folder, "contacts.yaml", "  seen_on: 2024-05-01\n  confirmed_by", "  confirmed_by")

    assert seen(check(folder, TODAY)) == [("link", "contacts.yaml", line)]


def test_a_file_that_nobody_approved_is_a_warning(folder: Path) -> None:
    line = edit(folder, BRIEFING, "approved_on: 2024-05-20", "approved_on: null")

    problems = check(folder, TODAY)

    assert seen(problems) == [("approval", BRIEFING, line - 1)]
    assert problems[0].warning


def test_a_conflict_that_only_one_side_knows_of_is_seen(folder: Path) -> None:
    edit(folder, REVIEW, "    - entry: child-z/health-visiting/3", "    - entry: child-z/health-visiting/2")
    text = (folder / REVIEW).read_text(encoding="utf-8").splitlines()
    one_sided = text.index("    - entry: child-z/police/1") + 1
    other = text.index("    - entry: child-z/health-visiting/2") + 1

    problems = check(folder, TODAY)

    assert seen(problems) == [
        ("conflict", REVIEW, one_sided),
        ("conflict", REVIEW, other),
        ("conflict", REVIEW, other + 3),
    ]


@pytest.mark.parametrize(
    ("old", "new", "area"),
    [
        ("      words: by September 2024", "      words: in September 2024", "due"),
        ("      theirs: Officers send a", "      theirs: Officers sent a", "conflict"),
        ("      ours: Officers send a", "      ours: Officers sent a", "conflict"),
    ],
)
def test_words_that_the_passages_do_not_hold_are_seen(folder: Path, old: str, new: str, area: str) -> None:
    line = edit(folder, REVIEW, old, new)

    problems = check(folder, TODAY)

    assert seen(problems) == [(area, REVIEW, line)]
    assert "is not in the words of" in problems[0].message


def test_a_name_of_two_terms_is_seen_unless_one_of_them_says_so(folder: Path) -> None:
    line = edit(folder, "glossary.yaml", "aliases: [WRG]", "aliases: [WRG, Form Prompt]")

    problems = check(folder, TODAY)
    edit(
        folder,
        "glossary.yaml",
        "  status: historic",
        "  status: historic\n  ambiguous_with: [contact prompt]",
    )

    assert seen(problems) == [("alias", "glossary.yaml", line)]
    assert "term/prompt" in problems[0].message
    assert check(folder, TODAY) == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("topics.yaml", "names: [training, course]", "names: [training, Supervision]"),
        ("audiences.yaml", "names: [housing, landlords]", "names: [housing, Officers]"),
    ],
)
def test_a_name_of_two_topics_or_audiences_is_seen(folder: Path, name: str, old: str, new: str) -> None:
    line = edit(folder, name, old, new)

    assert seen(check(folder, TODAY)) == [("alias", name, line)]


def test_the_same_example_question_under_two_entries_is_seen(folder: Path) -> None:
    line = edit(folder, "gaps/child-z.yaml", "is child z alive", '"Where is the contact form?"')

    problems = check(folder, TODAY)

    assert seen(problems) == [("question", "gaps/child-z.yaml", line)]
    assert f"`policy/contact-form` at {RESOURCES}:" in problems[0].message


def test_an_entry_without_example_questions_is_a_warning(folder: Path) -> None:
    edit(
        folder,
        BRIEFING,
        "questions: [child z briefing, short summary of child z for the team]",
        "questions: []",
    )

    problems = check(folder, TODAY)

    assert [str(problem) for problem in problems] == [
        f"[question] {BRIEFING}:1: warning: `briefing/child-z` has no example questions"
    ]


def test_everything_is_said_at_once_sorted_by_file_and_line_and_counted(folder: Path) -> None:
    edit(folder, REVIEW, "status: promised", "status: soon")
    edit(folder, BRIEFING, "text: The team lead reads", "text: A team lead reads")
    edit(folder, BRIEFING, "approved_on: 2024-05-20", "approved_on: null")
    edit(folder, "topics.yaml", "names: [training, course]", "names: [training, Supervision]")

    lines, code = report(check(folder, TODAY))

    assert [line.split(":")[0] for line in lines] == [
        f"[approval] {BRIEFING}",
        f"[quotation] {BRIEFING}",
        f"[schema] {REVIEW}",
        "[alias] topics.yaml",
        "3 problems, 1 warning",
    ]
    assert code == 1


def test_warnings_alone_are_no_failure(folder: Path) -> None:
    edit(folder, BRIEFING, "approved_on: 2024-05-20", "approved_on: null")

    lines, code = report(check(folder, TODAY))

    assert lines[-1] == "0 problems, 1 warning"
    assert code == 0


def test_a_folder_with_only_answers_is_checked_without_what_it_borrows(tmp_path: Path) -> None:
    answer = "{id: answer/a, title: A, questions: [what is a], text: It is a.}"
    write(
        tmp_path, "answers/a.yaml", f"approved_by: R. Tester\napproved_on: 2024-05-20\nanswers: [{answer}]\n"
    )

    assert check(tmp_path, TODAY) == []
    assert check(tmp_path, dt.date(2099, 1, 1)) == []


def test_a_folder_that_is_not_there_is_one_problem(tmp_path: Path) -> None:
    lines, code = report(check(tmp_path / "nowhere", TODAY))

    assert "no such folder" in lines[0]
    assert code == 1


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (
            "    due:\n    - what: a second supervisor\n"
            "      words: by September 2024\n      by: 2024-09-30\n",
            "by September 2024",
        ),
        (
            "    due:\n    - what: the course completed by every officer\n"
            "      words: by the end of March 2025\n      by: 2025-03-31\n",
            "by the end of March 2025",
        ),
    ],
)
def test_a_promise_whose_month_has_passed_and_that_nobody_put_under_due_is_pointed_out(
    folder: Path, due: str, words: str
) -> None:
    edit(folder, REVIEW, due, "")

    assert check(folder, TODAY) == []
    [warning] = [each for each in check(folder, dt.date(2025, 4, 1)) if words in each.message]
    assert (warning.area, warning.warning, warning.place.file) == ("due", True, REVIEW)
    assert "put it under `due`" in warning.message
