"""How well an entry fits what a question names outright: audience, case, area, kind, its own name."""

from knowledge.library import Entry
from knowledge.search.findings import Facets, Remembered
from knowledge.search.kinds import is_of_kind

STRONG, SOME = 2.0, 1.0
"""Log odds that a fit adds, and that a misfit takes away."""


def fit(entry: Entry, facets: Facets, remembered: Remembered | None = None) -> float:
    """Log odds for one entry from the facets, and from what the conversation was about."""
    odds = _recommendation(entry, facets) + _status(entry, facets)
    odds += _audience(entry, facets) + _case(entry, facets) + _wanted_kind(entry, facets)
    if entry.id in facets.names:
        odds += SOME
    if remembered is not None:
        odds += _remembered(entry, remembered)
    return odds


def _recommendation(entry: Entry, facets: Facets) -> float:
    if not facets.asks_recommendations:
        return 0.0
    return SOME if entry.kind == "recommendation" else -SOME if entry.kind in {"term", "resource"} else 0.0


def _status(entry: Entry, facets: Facets) -> float:
    """Whether something was done is told by responses, not by what a word means or where a page is."""
    if "status" not in facets.intents or "link" in facets.intents:
        return 0.0
    return -SOME if entry.kind in {"term", "resource"} else 0.0


def _audience(entry: Entry, facets: Facets) -> float:
    if not facets.audiences or entry.kind != "recommendation":
        return 0.0
    if "link" in facets.intents and not facets.asks_recommendations:
        return 0.0
    return STRONG if entry.audience in facets.audiences else -STRONG


def _case(entry: Entry, facets: Facets) -> float:
    if facets.case is None:
        return 0.0
    if entry.case is not None:
        about = SOME if entry.kind == "review" and "review" in facets.intents else 0.0
        return SOME + about if entry.case == facets.case else -2 * STRONG
    return -STRONG if entry.kind in {"term", "contact"} else 0.0


def _wanted_kind(entry: Entry, facets: Facets) -> float:
    contact = "contact" in facets.intents
    if entry.kind == "contact":
        if not contact and "link" not in facets.intents:
            return -STRONG
        odds = SOME if contact else 0.0
        areas = set(getattr(entry.item, "areas", ()))
        if facets.areas:
            odds += STRONG if areas & set(facets.areas) else -STRONG
        if any(is_of_kind(entry, kind) for kind in facets.kinds if kind != "contact"):
            odds += SOME
        return odds
    if "link" in facets.intents and not facets.asks_recommendations and facets.case is None:
        return SOME if entry.kind == "resource" else -SOME / 2
    named_kind = "status" not in facets.intents and any(is_of_kind(entry, kind) for kind in facets.kinds)
    if entry.kind == "resource" and named_kind and not facets.asks_recommendations and facets.case is None:
        return SOME
    if "training" in facets.intents and entry.kind == "resource" and is_of_kind(entry, "training"):
        return SOME if facets.case is None else 0.0
    return 0.0


def _remembered(entry: Entry, remembered: Remembered) -> float:
    if entry.id in remembered.entries:
        return SOME
    return SOME if any(each in entry.related for each in remembered.entries) else 0.0
