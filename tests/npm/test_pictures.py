"""The pictures in the docs are those that the command draws, and small enough to load on a ward."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.npm.pictures import BETWEEN_LINES, IMAGES, LINES, draw, pictured, render

MOST_BYTES = 150_000
FEATURES = IMAGES.parent / "features.md"


@pytest.mark.usefixtures("node", "chromium")
def test_the_command_draws_each_picture_of_the_docs(tmp_path: Path) -> None:
    drawn = list(draw(tmp_path, pictured()))
    assert {file.name for file in drawn} == {file.name for file in IMAGES.glob("*.png")}
    for file in drawn:
        assert 4_000 < file.stat().st_size < MOST_BYTES, file.name
    assert len({file.read_bytes() for file in drawn}) == len(drawn)
    assert len({file.read_bytes() for file in IMAGES.glob("*.png")}) == len(drawn)


@pytest.fixture(scope="module")
def answer() -> object:
    return pictured().teams["answer"]


@pytest.mark.parametrize("high", range(300, 320))
def test_no_picture_ends_within_a_line_of_words(answer: object, page: Page, high: int) -> None:
    render(page, answer)
    end = page.evaluate(BETWEEN_LINES, high)
    assert high - 40 < end <= high
    assert not [line for line in page.evaluate(LINES) if line[0] < end < line[1]]


def test_each_picture_is_shown_with_words_for_those_who_do_not_see_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(images/([^)]+)\)", FEATURES.read_text(encoding="utf-8"))
    assert sorted(name for _, name in shown) == sorted(file.name for file in IMAGES.glob("*.png"))
    assert all(len(words) > 20 for words, _ in shown)
    assert all(file.stat().st_size < MOST_BYTES for file in IMAGES.glob("*.png"))
