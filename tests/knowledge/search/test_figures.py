"""Whoever asks how many gets a passage that says how many, or is told that it is not held."""

import pytest

from knowledge.search.figures import has_figure
from tests.conftest import Ask


@pytest.mark.parametrize(
    "text", ["reviewed in March 2021", "in Quarter One of 2022/23", "Level 3 training", "Section 11"]
)
def test_a_date_or_a_name_is_no_figure(text: str) -> None:
    assert not has_figure(text)


@pytest.mark.parametrize("text", ["discussed in 93% of discharges", "one session per quarter"])
def test_a_count_or_a_share_is_one(text: str) -> None:
    assert has_figure(text)


def test_how_many_is_not_answered_by_a_passage_without_a_figure(ask: Ask) -> None:
    assert ask("how many replies did the survey on the unborn protocol get").status == "not_held"
    assert ask("what did the survey on the unborn protocol look at").entries[0] == "child-p/hscp/1"
