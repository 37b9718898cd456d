"""The shape of the code: one direction of imports, a place for each module, small files and functions."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
FILES = sorted(
    path for package in ("bot", "handlers", "knowledge") for path in (ROOT / package).rglob("*.py")
)
ANSWERS = 'answers: [{id: answer/parking, title: Parking, questions: ["where do I park"], text: Behind it.}]'


def test_imports_go_one_way_and_each_module_has_its_place() -> None:
    """In a process of its own, as it turns off every logger that it finds."""
    lint = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def imported(tmp_path: Path, *command: str) -> set[str]:
    """The top packages that a command imports."""
    (tmp_path / "answers").mkdir()
    (tmp_path / "answers" / "parking.yaml").write_text(ANSWERS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "bot", *command, "--knowledge", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    lines = (line for line in done.stderr.splitlines() if line.startswith("import time:"))
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in lines}


def test_a_question_in_the_terminal_waits_for_no_platform_and_no_database(tmp_path: Path) -> None:
    names = imported(tmp_path, "ask", "--json", "where do I park")
    assert "knowledge" in names
    heavy = {"slack_bolt", "slack_sdk", "botbuilder", "botframework", "aiohttp", "sqlalchemy", "alembic"}
    assert names & heavy == set()


def test_every_connection_to_others_is_opened_in_one_place() -> None:
    """Otherwise the doctor would try another way than the bot takes, such as through another proxy."""
    opening = [path.name for path in FILES if "ClientSession(" in path.read_text(encoding="utf-8")]
    assert opening == ["http_session.py"]


def nonblank(text: str) -> int:
    return sum(1 for line in text.splitlines() if line.strip())


def functions(path: Path) -> Iterator[tuple[str, int]]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = nonblank("\n".join(lines[node.lineno - 1 : node.end_lineno]))
            yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", length


def test_no_file_is_long_and_most_are_short() -> None:
    lengths = {str(path.relative_to(ROOT)): nonblank(path.read_text(encoding="utf-8")) for path in FILES}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    assert median(lengths.values()) <= 80


def test_no_function_is_long_and_most_are_short() -> None:
    lengths = dict(each for path in FILES for each in functions(path))
    assert {name: length for name, length in lengths.items() if length > 60} == {}
    assert median(lengths.values()) <= 8


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_module_says_what_it_is_in_one_line(path: Path) -> None:
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    assert said.splitlines()[:1] != []
