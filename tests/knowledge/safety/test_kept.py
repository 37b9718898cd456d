"""What was learnt is kept for the next start, and never trusted when it does not fit."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from knowledge.library import SafetyContent
from knowledge.safety import Detector, learnt

LIVE = "she's so drowsy she can't take her bottle, she's six weeks"


class LetterCounts:
    """An encoder that counts letters; enough to see that an encoder is asked."""

    identity = "letters"

    def __init__(self, *, broken: bool = False) -> None:
        self.broken = broken
        self.asked = 0

    def __call__(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.asked += len(texts)
        if self.broken and len(texts) < 20:
            raise RuntimeError("the encoder is gone")
        return np.array([[text.lower().count(letter) for letter in "etaoin"] for text in texts], np.float32)


@pytest.fixture
def small(content: SafetyContent) -> SafetyContent:
    return SafetyContent(content.examples[::10], content.cues, content.signposting)


def test_a_second_start_does_not_learn_again(
    small: SafetyContent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Detector(small, cache=tmp_path).detect(LIVE)
    monkeypatch.setattr(learnt, "learn", lambda *_: pytest.fail("it learnt again"))
    assert Detector(small, cache=tmp_path).detect(LIVE) == first


def test_other_examples_are_learnt_anew(small: SafetyContent, tmp_path: Path) -> None:
    Detector(small, cache=tmp_path)
    Detector(SafetyContent(small.examples[:-1], small.cues, small.signposting), cache=tmp_path)
    assert len(list(tmp_path.glob("safety-*.npz"))) == 2


@pytest.mark.parametrize("damage", [b"", b"not an archive", b"PK\x03\x04 torn"])
def test_a_damaged_cache_is_as_good_as_none(small: SafetyContent, tmp_path: Path, damage: bytes) -> None:
    whole = Detector(small, cache=tmp_path).detect(LIVE)
    next(tmp_path.glob("safety-*.npz")).write_bytes(damage)
    assert Detector(small, cache=tmp_path).detect(LIVE) == whole


def test_a_cache_of_another_shape_is_as_good_as_none(small: SafetyContent, tmp_path: Path) -> None:
    whole = Detector(small, cache=tmp_path).detect(LIVE)
    with next(tmp_path.glob("safety-*.npz")).open("wb") as file:
        np.savez(file, words=np.array("a"), rarity=np.ones(1), weights=np.ones((3, 5)), constant=np.ones(5))
    assert Detector(small, cache=tmp_path).detect(LIVE) == whole


def test_a_cache_that_cannot_be_written_costs_no_answer(small: SafetyContent, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert Detector(small, cache=tmp_path / "file" / "cache").detect(LIVE).level == "emergency"


def test_an_encoder_is_asked_about_the_message_and_its_weights_are_kept(
    small: SafetyContent, tmp_path: Path
) -> None:
    encoder = LetterCounts()
    with_encoder = Detector(small, encoder, tmp_path)
    assert encoder.asked == len(small.examples)
    mixed = with_encoder.detect(LIVE)
    assert encoder.asked > len(small.examples)
    assert mixed.reasons != Detector(small).detect(LIVE).reasons
    again = LetterCounts()
    assert Detector(small, again, tmp_path).detect(LIVE) == mixed
    assert again.asked < len(small.examples)


def test_an_encoder_that_fails_leaves_the_words(small: SafetyContent) -> None:
    assert Detector(small, LetterCounts(broken=True)).detect(LIVE) == Detector(small).detect(LIVE)
