"""Finds messages about a live concern by explicit cues and by example messages."""

from collections.abc import Sequence
from pathlib import Path

from knowledge.everyday import with_endings
from knowledge.library import SafetyContent
from knowledge.linear import Floats
from knowledge.safety.cues import CueBook, Noticed
from knowledge.safety.decide import Decision, Judged, decide
from knowledge.safety.english import is_english
from knowledge.safety.finding import SafetyFinding
from knowledge.safety.learnt import LABELS, learnt_from
from knowledge.safety.meaning import Encoder, meaning_of
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
        english = is_english(text, self._book.known)
        if not texts:
            return SafetyFinding(None, (), english)
        noticed = [self._book.notice(each) for each in texts]
        decision = decide(
            Judged(
                self._views(noticed, texts),
                tuple(self._rules.level(each) for each in noticed),
                len(looked_at.wholes),
            )
        )
        cues = frozenset(self._book.names[cue] for each in noticed for cue in each.cues)
        return SafetyFinding(decision.level, self._reasons(decision, noticed[decision.piece]), english, cues)

    def _views(self, noticed: Sequence[Noticed], texts: Sequence[str]) -> tuple[Floats, ...]:
        own = self._learnt.views(noticed)
        meant = None if self._meaning is None else self._meaning.scores(texts)
        return own if meant is None else (*own, meant)

    def _reasons(self, decision: Decision, noticed: Noticed) -> tuple[str, ...]:
        """Cue names and scores, without a word of the message."""
        weights = self._learnt.linear.weights
        label = LABELS.index(decision.level or "none")
        ranked = sorted(noticed.cues, key=lambda cue: (-weights[cue, label], cue))
        cues = (f"cue: {self._book.names[cue]}" for cue in ranked[:NAMED])
        if decision.scores is None:
            return (f"rule: {decision.level or 'none'}", *cues)
        named = zip(LABELS, decision.scores, strict=True)
        return ("scores: " + " ".join(f"{name}={score:.2f}" for name, score in named), *cues)
