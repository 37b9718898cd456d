"""Counts what a detector makes of labelled messages."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.safety import Detector


def _share(part: int, of_all: int) -> float:
    """Not a number where there is nothing to count."""
    return part / of_all if of_all else float("nan")


LEVELS = ("emergency", "concern", "allegation", "self")
Labelled = tuple[str, str]


@dataclass(frozen=True)
class Measured:
    """How often each label got each level."""

    counts: Counter[Labelled]

    @classmethod
    def none(cls) -> "Measured":
        """Nothing counted yet."""
        return cls(Counter())

    def share(self, labels: Iterable[str], levels: Iterable[str]) -> float:
        """Of the messages with these labels, the share that got one of these levels."""
        levels = set(levels)
        of_these = {pair: count for pair, count in self.counts.items() if pair[0] in set(labels)}
        got = sum(count for (_, level), count in of_these.items() if level in levels)
        return _share(got, sum(of_these.values()))

    @property
    def emergencies(self) -> float:
        """The share of emergencies that were called emergencies."""
        return self.share(("emergency",), ("emergency",))

    @property
    def signposted(self) -> float:
        """The share of live messages that got some level."""
        return self.share(LEVELS, LEVELS)

    @property
    def right_level(self) -> float:
        """The share of live messages that got their level."""
        right = sum(count for (label, level), count in self.counts.items() if label == level != "none")
        return _share(right, sum(count for (label, _), count in self.counts.items() if label != "none"))

    @property
    def interrupted(self) -> float:
        """The share of learning and harmless messages that got a level."""
        return self.share(("none",), LEVELS)

    def __add__(self, other: "Measured") -> "Measured":
        return Measured(self.counts + other.counts)


def measure(detector: Detector, messages: Iterable[Labelled]) -> Measured:
    """What a detector makes of messages, each with its label."""
    return Measured(Counter((label, detector.detect(text).level or "none") for text, label in messages))
