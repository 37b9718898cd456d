"""Turns the parsed files into entries by id."""

from collections.abc import Iterator
from dataclasses import replace

from knowledge.library import Entry, Place, Problem
from knowledge.parts import Parts, Placed
from knowledge.schema.answers import AnswersFile, Briefing, GapsFile
from knowledge.schema.resources import ContactsFile, GlossaryFile, ResourcesFile
from knowledge.schema.reviews import Recommendation, Review
from knowledge.schema.themes import TopicsFile


def build_entries(parts: Parts) -> tuple[dict[str, Entry], list[Problem]]:
    """All entries by id in the order of the files, and the ids that are used twice."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in _all_entries(parts):
        if entry.id in entries:
            first = entries[entry.id].place
            problems.append(Problem("id", entry.place, f"`{entry.id}` is used already at {first}"))
        else:
            entries[entry.id] = entry
    return _without_dangling(parts, entries), problems


def _without_dangling(parts: Parts, entries: dict[str, Entry]) -> dict[str, Entry]:
    """What the package lends may name things that this folder does not have: those names are left out."""
    topics = {topic.id for each in parts.of(TopicsFile) for topic in each.model.topics}
    for entry in [entry for entry in entries.values() if entry.borrowed]:
        entries[entry.id] = replace(
            entry,
            related=tuple(each for each in entry.related if each in entries),
            topics=tuple(each for each in entry.topics if each in topics),
        )
    return entries


def _all_entries(parts: Parts) -> Iterator[Entry]:
    for review in parts.of(Review):
        yield from _review_entries(review)
    for resources in parts.of(ResourcesFile):
        yield from _resource_entries(resources)
    for briefing in parts.of(Briefing):
        yield _briefing_entry(briefing)
    for answers in parts.of(AnswersFile):
        yield from _answer_entries(answers)
    for gaps in parts.of(GapsFile):
        yield from _gap_entries(gaps)
    for glossary in parts.of(GlossaryFile):
        yield from _term_entries(glossary)
    for contacts in parts.of(ContactsFile):
        yield from _contact_entries(contacts)


def _review_entries(placed: Placed[Review]) -> Iterator[Entry]:
    review, file = placed.model, placed.file
    yield Entry(
        id=review.id,
        kind="review",
        title=review.about.title,
        item=review.about,
        names=(review.title,),
        questions=review.about.questions,
        topics=review.about.topics,
        related=review.about.links,
        body=tuple(passage.text for passage in review.about.passages),
        case=review.id,
        place=file.place(("about",)),
    )
    for i, section in enumerate(review.sections):
        for j, item in enumerate(section.recommendations):
            place = file.place(("sections", i, "recommendations", j))
            yield _recommendation_entry(review, section.audience, item, place)


def _recommendation_entry(review: Review, audience: str, item: Recommendation, place: Place) -> Entry:
    return Entry(
        id=item.id,
        kind="recommendation",
        title=item.title,
        item=item,
        questions=item.questions,
        topics=item.topics,
        related=item.links,
        body=tuple(part.text for part in (item.recommendation, item.response) if part is not None),
        case=review.id,
        audience=audience,
        number=item.number,
        status=item.status,
        place=place,
    )


def _resource_entries(placed: Placed[ResourcesFile]) -> Iterator[Entry]:
    for i, item in enumerate(placed.model.resources):
        yield Entry(
            id=item.id,
            kind="resource",
            title=item.title,
            item=item,
            names=item.names,
            questions=item.questions,
            topics=item.topics,
            related=item.related,
            body=tuple(quotation.text for quotation in item.said),
            place=placed.file.place(("resources", i)),
        )


def _briefing_entry(placed: Placed[Briefing]) -> Entry:
    item = placed.model
    return Entry(
        id=item.id,
        kind="briefing",
        title=item.title,
        item=item,
        questions=item.questions,
        topics=item.topics,
        related=item.related,
        body=(item.about,),
        case=item.review,
        place=placed.file.place(("id",)),
    )


def _answer_entries(placed: Placed[AnswersFile]) -> Iterator[Entry]:
    for i, item in enumerate(placed.model.answers):
        yield Entry(
            id=item.id,
            kind="answer",
            title=item.title,
            item=item,
            questions=item.questions,
            topics=item.topics,
            related=item.related,
            body=(item.text,) if item.text else (),
            place=placed.file.place(("answers", i)),
        )


def _gap_entries(placed: Placed[GapsFile]) -> Iterator[Entry]:
    for i, item in enumerate(placed.model.gaps):
        yield Entry(
            id=item.id,
            kind="gap",
            title=item.title,
            item=item,
            questions=item.questions,
            related=item.related,
            case=item.case,
            place=placed.file.place(("gaps", i)),
        )


def _term_entries(placed: Placed[GlossaryFile]) -> Iterator[Entry]:
    for i, item in enumerate(placed.model.terms):
        yield Entry(
            id=item.id,
            kind="term",
            title=item.term,
            item=item,
            names=item.aliases + item.capitals_only,
            questions=item.questions,
            topics=item.topics,
            related=item.related,
            body=(item.meaning,),
            place=placed.file.place(("terms", i)),
            borrowed=placed.borrowed,
        )


def _contact_entries(placed: Placed[ContactsFile]) -> Iterator[Entry]:
    for i, item in enumerate(placed.model.contacts):
        yield Entry(
            id=item.id,
            kind="contact",
            title=item.name,
            item=item,
            names=item.names,
            questions=item.questions,
            topics=item.topics,
            place=placed.file.place(("contacts", i)),
            borrowed=placed.borrowed,
        )
