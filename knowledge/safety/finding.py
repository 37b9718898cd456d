"""What the detector says of a message: never any of the sender's words."""

from dataclasses import dataclass

from knowledge.schema.safety import Level


@dataclass(frozen=True, slots=True)
class SafetyFinding:
    """The level a message must get, if any, with the cues and scores that led to it."""

    level: Level | None = None
    reasons: tuple[str, ...] = ()
    english: bool = True
    cues: frozenset[str] = frozenset()
    """All cues that were noticed, by name."""
