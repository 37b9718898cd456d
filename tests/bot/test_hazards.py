"""Every control in the hazard log is shown by a test that exists, and the tests can be run from the log."""

from pathlib import Path

import pytest

from bot.hazards import HazardLogError, missing, problems, read, run

LOG = """
hazards:
  - id: H1
    hazard: Something
    cause: A cause
    effect: An effect
    control: A control
    tests: [{tests}]
    residual: low
    owner: a role
"""
HERE = "tests/bot/test_hazards.py"


def log(folder: Path, tests: str) -> Path:
    path = folder / "hazard-log.yaml"
    path.write_text(LOG.format(tests=tests), encoding="utf-8")
    return path


def test_every_test_that_the_log_names_exists() -> None:
    assert problems() == []
    assert len(read().hazards) >= 10


def test_a_test_that_was_renamed_or_moved_is_named(tmp_path: Path) -> None:
    path = log(tmp_path, f"{HERE}::test_gone, tests/bot/test_nowhere.py::test_it, {HERE}::log")
    found = list(missing(read(path)))
    assert [f"{HERE}::test_gone" in found[0], "test_nowhere.py::test_it" in found[1]] == [True, True]
    assert len(found) == 3
    assert all("H1" in line for line in found)


def test_a_doubled_id_is_named(tmp_path: Path) -> None:
    path = log(tmp_path, f"{HERE}::test_a_doubled_id_is_named")
    text = path.read_text("utf-8")
    path.write_text(text + text.split("hazards:\n")[1], encoding="utf-8")
    (line,) = missing(read(path))
    assert "H1 stands there twice" in line


@pytest.mark.parametrize("text", ["", "hazards: [", "hazards: [{id: H1}]", "other: 1"])
def test_a_log_that_cannot_be_read_is_one_line_with_its_name(tmp_path: Path, text: str) -> None:
    path = tmp_path / "hazard-log.yaml"
    path.write_text(text, encoding="utf-8")
    (line,) = problems(path)
    assert line.startswith("[hazards]")
    assert "hazard-log.yaml" in line


def test_an_installed_bot_without_the_log_has_nothing_to_say(tmp_path: Path) -> None:
    assert problems(tmp_path / "none.yaml") == []


def test_the_named_tests_are_run(tmp_path: Path) -> None:
    passes = log(tmp_path, f"{HERE}::test_an_installed_bot_without_the_log_has_nothing_to_say")
    assert run(passes) == 0
    fails = log(tmp_path, f"{HERE}::test_gone")
    assert run(fails) != 0


def test_without_pytest_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.hazards.find_spec", lambda name: None)
    with pytest.raises(HazardLogError, match="make install"):
        run(log(tmp_path, f"{HERE}::test_gone"))
