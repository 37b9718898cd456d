"""From scores and rules to a level. Where the numbers come from: docs/decisions/0007-safety-detection.md."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge.linear import Floats
from knowledge.safety.weighing import LIVE, weighings
from knowledge.schema.safety import Label, Level

LEAN = {2: np.array([1.8, 0.0, 0.0, 0.0, 0.0]), 3: np.array([1.6, 0.0, 0.0, 0.0, 0.0])}
"""What is added to the scores, by how many views there are: a missed emergency costs most, and a missed
concern more than a question interrupted."""

_LEVELS: tuple[Level, ...] = ("emergency", "concern", "allegation", "self")


@dataclass(frozen=True, slots=True)
class Judged:
    """A message looked at: each view's scores of its pieces, wholes first, and what rules say of each."""

    views: tuple[Floats, ...]
    ruled: tuple[Label | None, ...]
    wholes: int


@dataclass(frozen=True, slots=True)
class Decision:
    """The level, the scores that made it (none when a rule did), and the piece that says it most."""

    level: Level | None
    scores: Floats | None
    piece: int


def decide(judged: Judged) -> Decision:
    """The level of a message. A rule that says concern is a floor: scores may still find an emergency."""
    wholes = judged.ruled[: judged.wholes]
    if wholes and all(each == "none" for each in wholes):
        return Decision(None, None, 0)
    for level in _LEVELS:
        where = judged.ruled if level == "emergency" else wholes
        if level in where and level != "concern":
            return Decision(level, None, where.index(level))
    scores = weighings()[len(judged.views)].scores(judged.views, judged.wholes) + LEAN[len(judged.views)]
    best = int(scores.argmax())
    if "concern" in wholes and best != _LEVELS.index("emergency"):
        return Decision("concern", None, wholes.index("concern"))
    level_found = None if best == LIVE else _LEVELS[best]
    return Decision(level_found, scores, _telling(judged.views, best))


def _telling(views: Sequence[Floats], label: int) -> int:
    """The piece whose score for a class stands out most, by the words."""
    lead = views[0] + views[1]
    return int((lead[:, label] - np.delete(lead, label, axis=1).max(axis=1)).argmax())
