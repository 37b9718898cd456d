"""The pictures in the docs are those that the command draws, and small enough to load on a ward."""

import os
import re
from pathlib import Path

import pytest

from tests.browser.conftest import CHROMIUM
from tests.npm.pictures import IMAGES, draw, pictured

MOST_BYTES = 150_000
FEATURES = IMAGES.parent / "features.md"


@pytest.fixture(scope="module")
def chromium() -> None:
    if not Path(CHROMIUM).exists():
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is not installed")
        pytest.skip("Chromium is not installed; on Debian: apt-get install chromium")


@pytest.mark.usefixtures("node", "chromium")
def test_the_command_draws_each_picture_of_the_docs(tmp_path: Path) -> None:
    drawn = list(draw(tmp_path, pictured()))
    assert {file.name for file in drawn} == {file.name for file in IMAGES.glob("*.png")}
    for file in drawn:
        assert 4_000 < file.stat().st_size < MOST_BYTES, file.name


def test_each_picture_is_shown_with_words_for_those_who_do_not_see_it() -> None:
    shown = re.findall(r"!\[([^\]]+)\]\(images/([^)]+)\)", FEATURES.read_text(encoding="utf-8"))
    assert sorted(name for _, name in shown) == sorted(file.name for file in IMAGES.glob("*.png"))
    assert all(len(words) > 20 for words, _ in shown)
    assert all(file.stat().st_size < MOST_BYTES for file in IMAGES.glob("*.png"))
