"""Whoever copies the blocks of docs/own-knowledge.md has a knowledge base without a problem."""

import asyncio
import datetime as dt
import re
from pathlib import Path

import pytest

from bot.asking import prepare
from bot.checking import check_content
from handlers.plain import plain
from tests.conftest import MONDAY_MORNING

PAGE = Path(__file__).parents[1] / "docs" / "own-knowledge.md"
BLOCKS = re.findall(r"`knowledge/([\w/.-]+\.yaml)`\n\n```yaml\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, block in BLOCKS:
        path = tmp_path / "knowledge" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block, encoding="utf-8")
    return tmp_path / "knowledge"


def test_the_blocks_hold_no_problem_and_their_questions_find_what_they_must(folder: Path) -> None:
    assert len(BLOCKS) >= 6
    lines, code = check_content(folder, MONDAY_MORNING, ask_questions=True)
    assert code == 0
    assert lines[-1].startswith("0 problems")


def test_one_file_is_enough(tmp_path: Path) -> None:
    name, block = BLOCKS[0]
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(block, encoding="utf-8")
    reply = asyncio.run(prepare(tmp_path, None, MONDAY_MORNING).reply("is there parking for visitors"))
    assert reply.entries == ("answer/parking",)


def test_a_worried_person_gets_the_numbers_of_that_area_and_of_no_other(folder: Path) -> None:
    at_night = dt.datetime(2026, 11, 23, 23, 0, tzinfo=dt.UTC)
    said = plain(asyncio.run(prepare(folder, None, at_night).reply("the baby is not breathing")))
    assert said.index("01632 960002") < said.index("01632 960001")
    assert "Hampshire Children's Services" not in said
