"""Turns the parsed files into entries by id, and finds ids that are unknown or used twice."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from knowledge.library import Entry, Place, Problem
from knowledge.parts import Parts, Placed
from knowledge.schema.answers import AnswersFile, Briefing, GapsFile, QuestionsFile
from knowledge.schema.resources import ContactsFile, GlossaryFile, ResourcesFile
from knowledge.schema.reviews import Recommendation, Review, Source
from knowledge.schema.safety import SignpostingFile
from knowledge.schema.themes import AudiencesFile, TopicsFile
from knowledge.yamlfile import YamlFile


@dataclass(frozen=True)
class _Reference:
    place: Place
    target: str
    what: str


def build_entries(parts: Parts) -> tuple[dict[str, Entry], list[Problem]]:
    """All entries by id in the order of the files, and every problem between files."""
    entries: dict[str, Entry] = {}
    problems: list[Problem] = []
    for entry in _all_entries(parts):
        if entry.id in entries:
            problems.append(
                Problem("id", entry.place, f"`{entry.id}` is used already at {entries[entry.id].place}")
            )
            continue
        entries[entry.id] = entry
    problems.extend(_unknown_names(parts))
    problems.extend(_unknown_ids(parts, entries))
    return entries, problems


def _all_entries(parts: Parts) -> Iterator[Entry]:
    for review in parts.all("reviews", Review):
        yield from _review_entries(review)
    for resources in parts.all("resources", ResourcesFile):
        yield from _resource_entries(resources)
    for briefing in parts.all("briefings", Briefing):
        yield _briefing_entry(briefing)
    for answers in parts.all("answers", AnswersFile):
        yield from _answer_entries(answers)
    for gaps in parts.all("gaps", GapsFile):
        yield from _gap_entries(gaps)
    for glossary in parts.all("glossary.yaml", GlossaryFile):
        yield from _term_entries(glossary, "glossary.yaml" in parts.borrowed)
    for contacts in parts.all("contacts.yaml", ContactsFile):
        yield from _contact_entries(contacts, "contacts.yaml" in parts.borrowed)


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
        body=(item.recommendation.text, item.response.text),
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


def _term_entries(placed: Placed[GlossaryFile], borrowed: bool) -> Iterator[Entry]:
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
            borrowed=borrowed,
        )


def _contact_entries(placed: Placed[ContactsFile], borrowed: bool) -> Iterator[Entry]:
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
            borrowed=borrowed,
        )


def _unknown_names(parts: Parts) -> Iterator[Problem]:
    """Sources, audiences and topics that a review names and no file defines."""
    sources = {each.model.id for each in parts.all("sources", Source)}
    audiences = {a.id for each in parts.all("audiences.yaml", AudiencesFile) for a in each.model.audiences}
    topics = {t.id for each in parts.all("topics.yaml", TopicsFile) for t in each.model.topics}
    for placed in parts.all("reviews", Review):
        review, file = placed.model, placed.file
        if review.source not in sources:
            yield Problem("id", file.place(("source",)), f"source `{review.source}` is not in sources/")
        for i, section in enumerate(review.sections):
            if section.audience not in audiences:
                yield Problem(
                    "id",
                    file.place(("sections", i, "audience")),
                    f"audience `{section.audience}` is not in audiences.yaml",
                )
            for j, item in enumerate(section.recommendations):
                path: Sequence[str | int] = ("sections", i, "recommendations", j)
                if item.id != f"{review.id}/{section.audience}/{item.number}":
                    yield Problem(
                        "id",
                        file.place((*path, "id")),
                        f"`{item.id}` should be `{review.id}/{section.audience}/{item.number}`",
                    )
                yield from _unknown(
                    item.topics,
                    topics,
                    partial(_topic_place, file, path),
                    "topic",
                    "topics.yaml",
                )
    for resources in parts.all("resources", ResourcesFile):
        for i, resource in enumerate(resources.model.resources):
            for quotation in resource.said:
                if quotation.source not in sources:
                    yield Problem(
                        "id",
                        resources.file.place(("resources", i, "said")),
                        f"source `{quotation.source}` is not in sources/",
                    )
            yield from _unknown(
                resource.topics,
                topics,
                partial(_topic_place, resources.file, ("resources", i)),
                "topic",
                "topics.yaml",
            )


def _topic_place(file: YamlFile, path: Sequence[str | int], k: int) -> Place:
    return file.place((*path, "topics", k))


def _unknown(
    names: Sequence[str], known: set[str], place: Callable[[int], Place], what: str, where: str
) -> Iterator[Problem]:
    for k, name in enumerate(names):
        if name not in known:
            yield Problem("id", place(k), f"{what} `{name}` is not in {where}")


def _unknown_ids(parts: Parts, entries: dict[str, Entry]) -> Iterator[Problem]:
    for reference in _references(parts):
        if reference.target not in entries:
            yield Problem(
                "id", reference.place, f"{reference.what} `{reference.target}`: no entry has this id"
            )


def _references(parts: Parts) -> Iterator[_Reference]:
    for review in parts.all("reviews", Review):
        for i, section in enumerate(review.model.sections):
            for j, item in enumerate(section.recommendations):
                at = ("sections", i, "recommendations", j)
                yield from (
                    _Reference(review.file.place((*at, "links", k)), t, "link")
                    for k, t in enumerate(item.links)
                )
                yield from (
                    _Reference(review.file.place((*at, "conflicts_with", k)), c.entry, "conflict")
                    for k, c in enumerate(item.conflicts_with)
                )
    for resources in parts.all("resources", ResourcesFile):
        for i, resource in enumerate(resources.model.resources):
            yield from (
                _Reference(resources.file.place(("resources", i, "related", k)), t, "related")
                for k, t in enumerate(resource.related)
            )
    for glossary in parts.all("glossary.yaml", GlossaryFile):
        if "glossary.yaml" in parts.borrowed:
            continue
        for i, term in enumerate(glossary.model.terms):
            yield from (
                _Reference(glossary.file.place(("terms", i, "same_as", k)), t, "same_as")
                for k, t in enumerate(term.same_as)
            )
            yield from (
                _Reference(glossary.file.place(("terms", i, "related", k)), t, "related")
                for k, t in enumerate(term.related)
            )
    for topics in parts.all("topics.yaml", TopicsFile):
        for i, topic in enumerate(topics.model.topics):
            yield from (
                _Reference(topics.file.place(("topics", i, "terms", k)), t, "term")
                for k, t in enumerate(topic.terms)
            )
    for briefing in parts.all("briefings", Briefing):
        yield from (
            _Reference(briefing.file.place(("related", k)), t, "related")
            for k, t in enumerate(briefing.model.related)
        )
    for signposting in parts.all("safety/signposting.yaml", SignpostingFile):
        if signposting.file.name in parts.borrowed:
            continue
        for i, reply in enumerate(signposting.model.replies):
            for j, step in enumerate(reply.steps):
                if step.entry is not None:
                    yield _Reference(
                        signposting.file.place(("replies", i, "steps", j, "entry")), step.entry, "entry"
                    )
    for questions in parts.all("questions", QuestionsFile):
        for i, question in enumerate(questions.model.questions):
            for turn in question.conversation:
                yield from (
                    _Reference(questions.file.place(("questions", i)), t, "entries") for t in turn.entries
                )
