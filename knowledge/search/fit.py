"""How well entries fit what a question names outright: audience, case, area, kind, their own name."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.library import Entry
from knowledge.search.findings import Facets, Remembered
from knowledge.search.kinds import kinds_of

Doubles = NDArray[np.float64]
STRONG, SOME = 2.0, 1.0
"""Log odds that a fit adds, and that a misfit takes away."""


@dataclass(frozen=True, slots=True)
class Traits:
    """All that the rules look at. Many entries have the same, and those are looked at once."""

    kind: str
    kinds: frozenset[str]
    of_a_case: bool
    audience: str | None
    areas: frozenset[str]

    @classmethod
    def of(cls, entry: Entry) -> "Traits":
        """The traits of an entry."""
        areas = frozenset(getattr(entry.item, "areas", ()))
        return cls(entry.kind, kinds_of(entry), entry.case is not None, entry.audience, areas)

    def is_of(self, kind: str) -> bool:
        """Whether it is of a kind that people ask for."""
        return kind in self.kinds


class Fits:
    """The entries of a corpus, by number."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        groups: dict[Traits, int] = {}
        self._group = np.array(
            [groups.setdefault(Traits.of(each), len(groups)) for each in entries], np.int64
        )
        self._traits = tuple(groups)
        self._case = {each.case: number for number, each in enumerate(entries)}
        self._cases = np.array([self._case[each.case] for each in entries], np.int64)
        self._number = {each.id: number for number, each in enumerate(entries)}
        self._on: dict[str, list[int]] = {}
        for number, entry in enumerate(entries):
            for topic in entry.topics if entry.kind == "recommendation" else ():
                self._on.setdefault(topic, []).append(number)
        self._linking: dict[str, set[int]] = {}
        for number, entry in enumerate(entries):
            for each in entry.related:
                self._linking.setdefault(each, set()).add(number)

    def odds(self, facets: Facets) -> Doubles:
        """Log odds for each entry from the facets, by RULES: each is weighed by what the content teaches."""
        of_each = np.array([[rule(each, facets) for rule in _OF_TRAITS] for each in self._traits])
        odds: Doubles = np.zeros((len(self._group), len(RULES)))
        if of_each.any():
            odds[:, : len(_OF_TRAITS)] = of_each.reshape(-1, len(_OF_TRAITS))[self._group]
        if facets.case is not None:
            same = np.array([_case(each, facets) for each in self._traits])[self._group]
            odds[:, RULES.index("case")] = np.where(self.of_another_case(facets), 0.0, same)
        named = [self._number[each] for each in facets.names if each in self._number]
        odds[named, RULES.index("name")] += SOME
        if "meaning" in facets.intents:
            odds[named, RULES.index("name to explain")] += SOME
        if facets.asks_recommendations and "link" not in facets.intents:
            on = [number for topic in facets.topics for number in self._on.get(topic, ())]
            odds[on, RULES.index("topic")] += SOME
        return odds

    def odds_in_conversation(self, facets: Facets, remembered: Remembered) -> Doubles:
        """Log odds from what the conversation was about, which no content teaches: nobody writes example
        conversations. The rules then count as they stand."""
        near = {number for each in remembered.entries for number in self._linking.get(each, ())}
        near |= {self._number[each] for each in remembered.entries if each in self._number}
        odds: Doubles = self.odds(facets).sum(axis=1)
        odds[list(near)] += SOME
        return odds

    def of_another_case(self, facets: Facets) -> NDArray[np.bool_]:
        """Which entries belong to another review than the one that is named: they are never the answer."""
        if facets.case is None:
            return np.zeros(len(self._group), bool)
        of_a_case = np.array([each.of_a_case for each in self._traits], bool)[self._group]
        found: NDArray[np.bool_] = of_a_case & (self._cases != self._case.get(facets.case, -1))
        return found


def _recommendation(traits: Traits, facets: Facets) -> float:
    if not facets.asks_recommendations:
        return 0.0
    return (
        SOME if traits.kind == "recommendation" else -STRONG if traits.kind in {"term", "resource"} else 0.0
    )


def _status(traits: Traits, facets: Facets) -> float:
    """Whether something was done is told by responses, not by what a word means or where a page is."""
    if "status" not in facets.intents or "link" in facets.intents:
        return 0.0
    return -SOME if traits.kind in {"term", "resource"} else 0.0


def _audience(traits: Traits, facets: Facets) -> float:
    if not facets.audiences or traits.kind != "recommendation":
        return 0.0
    if "link" in facets.intents and not facets.asks_recommendations:
        return 0.0
    return STRONG if traits.audience in facets.audiences else -STRONG


def _case(traits: Traits, facets: Facets) -> float:
    """For what is of the case that is asked about, and for what is of none."""
    if traits.of_a_case:
        return SOME + (SOME if traits.kind == "review" and "review" in facets.intents else 0.0)
    return -STRONG if traits.kind in {"term", "contact"} else 0.0


def _wanted_kind(traits: Traits, facets: Facets) -> float:
    contact = "contact" in facets.intents
    if traits.kind == "contact":
        if not contact and "link" not in facets.intents:
            return -STRONG
        odds = SOME if contact else 0.0
        if facets.areas:
            odds += -STRONG if traits.areas.isdisjoint(facets.areas) else STRONG
        if any(traits.is_of(kind) for kind in facets.kinds if kind != "contact"):
            odds += SOME
        return odds
    if "link" in facets.intents and not facets.asks_recommendations and facets.case is None:
        return SOME if traits.kind == "resource" else -SOME / 2
    named_kind = "status" not in facets.intents and any(traits.is_of(kind) for kind in facets.kinds)
    if traits.kind == "resource" and named_kind and not facets.asks_recommendations and facets.case is None:
        return SOME
    if "training" in facets.intents and traits.kind == "resource" and traits.is_of("training"):
        return SOME if facets.case is None else 0.0
    return 0.0


_OF_TRAITS = (_recommendation, _status, _audience, _wanted_kind)
RULES = ("recommendation", "status", "audience", "wanted kind", "case", "name", "name to explain", "topic")
