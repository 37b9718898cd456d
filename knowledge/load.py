"""Turns a folder of content into a Library, or says everything that is wrong with it at once."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel

from knowledge.contents import Contents, read_contents
from knowledge.files import packaged_content
from knowledge.library import ContentError, Library, Problem, SafetyContent
from knowledge.parts import Parts
from knowledge.quotes import StoredText
from knowledge.schema.answers import Briefing, QuestionsFile
from knowledge.schema.base import Approvable
from knowledge.schema.resources import ContactsFile, GlossaryFile
from knowledge.schema.reviews import Review
from knowledge.schema.safety import Cue, CuesFile, ExampleMessage, ExamplesFile, FramesFile, SignpostingFile
from knowledge.schema.themes import AreasFile, AudiencesFile, ServedArea, TopicsFile

__all__ = ["ContentError", "Problem", "library", "load", "packaged_content"]


def load(folder: Path | None = None, questions: bool = False) -> Library:
    """The library of a folder (the packaged one by default). Raises ContentError naming every problem.

    `questions`: the questions files too; only `check` and `evaluate` need them.
    """
    return library(read_contents(folder or packaged_content(), questions))


def library(contents: Contents) -> Library:
    """The library of what was read. Raises ContentError."""
    problems = sorted(contents.problems, key=lambda problem: (problem.place.file, problem.place.line))
    errors = tuple(problem for problem in problems if not problem.warning)
    if errors:
        raise ContentError(errors)
    parts = contents.parts
    found = Library(
        revision=contents.revision,
        entries=MappingProxyType(contents.entries),
        safety=_safety(parts, contents),
        reviews=tuple(each.model for each in parts.of(Review)),
        sources=MappingProxyType(contents.sources),
        topics=tuple(topic for each in parts.of(TopicsFile) for topic in each.model.topics),
        areas=tuple(_areas(parts)),
        audiences=tuple(one for each in parts.of(AudiencesFile) for one in each.model.audiences),
        briefings=tuple(each.model for each in parts.of(Briefing)),
        contacts=tuple(contact for each in parts.of(ContactsFile) for contact in each.model.contacts),
        terms=tuple(term for each in parts.of(GlossaryFile) for term in each.model.terms),
        questions=tuple(question for each in parts.of(QuestionsFile) for question in each.model.questions),
        unapproved=tuple(sorted(_unapproved(parts))),
        warnings=tuple(problems),
    )
    return replace(found, misquoted=frozenset(_misquoted(found)))


def _misquoted(library: Library) -> Iterator[tuple[str, str]]:
    """Quotations whose words stand nowhere in the stored text: `check` says what differs."""
    texts = {name: StoredText.of(stored.text) for name, stored in library.sources.items()}
    for entry in library.entries.values():
        for quotation in library.quotations(entry):
            if not texts[quotation.source].places(quotation.text):
                yield quotation.source, quotation.text


def _areas(parts: Parts) -> Iterator[ServedArea]:
    """The folder's own areas; of the package's those that a contact here is for, or all if it has none."""
    own = {area.id: area for each in parts.of(AreasFile) if not each.borrowed for area in each.model.areas}
    served = {area for each in parts.of(ContactsFile) for one in each.model.contacts for area in one.areas}
    yield from own.values()
    for each in parts.of(AreasFile):
        if each.borrowed:
            yield from (
                area for area in each.model.areas if area.id not in own and (area.id in served or not own)
            )


def _safety(parts: Parts, contents: Contents) -> SafetyContent:
    signposting = next(parts.of(SignpostingFile))
    model = signposting.model
    return SafetyContent(
        examples=tuple(_examples(parts)),
        cues=tuple(_cues(parts)),
        frames=tuple(frame for each in parts.of(FramesFile) for frame in each.model.frames),
        signposting=_without_dangling(model, contents) if signposting.borrowed else model,
    )


def _examples(parts: Parts) -> Iterator[ExampleMessage]:
    """The folder's own messages, and of the package's those that it does not have itself: a copy of the
    packaged content learns nothing twice."""
    own = [each.model.all() for each in parts.of(ExamplesFile) if not each.borrowed]
    said = {message.text for messages in own for message in messages}
    for each in parts.of(ExamplesFile):
        yield from (message for message in each.model.all() if not (each.borrowed and message.text in said))


def _cues(parts: Parts) -> Iterator[Cue]:
    """The folder's own cues, and the package's but for those that the folder gives anew by their id."""
    own = {cue.id for each in parts.of(CuesFile) if not each.borrowed for cue in each.model.cues}
    for each in parts.of(CuesFile):
        yield from (cue for cue in each.model.cues if not (each.borrowed and cue.id in own))


def _without_dangling(signposting: SignpostingFile, contents: Contents) -> SignpostingFile:
    """The package's signposting may name a resource that this folder does not have: that link is left out."""
    replies = (
        reply.model_copy(
            update={
                "steps": tuple(
                    step if step.entry in contents.entries else step.model_copy(update={"entry": None})
                    for step in reply.steps
                )
            }
        )
        for reply in signposting.replies
    )
    return signposting.model_copy(update={"replies": tuple(replies)})


def _unapproved(parts: Parts) -> Iterator[str]:
    for placed in parts.all():
        model: BaseModel = placed.model
        if isinstance(model, Approvable) and not model.approved:
            yield placed.file.name
