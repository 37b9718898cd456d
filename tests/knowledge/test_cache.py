"""What was learnt is kept for the next start: what is in use stays, what was longest not used goes."""

import os
from pathlib import Path

import numpy as np
import pytest

from knowledge import cache

ONE = {"weights": np.arange(8)}


def kept(folder: Path) -> set[str]:
    return {each.name for each in folder.glob("*")}


@pytest.fixture
def room_for_three(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    cache.save(tmp_path / "learnt-0.npz", ONE)
    monkeypatch.setattr(cache, "LARGEST", 3 * (tmp_path / "learnt-0.npz").stat().st_size)
    for age, name in enumerate(["learnt-2.npz", "safety-1.npz", "learnt-0.npz"]):
        cache.save(tmp_path / name, ONE)
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    return tmp_path


def test_a_state_that_is_still_used_outlives_newer_ones(room_for_three: Path) -> None:
    assert cache.load(room_for_three / "learnt-0.npz") is not None
    cache.save(room_for_three / "learnt-3.npz", ONE)
    assert kept(room_for_three) == {"learnt-0.npz", "learnt-2.npz", "learnt-3.npz"}


def test_a_state_larger_than_the_room_is_kept_alone(room_for_three: Path) -> None:
    cache.save(room_for_three / "learnt-3.npz", {"weights": np.arange(1000)})
    assert kept(room_for_three) == {"learnt-3.npz"}


def test_a_state_without_what_is_needed_is_as_good_as_none(room_for_three: Path) -> None:
    assert cache.load(room_for_three / "learnt-0.npz", ["weights"]) is not None
    assert cache.load(room_for_three / "learnt-0.npz", ["weights", "centre"]) is None
