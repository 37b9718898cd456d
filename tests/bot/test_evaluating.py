"""A curator asks every question again, sees what changed since the last time, and cannot overlook a loss."""

import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app
from knowledge.cache import default_cache

ANSWERS = """
answers:
- id: answer/keys
  title: Where the keys hang
  questions: [where are the keys, who has the key to the meeting room, where do I find a key]
  text: In the cupboard behind the reception desk.
  source: Office guide
- id: answer/printer
  title: How to print
  questions: [how do I print, the printer does not work, where is the printer]
  text: The printer stands on the first floor.
  source: Office guide
"""
QUESTIONS = """
version: 1
questions:
- {q: where are the keys, kind: topic, expect: answer, entries: [answer/keys]}
- {q: what is the capital of France, kind: off_topic, expect: not_held}
- {q: where is the printer, kind: topic, expect: answer, entries: [answer/printer]}
"""
UNLIKE = "- {q: what stops it from working, kind: topic, expect: answer, entries: [answer/printer]}\n"


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all. What is learnt of live concerns is the same for each content, known perhaps."""
    folder = tmp_path_factory.mktemp("cache")
    (folder / "learning-bot").mkdir()
    for each in default_cache().glob("safety-*.npz"):
        shutil.copy(each, folder / "learning-bot")
    return folder


@pytest.fixture
def folder(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    monkeypatch.setenv("ENCODER_PATH", str(tmp_path / "none"))
    (tmp_path / "none").mkdir()
    (tmp_path / "content" / "answers").mkdir(parents=True)
    (tmp_path / "content" / "answers" / "office.yaml").write_text(ANSWERS)
    (tmp_path / "questions.yaml").write_text(QUESTIONS)
    return tmp_path


def evaluate(folder: Path, *options: str) -> Result:
    named = ["--knowledge", str(folder / "content"), str(folder / "questions.yaml")]
    return CliRunner().invoke(app, ["evaluate", *named, *options])


def lose_the_printer(folder: Path) -> None:
    without = ANSWERS.partition("- id: answer/printer")[0]
    (folder / "content" / "answers" / "office.yaml").write_text(without)


def test_the_figures_stand_by_kind_and_in_all(folder: Path) -> None:
    result = evaluate(folder)

    assert result.exit_code == 0
    lines = result.output.splitlines()
    assert lines[0].startswith("Engine: words only.")
    assert lines[2].split() == ["topic", "2", "100.0%", "100.0%", "0"]
    assert "right entry first        100.0% of 2" in lines
    assert "not held, but answered     0.0% of 1" in lines
    assert lines[-1].startswith("First run")


def test_questions_unlike_any_example_are_counted_apart(folder: Path) -> None:
    with (folder / "questions.yaml").open("a") as file:
        file.write(UNLIKE)

    [line] = [each for each in evaluate(folder).output.splitlines() if "unlike any example" in each]
    assert line.endswith("% of 1")


def test_a_second_run_says_that_nothing_changed(folder: Path) -> None:
    evaluate(folder)

    result = evaluate(folder)

    assert result.exit_code == 0
    assert "Since the last run: 0 right that were not, 0 no longer right." in result.output


def test_a_loss_fails_until_it_is_mended_or_accepted(folder: Path) -> None:
    evaluate(folder)
    lose_the_printer(folder)

    for _ in range(2):
        result = evaluate(folder)
        assert result.exit_code == 1
        assert "no longer: topic: 'where is the printer' wants answer answer/printer" in result.output

    assert evaluate(folder, "--accept").exit_code == 0
    assert evaluate(folder).exit_code == 0


def test_a_question_that_is_found_again_is_counted(folder: Path) -> None:
    lose_the_printer(folder)
    evaluate(folder)
    (folder / "content" / "answers" / "office.yaml").write_text(ANSWERS)

    assert "1 right that were not, 0 no longer right" in evaluate(folder).output


def test_a_questions_file_with_a_mistake_is_named_with_its_line(folder: Path) -> None:
    (folder / "questions.yaml").write_text(QUESTIONS.replace("expect: not_held", "expect: nothing"))

    result = evaluate(folder)

    assert result.exit_code == 1
    assert "questions.yaml:5" in result.output
