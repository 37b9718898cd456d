"""Cuts a message into what is looked at: all of it, its sentences and its clauses, however long it is."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from knowledge.safety.text import plain_text, shortened, tokens

LONG = 120
"""A message of more words is looked at a few sentences at a time."""
SENTENCE = 40
WIDEST = 400
TOGETHER = 4
LEAST = 4
WINDOWS = 16
"""How many groups of sentences of a long message are looked at: the ends, and the most telling between."""
ENDS = 4

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+|[\r\n\u2028\u2029]+")
_SUBJECTS = "i|ive|im|he|she|hes|shes|mum|dad|theres|weve|we|my|baby|this|the|a|one|ours|mine|asking|house"
_TURNS = (
    "because|asking (?:as|since|because)|as i|as ive|as im|since i|since ive|but|cos|and now|and is|and my"
    "|when i|also"
)
_JOIN = re.compile(rf",\s+(?=(?:{_SUBJECTS})\b)|\s+(?=(?:{_TURNS})\b)|:\s+")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Plain texts: `wholes` are what the message says, `parts` are bits of it."""

    wholes: tuple[str, ...]
    parts: tuple[str, ...]


def pieces(text: str, telling: Collection[str]) -> Pieces:
    """What to look at. Of a very long text, the beginning, the end, and where most `telling` words are."""
    sentences = [each for plain in _sentences(text) for each in _chunks(plain)]
    whole = " ".join(sentences)
    chosen = [sentences] if whole.count(" ") < LONG else _windows(sentences, telling)
    wholes = tuple(" ".join(window) for window in chosen)
    parts = {
        part: None
        for window in chosen
        for sentence in window
        for part in (sentence, *_JOIN.split(sentence))
        if part and part not in wholes and len(tokens(part)) >= LEAST
    }
    return Pieces(wholes, tuple(parts))


def _sentences(text: str) -> list[str]:
    return [plain for each in _SENTENCE_END.split(shortened(text)) if (plain := plain_text(each))]


def _chunks(plain: str) -> list[str]:
    """A sentence, or stretches of one that never ends."""
    words = plain.split(" ")
    stretches = [" ".join(words[start : start + SENTENCE]) for start in range(0, len(words), SENTENCE)]
    return [each[start : start + WIDEST] for each in stretches for start in range(0, len(each), WIDEST)]


def _windows(sentences: list[str], telling: Collection[str]) -> list[list[str]]:
    """Groups of sentences that overlap by half."""
    windows = [sentences[start : start + TOGETHER] for start in range(0, len(sentences), TOGETHER // 2)]
    if len(windows) <= WINDOWS:
        return windows
    middle = windows[ENDS:-ENDS]
    middle.sort(key=lambda window: -sum(word in telling for each in window for word in each.split(" ")))
    return [*windows[:ENDS], *middle[: WINDOWS - 2 * ENDS], *windows[-ENDS:]]
