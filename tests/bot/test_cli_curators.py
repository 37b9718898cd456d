"""Curators' commands as they are typed."""

from pathlib import Path

from typer.testing import CliRunner

from bot.cli import app
from tests.contents import child_z
from tests.knowledge.importing.truth import DOCUMENTS

RUN = CliRunner()


def test_import_prints_what_it_found_and_where_it_wrote(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")

    done = RUN.invoke(app, ["import", str(DOCUMENTS / "through-numbered.txt"), "--knowledge", str(folder)])

    assert done.exit_code == 0
    assert "15 found, " in done.output
    assert (folder / "reviews" / "child-d.yaml").is_file()
    assert "docs/curating.md" in done.output


def test_importing_again_says_in_one_line_that_nothing_is_overwritten(tmp_path: Path) -> None:
    folder = child_z(tmp_path / "content")
    command = ["import", str(DOCUMENTS / "table.docx"), "--knowledge", str(folder)]
    RUN.invoke(app, command)

    again = RUN.invoke(app, command)

    assert again.exit_code == 1
    assert "nothing is overwritten" in again.output
    assert "Traceback" not in again.output


def test_a_new_answer_is_written_where_it_belongs(tmp_path: Path) -> None:
    done = RUN.invoke(app, ["new", "answer", "Booking a room", "--knowledge", str(tmp_path)])
    assert done.exit_code == 0
    assert (tmp_path / "answers" / "booking-a-room.yaml").is_file()


def test_diff_says_when_no_answer_changes(tmp_path: Path) -> None:
    one, other = child_z(tmp_path / "one"), child_z(tmp_path / "other")
    words = {"ENCODER_PATH": "."}
    done = RUN.invoke(app, ["diff", str(one), "--knowledge", str(other)], env=words)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "No answer changes.")


def test_diff_with_broken_content_lists_what_is_wrong(tmp_path: Path) -> None:
    one, other = child_z(tmp_path / "one"), child_z(tmp_path / "other")
    (other / "answers" / "rooms.yaml").write_text("answers: TODO\n", encoding="utf-8")
    done = RUN.invoke(app, ["diff", str(one), "--knowledge", str(other)])
    assert done.exit_code == 1
    assert "[todo] answers/rooms.yaml:1" in done.output
