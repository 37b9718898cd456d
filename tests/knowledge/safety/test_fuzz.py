"""Odd text of every kind: nothing crashes, and what is looked at is bounded."""

import random
import string

import pytest

from knowledge.library import Library, SafetyContent
from knowledge.load import load
from knowledge.privacy import identifying
from knowledge.safety import Detector
from knowledge.safety.pieces import pieces

MESSAGES = 10_000
SEED = 20261125
_WORDS = (
    "baby mum dad I he she told me 6/52 NHS dob 999 floppy what does Child P say about bruising my manager "
    "is not breathing lives at 14 Road postcode name is , . ; : ? ! ' \" ( ) - / @ # 0 1 9 and because the"
).split()
_ODD = "\x00\u200b\u00ad\u202e\ufeff\ud800\U0001f476éßİıﬁ①٣४ \t\n\r\u2028ⅷﷺa\u0301\u0301\u0301"


def odd(pick: random.Random) -> str:
    """A message of words, characters or repetitions, or of all of them."""
    kind = pick.randrange(5)
    if kind == 0:
        return " ".join(pick.choices(_WORDS, k=pick.randrange(30)))
    if kind == 1:
        return "".join(pick.choices(string.printable + _ODD, k=pick.randrange(120)))
    if kind == 2:
        piece: str = pick.choice((*_WORDS, *_ODD))
        return piece * pick.randrange(60)
    if kind == 3:
        return "".join(chr(pick.randrange(0x110000)) for _ in range(pick.randrange(60)))
    text = list(" ".join(pick.choices(_WORDS, k=12)))
    for _ in range(pick.randrange(12)):
        text.insert(pick.randrange(len(text) + 1), pick.choice(_ODD))
    return "".join(text)


@pytest.fixture(scope="module")
def library() -> Library:
    return load()


def test_ten_thousand_odd_messages_crash_nothing(library: Library) -> None:
    held = library.safety  # a tenth of the examples: it looks at a text in the same way, and quicker
    detector = Detector(SafetyContent(held.examples[::10], held.cues, held.signposting))
    pick = random.Random(SEED)
    for _ in range(MESSAGES):
        text = odd(pick)
        assert detector.detect(text).level in {None, "emergency", "concern", "allegation", "self"}
        for detail in identifying(text, library):
            assert 0 <= detail.start < detail.end <= len(text)


@pytest.mark.parametrize("piece", ["a", "baby ", "the baby is blue. ", "I, he, she ", "\u0301", "1/", "\n"])
@pytest.mark.parametrize("length", [1_000, 10_000, 100_000, 1_000_000])
def test_what_is_looked_at_is_bounded_however_long_the_text(piece: str, length: int) -> None:
    looked_at = pieces((piece * length)[:length], frozenset({"blue"}))
    assert len(looked_at.wholes) <= 16
    assert sum(map(len, (*looked_at.wholes, *looked_at.parts))) <= 120_000
