"""Messages that people wrote without sight of the rules: the floor under what is noticed."""

from pathlib import Path

from benchmarks.identifying import Shares, shares
from knowledge.load import load

SET = Path(__file__).parents[2] / "measuring" / "dev-identifying.yaml"


def test_details_are_noticed_as_people_type_them_and_little_else_is() -> None:
    found: Shares = shares(SET, load())
    assert found.warned >= 0.88
    assert found.falsely <= 0.02
