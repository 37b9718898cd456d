"""What is true of the invented documents, and how a found pair is compared with it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from knowledge.importing.find import pairs_of
from knowledge.importing.pairs import Pair
from knowledge.importing.read import read

DOCUMENTS = Path(__file__).parent / "documents"
FILES = sorted(path.name.removesuffix(".expected.yaml") for path in DOCUMENTS.glob("*.expected.yaml"))
_BULLETS = re.compile(r"(?:^|(?<=\s))(?:[•●▪■◦‣–·\x7f]|\(cid:\d+\)|[-*o])\s+")


@dataclass(frozen=True)
class True_:  # noqa: N801 - what is true
    """One pair as a careful person would quote it."""

    audience: str
    number: str
    recommendation: str
    response: str


@dataclass(frozen=True)
class Measured:
    """How many pairs of a document were found rightly, left to a person, found wrongly, and not found."""

    file: str
    pairs: int
    right: int
    left: int
    wrong: int
    doubted: int

    @property
    def missing(self) -> int:
        """Pairs that are not there at all."""
        return self.pairs - self.right - self.left


def truth(file: str) -> list[True_]:
    """The pairs of a document."""
    loaded = yaml.safe_load((DOCUMENTS / f"{file}.expected.yaml").read_text(encoding="utf-8"))
    return [
        True_(
            each["audience"], str(each["number"]), bare(each["recommendation"]), bare(each["response"] or "")
        )
        for each in loaded["pairs"]
    ]


def measure(file: str) -> Measured:
    """Compares what is found in a document with what is true of it."""
    found = pairs_of(read(DOCUMENTS / file))
    expected = truth(file)
    left_over = list(expected)
    right: list[Pair] = []
    left: list[Pair] = []
    for pair in found:
        match = _match(pair, left_over)
        if match is not None:
            left_over.remove(match)
            (right if pair.audience else left).append(pair)
    doubted = sum(bool(pair.doubts) for pair in found)
    wrong = len(found) - len(right) - len(left)
    return Measured(file, len(expected), len(right), len(left), wrong, doubted)


def _match(pair: Pair, expected: Iterable[True_]) -> True_ | None:
    """The true pair that a found one is, character for character; its audience may be left open."""
    words = bare(" ".join(pair.recommendation)), bare(" ".join(pair.response))
    for each in expected:
        same = (each.number, each.recommendation, each.response) == (pair.number, *words)
        if same and bare(pair.audience).casefold() in ("", bare(each.audience).casefold()):
            return each
    return None


def bare(text: str) -> str:
    """Single spaces and no list signs."""
    return " ".join(_BULLETS.sub("", " ".join(text.split())).split())
