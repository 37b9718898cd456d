"""From scores and rules to a level. Where the numbers come from: docs/decisions/0007-safety-detection.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.linear import Floats
from knowledge.safety.learnt import LABELS
from knowledge.schema.safety import Label, Level

LIVE = 0.0
"""A message is live when its best live level leads "none" by more than this."""
LIVE_PART = 0.3
"""The same for a sentence or clause, which says less of the whole."""
EMERGENCY = 0.15
"""By how much emergency may stand behind another level and still win: a missed one costs most."""
EMERGENCY_PART = 0.5
"""By how much emergency must lead in a clause to change the level of a message that is live anyway."""

_EMERGENCY, _NONE = LABELS.index("emergency"), LABELS.index("none")
_LEVELS: tuple[Level, ...] = ("emergency", "concern", "allegation", "self")


@dataclass(frozen=True, slots=True)
class Judged:
    """What the examples and the rules say of a message or a piece of one, and the cues that weigh most."""

    scores: Floats
    ruled: Label | None
    cues: tuple[str, ...]

    @property
    def lead(self) -> float:
        """How far the best live level leads "none"."""
        return float(self.scores[:_NONE].max() - self.scores[_NONE])

    @property
    def level(self) -> Level:
        """The best live level."""
        return _LEVELS[int(self.scores[:_NONE].argmax())]

    @property
    def emergency(self) -> float:
        """How far emergency leads the other live levels."""
        return float(self.scores[_EMERGENCY] - self.scores[_EMERGENCY + 1 : _NONE].max())


def decide(wholes: Sequence[Judged], parts: Sequence[Judged]) -> tuple[Level | None, Judged | None]:
    """The level of a message, and the piece that decided it."""
    if wholes and all(each.ruled == "none" for each in wholes):
        return None, wholes[0]
    ruled = _ruled(wholes, parts)
    if ruled is not None:
        return ruled
    live = sorted((each for each in wholes if each.lead > LIVE), key=lambda each: -each.lead)
    sharp = sorted((each for each in parts if each.lead > LIVE_PART), key=lambda each: -each.lead)
    urgent = _emergency(live, sharp)
    if urgent is not None:
        return "emergency", urgent
    decisive = next(iter((*live, *sharp)), None)
    return (decisive.level, decisive) if decisive is not None else (None, None)


def _ruled(wholes: Sequence[Judged], parts: Sequence[Judged]) -> tuple[Level, Judged] | None:
    """What a cue decides on its own: an emergency anywhere, another level only for the whole message."""
    for level in _LEVELS:
        for each in (*wholes, *parts) if level == "emergency" else wholes:
            if each.ruled == level:
                return level, each
    return None


def _emergency(live: Sequence[Judged], sharp: Sequence[Judged]) -> Judged | None:
    """The piece that makes a live message an emergency."""
    least = EMERGENCY_PART if live else -EMERGENCY
    found = [each for each in live if each.emergency > -EMERGENCY]
    found += [each for each in sharp if each.emergency > least]
    return max(found, key=lambda each: each.emergency, default=None)
