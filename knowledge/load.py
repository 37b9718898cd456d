"""Reads a folder of content into a Library, or says everything that is wrong with it at once."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import MappingProxyType

from pydantic import BaseModel, ValidationError

from knowledge.entries import build_entries
from knowledge.library import ContentError, Library, Place, Problem, SafetyContent, StoredSource
from knowledge.parts import Parts, Placed, T
from knowledge.schema.answers import AnswersFile, Briefing, GapsFile, QuestionsFile
from knowledge.schema.base import Approvable
from knowledge.schema.resources import ContactsFile, GlossaryFile, ResourcesFile
from knowledge.schema.reviews import Review, Source
from knowledge.schema.safety import CuesFile, ExamplesFile, SignpostingFile
from knowledge.schema.themes import AudiencesFile, TopicsFile
from knowledge.yamlfile import YamlFile, read

FOLDERS: dict[str, type[BaseModel]] = {
    "reviews": Review,
    "sources": Source,
    "resources": ResourcesFile,
    "briefings": Briefing,
    "answers": AnswersFile,
    "gaps": GapsFile,
    "questions": QuestionsFile,
}
FILES: dict[str, type[BaseModel]] = {
    "contacts.yaml": ContactsFile,
    "glossary.yaml": GlossaryFile,
    "topics.yaml": TopicsFile,
    "audiences.yaml": AudiencesFile,
    "safety/cues.yaml": CuesFile,
    "safety/signposting.yaml": SignpostingFile,
}
BORROWED = ("contacts.yaml", "glossary.yaml", "audiences.yaml", "safety")
"""What a folder may leave out: the package's own is used."""


def packaged_content() -> Path:
    """The content that ships with the bot."""
    return Path(str(resources.files("knowledge"))) / "content"


@dataclass
class _Reading:
    """One pass over a folder."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    digest: "hashlib._Hash" = field(default_factory=hashlib.sha256)

    def files(self, pattern: str, root: Path | None = None) -> list[tuple[Path, str]]:
        root = root or self.folder
        found = sorted(path for path in root.glob(pattern) if path.is_file())
        return [(path, path.relative_to(root).as_posix()) for path in found]

    def parse(self, path: Path, name: str, model: type[T]) -> Placed[T] | None:
        file, problems = read(path, name)
        self.problems.extend(problems)
        if file is None:
            return None
        self.digest.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        try:
            return Placed(model.model_validate(file.data if file.data is not None else {}), file)
        except ValidationError as error:
            self.problems.extend(_schema_problems(error, file))
            return None


def _schema_problems(error: ValidationError, file: YamlFile) -> Iterable[Problem]:
    for each in error.errors(include_url=False, include_input=False):
        path = tuple(step for step in each["loc"] if isinstance(step, str | int))
        where = ".".join(str(step) for step in path)
        message = f"`{where}`: {each['msg']}" if where else each["msg"]
        if each["type"] == "extra_forbidden":
            message = f"`{where}` is not a key that is known here; see the schema for the keys there are"
        yield Problem("schema", file.place(path), message)


def load(folder: Path | None = None) -> Library:
    """The library of a folder (the packaged one by default). Raises ContentError naming every problem."""
    folder = folder or packaged_content()
    if not folder.is_dir():
        raise ContentError(
            (Problem("folder", Place(str(folder), 0), "no such folder; give one with YAML content"),)
        )
    reading = _Reading(folder)
    parts = _read_parts(reading)
    sources = _read_sources(reading, parts.all("sources", Source))
    entries, problems = build_entries(parts)
    reading.problems.extend(problems)
    if not entries and not reading.problems:
        reading.problems.append(
            Problem(
                "folder",
                Place(str(folder), 0),
                "holds no content: no reviews, resources or answers",
                warning=True,
            )
        )
    errors = tuple(problem for problem in reading.problems if not problem.warning)
    if errors:
        raise ContentError(errors)
    return Library(
        revision=reading.digest.hexdigest()[:16],
        entries=MappingProxyType(entries),
        safety=_safety(parts),
        reviews=tuple(each.model for each in parts.all("reviews", Review)),
        sources=MappingProxyType(sources),
        topics=tuple(t for each in parts.all("topics.yaml", TopicsFile) for t in each.model.topics),
        audiences=tuple(
            a for each in parts.all("audiences.yaml", AudiencesFile) for a in each.model.audiences
        ),
        briefings=tuple(each.model for each in parts.all("briefings", Briefing)),
        contacts=tuple(c for each in parts.all("contacts.yaml", ContactsFile) for c in each.model.contacts),
        terms=tuple(t for each in parts.all("glossary.yaml", GlossaryFile) for t in each.model.terms),
        questions=tuple(q for each in parts.all("questions", QuestionsFile) for q in each.model.questions),
        unapproved=_unapproved(parts),
        warnings=tuple(problem for problem in reading.problems if problem.warning),
    )


def _read_parts(reading: _Reading) -> Parts:
    parts = Parts()
    for area, model in FOLDERS.items():
        for path, name in reading.files(f"{area}/**/*.yaml"):
            parts.keep(area, reading.parse(path, name, model))
    for name, model in FILES.items():
        root = _root_for(reading.folder, name)
        if not (root / name).is_file():
            continue
        if root != reading.folder:
            parts.borrowed.add(name)
        parts.keep(name, reading.parse(root / name, name, model))
    for path, name in reading.files("safety/examples*.yaml", _root_for(reading.folder, "safety/cues.yaml")):
        parts.keep("safety/examples", reading.parse(path, name, ExamplesFile))
    return parts


def _root_for(folder: Path, name: str) -> Path:
    """The folder that supplies a file: the curator's own, or the package for what may be borrowed."""
    top = name.split("/", maxsplit=1)[0]
    if (folder / top).exists() or top not in BORROWED:
        return folder
    return packaged_content()


def _read_sources(reading: _Reading, placed: list[Placed[Source]]) -> dict[str, StoredSource]:
    stored: dict[str, StoredSource] = {}
    for each in placed:
        path = reading.folder / Path(each.file.name).parent / each.model.file
        place = each.file.place(("file",))
        try:
            raw = path.read_bytes()
            text = raw.decode("utf-8")
        except (OSError, UnicodeDecodeError) as error:
            reading.problems.append(Problem("source", place, f"{each.model.file} cannot be read: {error}"))
            continue
        reading.digest.update(raw)
        if hashlib.sha256(raw).hexdigest() != each.model.sha256:
            reading.problems.append(
                Problem(
                    "source",
                    each.file.place(("sha256",)),
                    f"{each.model.file} is not the text that was stored: its SHA-256 is {hashlib.sha256(raw).hexdigest()}. Restore the file, or check every quotation and write the new value here",
                )
            )
        stored[each.model.id] = StoredSource(each.model, text)
    return stored


def _safety(parts: Parts) -> SafetyContent:
    examples = parts.all("safety/examples", ExamplesFile)
    cues = parts.all("safety/cues.yaml", CuesFile)
    signposting = parts.all("safety/signposting.yaml", SignpostingFile)
    return SafetyContent(
        examples=tuple(message for each in examples for message in each.model.messages),
        cues=tuple(cue for each in cues for cue in each.model.cues),
        signposting=signposting[0].model,
    )


def _unapproved(parts: Parts) -> tuple[str, ...]:
    found: list[str] = []
    for placed in parts.placed.values():
        for each in placed:
            if isinstance(each.model, Approvable) and not each.model.approved:
                found.append(each.file.name)
    return tuple(sorted(found))


Loader = Callable[[], Library]
