"""Content that an engine might not expect works, or is told plainly; a broken cache costs time only."""

from pathlib import Path

import pytest

from knowledge.load import load
from knowledge.search import calibrate
from knowledge.search.engine import Engine
from knowledge.search.learnt import cache_file
from tests.contents import write


def engine(folder: Path, *answers: str, cache: Path | None = None) -> Engine:
    write(folder, "answers/a.yaml", "answers:\n" + "\n".join(answers))
    return Engine(load(folder), cache=cache)


def answer(name: str, *questions: str) -> str:
    listed = ", ".join(f'"{each}"' for each in questions)
    return f"- {{id: answer/{name}, title: {name}, questions: [{listed}], text: about {name}}}"


def test_an_entry_without_questions_is_found_by_its_title(tmp_path: Path) -> None:
    found = engine(tmp_path, answer("parking"), answer("lunch", "is food included")).search("parking")
    assert found.entries == ("answer/parking",)


def test_one_entry_only(tmp_path: Path) -> None:
    only = engine(tmp_path, answer("parking", "where do i park", "is there parking"))
    assert only.search("where do i park").entries == ("answer/parking",)
    assert only.search("tell me a joke about cats").entries == ()


def test_two_entries_with_the_same_question_are_offered_or_answered_never_a_crash(tmp_path: Path) -> None:
    found = engine(tmp_path, answer("red", "which colour"), answer("blue", "which colour")).search(
        "which colour"
    )
    assert set(found.entries) <= {"answer/red", "answer/blue"}


def test_a_folder_with_nothing_in_it_answers_not_held(tmp_path: Path) -> None:
    tmp_path.joinpath("answers").mkdir()
    assert Engine(load(tmp_path)).search("where do i park").decision == "not_held"


def test_many_names_of_one_entry(tmp_path: Path) -> None:
    many = [f"phrase number {number} of the parking list" for number in range(2_000)]
    assert engine(tmp_path, answer("parking", *many)).search(many[77]).entries == ("answer/parking",)


@pytest.mark.parametrize("left", [b"", b"not an archive", b"PK\x03\x04 half"])
def test_a_broken_cache_file_is_learnt_again(tmp_path: Path, left: bytes) -> None:
    first = engine(tmp_path / "content", answer("parking", "where do i park"), cache=tmp_path / "cache")
    file = cache_file(tmp_path / "cache", first.library.revision, None)
    assert file.is_file()
    file.write_bytes(left)
    again = Engine(load(tmp_path / "content"), cache=tmp_path / "cache")
    assert again.search("where do i park").entries == ("answer/parking",)
    assert file.stat().st_size > len(left)


def test_what_is_cached_answers_the_same(tmp_path: Path) -> None:
    answers = [
        answer(f"n{n}", *(f"{word} number {n} please" for word in ("give", "show", "find"))) for n in range(9)
    ]
    fresh = engine(tmp_path / "content", *answers, cache=tmp_path / "cache")
    cached = Engine(load(tmp_path / "content"), cache=tmp_path / "cache")
    for question in ("show me number 3", "number 8 please", "what is the weather"):
        assert fresh.search(question) == cached.search(question)


def test_a_cache_that_cannot_be_written_costs_no_answer(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    found = engine(tmp_path / "content", answer("parking", "where do i park"), cache=blocked / "cache")
    assert found.search("where do i park").entries == ("answer/parking",)


def test_content_about_greetings_answers_them(tmp_path: Path) -> None:
    found = engine(tmp_path, answer("greeting", "hello", "good morning")).search("Hello!")

    assert found.entries == ("answer/greeting",)


def test_large_content_learns_from_neighbours_and_its_cache_answers_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calibrate, "LARGEST", 6_000)
    things = ("lamp", "chair", "table", "window", "door", "shelf", "carpet", "kettle", "ladder", "bucket")
    asked = (
        "where do I find the {} of room {}",
        "who mends the {} of room {}",
        "the {} of room {} is broken",
    )
    answers = [
        answer(f"room-{room}", *(each.format(thing, room) for each in asked for thing in things))
        for room in range(100, 310)
    ]
    fresh = engine(tmp_path, *answers, cache=tmp_path / "cache")
    kept = engine(tmp_path, *answers, cache=tmp_path / "cache")

    for each in (fresh, kept):
        assert each.search("somebody broke the kettle in room 207").matches[0].entry == "answer/room-207"
    assert fresh.ranker.learnt.classes.local
    assert kept.ranker.learnt.classes.local
