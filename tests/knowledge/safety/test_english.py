"""A message in another language is told apart from typos, acronyms and fragments of English."""

import pytest

from knowledge.library import SafetyContent
from knowledge.safety import Detector


@pytest.mark.parametrize(
    "text",
    [
        "mi hijo no respira",
        "dziecko nie oddycha",
        "mon bébé ne respire plus aidez moi",
        "طفلي لا يتنفس",
        "孩子没有呼吸",
        "bachcha saans nahi le raha",
        "das Kind atmet nicht",
        "çocuk nefes almıyor",
        "copilul nu respiră",
        "ilmaha ma neefsanayo",
        "hilfe",
    ],
)
def test_other_languages(detector: Detector, text: str) -> None:
    assert not detector.detect(text).english


@pytest.mark.parametrize(
    "text",
    ["", "?", "ok", "FGM", "NAI 3/12 L humerus", "wat abt LADO", "chlid says mums boyfreind hurts her", "🙂",
     "Lullaby Trust", "what does 'laissez faire' mean", "gentamicin dosing neonates"],
)  # fmt: skip
def test_english_however_short_or_misspelt(detector: Detector, text: str) -> None:
    assert detector.detect(text).english


def test_every_example_is_taken_for_english(detector: Detector, content: SafetyContent) -> None:
    assert not [each.text for each in content.examples[::9] if not detector.detect(each.text).english]
