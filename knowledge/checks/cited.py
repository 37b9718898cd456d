"""Every quotation that a folder holds, with its place in the YAML and in its source."""

from collections.abc import Iterator
from dataclasses import dataclass

from knowledge.contents import Contents
from knowledge.library import Place
from knowledge.parts import Placed
from knowledge.schema.answers import Briefing
from knowledge.schema.base import Passage, Quotation
from knowledge.schema.resources import ResourcesFile
from knowledge.schema.reviews import Recommendation, Review


@dataclass(frozen=True)
class Cited:
    """A quotation and the line of the content file where it is written."""

    quotation: Quotation
    place: Place
    may_be_shared: bool = False
    """A response, which in a table may be one cell beside several recommendations."""


def cited(contents: Contents) -> Iterator[Cited]:
    """All quotations in the order of the files."""
    for review in contents.parts.of(Review):
        yield from _in_review(review)
    for resources in contents.parts.of(ResourcesFile):
        for i, resource in enumerate(resources.model.resources):
            for j, quotation in enumerate(resource.said):
                yield Cited(quotation, resources.file.place(("resources", i, "said", j, "text")))
    for briefing in contents.parts.of(Briefing):
        for i, section in enumerate(briefing.model.sections):
            for j, quotation in enumerate(section.quotations):
                yield Cited(quotation, briefing.file.place(("sections", i, "quotations", j, "text")))


def _in_review(placed: Placed[Review]) -> Iterator[Cited]:
    review, file = placed.model, placed.file
    for i, passage in enumerate(review.about.passages):
        quotation = _quotation(passage, review, review.about.section)
        yield Cited(quotation, file.place(("about", "passages", i, "text")))
    for i, section in enumerate(review.sections):
        for j, item in enumerate(section.recommendations):
            parts: tuple[tuple[str, Passage | None], ...] = (
                ("recommendation", item.recommendation),
                ("response", item.response),
            )
            for part, words in parts:
                if words is not None:
                    quotation = _quotation(words, review, section.section, item)
                    place = file.place(("sections", i, "recommendations", j, part, "text"))
                    yield Cited(quotation, place, may_be_shared=part == "response")


def _quotation(
    passage: Passage, review: Review, section: str, item: Recommendation | None = None
) -> Quotation:
    return Quotation(
        text=passage.text,
        lines=passage.lines,
        source=review.source,
        section=section,
        recommendation=item.number if item else None,
        printed=item.printed if item else None,
    )
