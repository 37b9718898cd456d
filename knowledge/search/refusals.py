"""Refuses by name what is not held: another case, another agency, a number that does not exist."""

from knowledge.library import Library
from knowledge.search.counted import numbered
from knowledge.search.findings import Facets, Findings


def refusal(facets: Facets, library: Library) -> Findings | None:
    """The refusal that the facets call for, with what is held instead; None if nothing is refused."""
    if not library.reviews:
        return None
    if facets.unknown_case is not None:
        return Findings(
            "no_such_case", facets, related=tuple(review.id for review in library.reviews), confidence=1.0
        )
    from_end = facets.audiences and facets.from_end > 1
    by_number = facets.number is not None or facets.printed is not None or bool(from_end)
    called = facets.asks_recommendations or facets.case is not None or by_number
    if facets.asks_who and not facets.asks_recommendations:
        return Findings("no_names", facets, related=_cases(facets, library), confidence=1.0)
    contact = ("contact" in facets.intents or "front_door_ooh" in facets.kinds) and not called
    if facets.unheld_audiences and not facets.audiences and not contact and _about_recommendations(facets):
        return Findings("no_such_audience", facets, related=_cases(facets, library), confidence=1.0)
    held = not facets.audiences or _of_audience(facets, library)
    if facets.case is not None and not held and not contact and _about_recommendations(facets):
        return Findings("no_such_audience", facets, related=(facets.case,), confidence=1.0)
    if by_number and not numbered(facets, library.recommendations_of(facets.case)):
        related = _of_audience(facets, library) if facets.audiences else _cases(facets, library)
        return Findings("no_such_number", facets, related=related, confidence=1.0)
    return None


def _about_recommendations(facets: Facets) -> bool:
    """An agency without recommendations is refused when recommendations for it are what is asked."""
    return facets.number is not None or len(facets.residue) <= 1


def _cases(facets: Facets, library: Library) -> tuple[str, ...]:
    return tuple(review.id for review in library.reviews if facets.case in {None, review.id})


def _of_audience(facets: Facets, library: Library) -> tuple[str, ...]:
    return tuple(
        entry.id for entry in library.recommendations_of(facets.case) if entry.audience in facets.audiences
    )
