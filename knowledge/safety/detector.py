"""Finds messages about a live concern by explicit cues and by example messages."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.everyday import with_endings
from knowledge.library import SafetyContent
from knowledge.linear import Floats
from knowledge.safety.cues import CueBook, Noticed
from knowledge.safety.decide import Judged, decide
from knowledge.safety.english import is_english
from knowledge.safety.finding import SafetyFinding
from knowledge.safety.learnt import LABELS, learnt_from
from knowledge.safety.meaning import SHARE, Encoder, meaning_of
from knowledge.safety.pieces import pieces
from knowledge.safety.rules import Rules

NAMED = 6
"""How many cues a reason names."""


class Detector:
    """Learns from a folder's example messages; safe to share between tasks once made.

    `cache` is a folder that keeps what was learnt; without it each detector learns anew.
    """

    def __init__(
        self, content: SafetyContent, encoder: Encoder | None = None, cache: Path | None = None
    ) -> None:
        self._book = CueBook(content.cues, with_endings())
        self._rules = Rules(self._book)
        self._learnt = learnt_from(content, self._book, cache)
        self._meaning = meaning_of(content, encoder, cache) if encoder is not None else None

    def detect(self, text: str) -> SafetyFinding:
        """What a message must get. Works on any text, in a time that is bounded for any length."""
        looked_at = pieces(text, self._book.telling)
        texts = (*looked_at.wholes, *looked_at.parts)
        judged = [self._judge(self._book.notice(each)) for each in texts]
        judged = self._with_meaning(judged, texts)
        count = len(looked_at.wholes)
        level, decisive = decide(judged[:count], judged[count:])
        return SafetyFinding(level, _reasons(decisive), is_english(text, self._book.known))

    def _judge(self, noticed: Noticed) -> Judged:
        scores = self._learnt.linear.score(*self._learnt.features.row(noticed))
        return Judged(scores, self._rules.level(noticed), self._weightiest(noticed, scores))

    def _weightiest(self, noticed: Noticed, scores: Floats) -> tuple[str, ...]:
        best = int(scores.argmax())
        weights = self._learnt.linear.weights
        ranked = sorted(noticed.cues, key=lambda cue: (-weights[cue, best], cue))
        return tuple(self._book.names[cue] for cue in ranked[:NAMED])

    def _with_meaning(self, judged: Sequence[Judged], texts: Sequence[str]) -> list[Judged]:
        """The scores mixed with the encoder's, for as many pieces as it is asked about."""
        found = None if self._meaning is None else self._meaning.scores(texts)
        if found is None:
            return list(judged)
        mixed = [
            Judged((1 - SHARE) * each.scores + SHARE * scores, each.ruled, each.cues)
            for each, scores in zip(judged, found, strict=False)
        ]
        return [*mixed, *judged[len(mixed) :]]


def _reasons(decisive: Judged | None) -> tuple[str, ...]:
    """Cue names and scores, without a word of the message."""
    if decisive is None:
        return ()
    scores = " ".join(f"{name}={score:.2f}" for name, score in zip(LABELS, decisive.scores, strict=True))
    ruled = (f"rule: {decisive.ruled}",) if decisive.ruled else ()
    return (*ruled, f"examples: {scores}", *(f"cue: {name}" for name in decisive.cues))
