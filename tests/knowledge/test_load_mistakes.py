"""A curator's mistakes: each is named with its file and line, all at once, and never with a traceback."""

import os
from pathlib import Path

import pytest

from knowledge.library import Problem
from knowledge.load import ContentError, load
from knowledge.yamlfile import MAX_BYTES, read
from tests.contents import SOURCE_Z, child_z, edit, write

REVIEW = "reviews/child-z.yaml"
GLOSSARY = "glossary.yaml"
GAPS = "gaps/child-z.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return child_z(tmp_path / "content")


def problems(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ContentError) as caught:
        load(folder, questions=True)
    return caught.value.problems


def only(folder: Path) -> Problem:
    found = problems(folder)
    assert len(found) == 1, "\n".join(str(problem) for problem in found)
    return found[0]


@pytest.mark.parametrize(
    ("name", "old", "new", "area", "says"),
    [
        (REVIEW, "    title: Supervision every six weeks", "    tittle: Six weeks", "schema", "not a key"),
        (REVIEW, "    status: promised", "    status: soon", "schema", "'promised'"),
        (REVIEW, "      by: 2024-09-30", "      by: soon", "schema", "by"),
        (REVIEW, "      by: 2024-09-30", "      by: 2024-09-31", "yaml", "not a day of the calendar"),
        (REVIEW, "      lines: [32, 32]", "      lines: [32]", "schema", "lines"),
        (REVIEW, "case: Child Z", "case: true", "schema", "put it in quotes"),
        (
            REVIEW,
            "links: [policy/contact-form]",
            "links: [policy/contact-from]",
            "id",
            "no entry has this id",
        ),
        (
            REVIEW,
            "  - id: child-z/police/1",
            "  - id: child-z/police/9",
            "id",
            "should be `child-z/police/1`",
        ),
        (REVIEW, "source: child-z-response", "source: child-y-response", "id", "sources/"),
        (REVIEW, "audience: police", "audience: polite", "id", "audiences.yaml"),
        (REVIEW, "topics: [supervision]", "topics: [supervison]", "id", "topics.yaml"),
        (REVIEW, "topics: [supervision]", "topics: *all", "yaml", "alias"),
        (REVIEW, "topics: [supervision]", "topics: !!python/name:os.system", "yaml", "tags"),
        (REVIEW, "topics: [supervision]", "topics: [supervision", "yaml", "] is missing"),
        (
            REVIEW,
            "  title: The Child Z review",
            "  title: The review: Child Z",
            "yaml",
            "put the text in quotes",
        ),
        (REVIEW, "names: [childz, child-z, z review]", "\tnames: [z]", "yaml", "use spaces"),
        (REVIEW, "case: Child Z", "case: 'Child Z", "yaml", "not closed"),
        (REVIEW, "case: Child Z", "[case]: Child Z", "yaml", "a key must be a word"),
        (REVIEW, "case: Child Z", 'case: "Child\\0Z"', "yaml", "not text"),
        (REVIEW, "case: Child Z", "id: child-z", "yaml", "`id` is written twice"),
        (REVIEW, "- audience: police", "---", "yaml", "second document"),
        (GLOSSARY, "same_as: [term/wrg]", "same_as: [term/wgr]", "id", "term/wgr"),
        (GLOSSARY, "- id: term/prompt", "- id: prompt", "id", "begin with `term/`"),
        (
            "contacts.yaml",
            "- id: contact/westmarch",
            "- id: contact/emergency",
            "id",
            "used already at contacts",
        ),
        (
            "contacts.yaml",
            "  official_page: null",
            "  page: null",
            "schema",
            "did you mean `official_page`?",
        ),
        ("contacts.yaml", "from: 08:30", 'from: "8.30"', "schema", "a time of day, written as 08:30"),
        ("contacts.yaml", "from: 08:30", "form: 08:30", "schema", "did you mean `from`?"),
        (
            "contacts.yaml",
            "  official_page: null",
            "  official_page: www.x.org",
            "schema",
            "https:// or http://",
        ),
        (REVIEW, "review_by: 2030-01-31", "review_by: 31/01/2030", "schema", "a day, written as 2026-09-30"),
        (REVIEW, "    status: promised", "    staus: promised", "schema", "did you mean `status`?"),
        (
            GAPS,
            "what happened to child z, is child z alive]",
            "null]",
            "schema",
            "what stands after # is a comment",
        ),
        (
            GAPS,
            "- id: gap/child-z-events",
            "- id: Gap/Events",
            "schema",
            "`id` of `Gap/Events` must be an id",
        ),
        ("topics.yaml", "terms: [term/prompt]", "terms: [term/promt]", "id", "term/promt"),
        (
            "safety/signposting.yaml",
            "entry: contact/westmarch",
            "entry: contact/east",
            "id",
            "`contact/east`",
        ),
        (
            "safety/signposting.yaml",
            "entry: contact/westmarch",
            "sooner_with: [[baby, infant-aeg]]",
            "id",
            "cue `infant-aeg`",
        ),
        (
            "safety/signposting.yaml",
            "entry: contact/westmarch",
            "only_with: [[injry]]",
            "id",
            "cue `injry`",
        ),
        ("safety/signposting.yaml", "- level: self", "- level: concern", "id", "used already"),
        ("topics.yaml", "- id: supervision", "- id: missed-appointments", "id", "used already"),
        (
            "audiences.yaml",
            "- id: housing",
            "- short: hosing\n  id: housing",
            "schema",
            "`short: hosing` is not",
        ),
        ("audiences.yaml", "- id: housing", "- id: police", "id", "used already"),
        ("gaps/child-z.yaml", "case: child-z", "case: child-y", "id", "reviews/"),
        (
            "resources/policies.yaml",
            "    seen_on: 2024-05-01\n",
            "",
            "schema",
            "seen_on` of `policy/contact-form` is missing",
        ),
        ("briefings/child-z.yaml", "related: [child-z/health-visiting/1]", "related: [a/b]", "id", "`a/b`"),
        ("briefings/child-z.yaml", "source: child-z-response", "source: child-z", "id", "`child-z`"),
        ("questions/child-z.yaml", "entries: [child-z/health-visiting/1]", "entries: [a/b]", "id", "`a/b`"),
        (
            "sources/child-z-response.yaml",
            "sha256: ce93",
            "sha256: 0000",
            "source",
            "is not the text that was",
        ),
        ("sources/child-z-response.yaml", "file: child", "file: kind", "source", "cannot be read"),
        (
            "sources/child-z-response.yaml",
            "file: child",
            "file: ../../../child",
            "source",
            "outside the folder",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(
    folder: Path, name: str, old: str, new: str, *, area: str, says: str
) -> None:
    line = edit(folder, name, old, new)
    if not new:  # what is missing is said at the line of what lacks it
        line -= 2

    found = [problem for problem in problems(folder) if problem.area == area and says in problem.message]

    assert [(problem.place.file, problem.place.line) for problem in found] == [(name, line)]


def test_all_mistakes_are_said_at_once_in_the_order_of_the_files(folder: Path) -> None:
    planted = [
        (GLOSSARY, "status: historic", "status: old"),
        (REVIEW, "topics: [supervision]", "topics: [sleep]"),
        (REVIEW, "links: [training/curious-conversations]", "links: [training/dull-conversations]"),
        ("sources/child-z-response.yaml", "sha256: ce93", "sha256: 0000"),
        ("topics.yaml", "terms: [term/prompt]", "terms: [term/none]"),
    ]
    expected = [(name, edit(folder, name, old, new)) for name, old, new in planted]

    assert [(problem.place.file, problem.place.line) for problem in problems(folder)] == expected


def test_a_broken_file_is_one_problem_and_not_one_for_each_reference_to_it(folder: Path) -> None:
    line = edit(folder, GLOSSARY, "status: historic", "status: [")

    assert only(folder).place.file == GLOSSARY
    assert only(folder).place.line >= line


def test_topics_without_a_topics_file_are_said_once_for_each_file_with_the_remedy(folder: Path) -> None:
    (folder / "topics.yaml").unlink()

    found = problems(folder)

    assert all("this folder has no topics.yaml" in problem.message for problem in found)
    assert len(found) == len({(problem.place.file, problem.message) for problem in found})


def test_a_file_that_is_not_utf_8_is_named_with_the_line(folder: Path) -> None:
    (folder / "answers/more.yaml").write_bytes(b"answers:\n- id: answer/caf\xe9\n")

    assert str(only(folder)).startswith("[yaml] answers/more.yaml:2: not UTF-8")


def test_a_null_byte_is_named_with_the_line(folder: Path) -> None:
    write(folder, "answers/more.yaml", "answers:\n- id: a\x00b\n")

    assert str(only(folder)) == "[yaml] answers/more.yaml:2: holds a character that is not text: U+0000"


def test_an_enormous_file_is_not_read(folder: Path) -> None:
    with (folder / GLOSSARY).open("wb") as file:
        file.truncate(MAX_BYTES + 1)

    assert "split it into smaller files" in only(folder).message


@pytest.mark.parametrize("text", ["[" * 200_000, "- " * 200_000, "{a: " * 50_000])
def test_deep_nesting_is_refused_without_crashing(folder: Path, text: str) -> None:
    write(folder, "answers/deep.yaml", text)

    assert str(only(folder)) == "[yaml] answers/deep.yaml:1: nested more than 40 deep"


def test_a_list_where_keys_are_expected_is_refused(folder: Path) -> None:
    write(folder, "answers/list.yaml", "- a\n- b\n")

    assert (
        str(only(folder)) == "[schema] answers/list.yaml:1: the file must have keys, written as `key: value`"
    )


def test_an_empty_file_lacks_its_keys(folder: Path) -> None:
    write(folder, "answers/empty.yaml", "# nothing yet\n")

    assert str(only(folder)) == "[schema] answers/empty.yaml:1: `answers` is missing"


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "outside/rooms.yaml", "answers: []\n")
    (folder / "answers/linked.yaml").symlink_to(outside)
    (folder / "resources/linked").symlink_to(outside.parent, target_is_directory=True)

    found = [str(problem) for problem in problems(folder)]

    assert found == [
        "[folder] answers/linked.yaml:1: a link to a file outside the folder; put the file itself here",
        "[folder] resources/linked:1: a link to a folder is not followed; put the files here",
    ]


def test_a_source_linked_out_of_the_folder_is_not_read(folder: Path, tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.txt", "secret")
    (folder / SOURCE_Z).unlink()
    (folder / SOURCE_Z).symlink_to(outside)

    assert "outside the folder" in only(folder).message


def test_a_link_to_nothing_and_a_pipe_are_named(folder: Path) -> None:
    (folder / "answers/gone.yaml").symlink_to("nowhere.yaml")
    os.mkfifo(folder / "answers/pipe.yaml")

    assert [str(problem) for problem in problems(folder)] == [
        "[folder] answers/gone.yaml:1: a link to a file that does not exist",
        "[folder] answers/pipe.yaml:1: not a regular file",
    ]


def test_a_file_that_vanished_is_named(folder: Path) -> None:
    file, found = read(folder / "gone.yaml", "gone.yaml")

    assert file is None
    assert str(found[0]) == "[yaml] gone.yaml:1: cannot be read: No such file or directory"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_named(folder: Path) -> None:
    (folder / GLOSSARY).chmod(0)

    assert str(only(folder)) == "[yaml] glossary.yaml:1: cannot be read: Permission denied"


def test_a_folder_in_the_place_of_a_file_is_passed_over(folder: Path) -> None:
    (folder / "answers/rooms.yaml").unlink()
    (folder / "answers/rooms.yaml").mkdir()

    assert "answer/supervision-room" not in load(folder).entries


@pytest.mark.parametrize("name", ["review/child-y.yaml", "answers/more.yml", "contact.yaml"])
def test_a_file_that_nothing_reads_is_named(folder: Path, name: str) -> None:
    write(folder, name, "answers: []\n")

    warning = load(folder).warnings[0]

    assert str(warning).startswith(f"[folder] {name}:1: warning: not read")
