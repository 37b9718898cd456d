"""A curator sees which questions a change of the content answers differently."""

import datetime as dt
import subprocess
from pathlib import Path

import pytest

from bot.comparing import CompareError, changes
from tests.contents import child_z, edit

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)
NO_ENCODER = Path("docs")
ROOMS = "answers/rooms.yaml"


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A curator", "-c", "user.email=curator@example.org")
    subprocess.run(["git", "-C", str(folder), *who, *words], check=True, capture_output=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content in a folder of a repository, committed once."""
    made = child_z(tmp_path / "repository" / "content")
    git(tmp_path / "repository", "init", "-q")
    git(tmp_path / "repository", "add", "-A")
    git(tmp_path / "repository", "commit", "-qm", "first")
    return made


def test_nothing_changed(folder: Path) -> None:
    assert changes("HEAD", folder, NO_ENCODER, NOW) == []


def test_an_answer_that_is_taken_out_is_no_longer_found_by_its_questions(folder: Path) -> None:
    (folder / ROOMS).unlink()

    found = {each.turns: each for each in changes("HEAD", folder, NO_ENCODER, NOW)}

    lost = found[("where is the supervision room",)]
    assert str(lost.before) == "answered: answer/supervision-room"
    assert lost.after.entries != lost.before.entries
    assert "before: answered: answer/supervision-room" in str(lost)


def test_an_answer_in_other_words_is_a_change(folder: Path) -> None:
    edit(folder, ROOMS, "Elm Room on the first floor", "Oak Room on the second floor")

    found = {each.turns: each for each in changes("HEAD", folder, NO_ENCODER, NOW)}

    assert "the same, in other words" in str(found[("where is the supervision room",)])


def test_a_conversation_is_told_up_to_the_turn_that_changed(folder: Path) -> None:
    edit(folder, "questions/child-z.yaml", "  - q: and 2?", "  - q: where is the supervision room")
    edit(folder, ROOMS, "Elm Room on the first floor", "Oak Room on the second floor")

    found = [each.turns for each in changes("HEAD", folder, NO_ENCODER, NOW)]

    assert ("child z police rec 1", "where is the supervision room") in found


def test_a_folder_is_as_good_as_a_revision(folder: Path, tmp_path: Path) -> None:
    earlier = child_z(tmp_path / "earlier")
    edit(folder, ROOMS, "[where is the supervision room, ", "[where do I park my horse, ")

    found = {each.turns for each in changes(str(earlier), folder, NO_ENCODER, NOW)}

    assert ("where do I park my horse",) in found


def test_an_unknown_revision_says_what_to_name(folder: Path) -> None:
    with pytest.raises(CompareError, match="Name a commit, a tag, a branch, or a folder"):
        changes("no-such-revision", folder, NO_ENCODER, NOW)
