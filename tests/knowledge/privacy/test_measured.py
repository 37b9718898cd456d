"""Messages that people wrote without sight of the rules: the floor under what is noticed."""

from pathlib import Path

import pytest

from benchmarks.identifying import Shares, shares
from knowledge.load import load

FOLDER = Path(__file__).parents[2] / "measuring"


@pytest.mark.parametrize(
    ("file", "floor"),
    [
        ("dev-identifying.yaml", 0.97),
        ("dev-identifying-2.yaml", 0.97),
        ("dev-identifying-3.yaml", 0.97),
        ("dev-identifying-4.yaml", 0.97),
        ("kept-identifying.yaml", 0.97),
    ],
)
def test_details_are_noticed_as_people_type_them_and_little_else_is(file: str, floor: float) -> None:
    found: Shares = shares(FOLDER / file, load())
    assert found.warned >= floor
    assert found.falsely <= 0.03
