"""Reads a folder of content as far as it can be read, and collects everything that is wrong with it."""

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import ValidationError

from knowledge.entries import build_entries
from knowledge.files import ContentFile, find_files
from knowledge.library import Entry, Place, Problem, StoredSource
from knowledge.mistakes import schema_problems, undecided
from knowledge.parts import Parts, Placed
from knowledge.references import doubled_names, misplaced_ids, unknown_names
from knowledge.schema.reviews import Source
from knowledge.schema.safety import SignpostingFile
from knowledge.yamlfile import MAX_BYTES, read

_ID = re.compile(r"(?:^|[\s{,-])id:\s*['\"]?([a-z0-9/-]+)", re.MULTILINE)


@dataclass
class Contents:
    """What was read of a folder. Only `problems` that are warnings leave the rest fit for use."""

    folder: Path
    parts: Parts = field(default_factory=Parts)
    entries: dict[str, Entry] = field(default_factory=dict)
    sources: dict[str, StoredSource] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)

    @property
    def revision(self) -> str:
        """One short hash of all that answers are made of (a source file names the hash of its text)."""
        return hashlib.sha256("\n".join(self.hashes).encode()).hexdigest()[:16]


def read_contents(folder: Path, questions: bool = False) -> Contents:
    """Everything in a folder. `questions`: the questions files too, which no answer is made of."""
    contents = Contents(folder)
    if not folder.is_dir():
        place = Place(str(folder), 1)
        contents.problems = [Problem("folder", place, "no such folder; give one with YAML content")]
        return contents
    files, contents.problems = find_files(folder)
    for file in files:
        if questions or file.area.name != "questions":
            _read_file(contents, file)
    for placed in contents.parts.of(Source):
        _read_source(contents, placed)
    contents.entries, doubled = build_entries(contents.parts)
    contents.problems += doubled
    for find in (doubled_names, misplaced_ids):
        contents.problems += find(contents.parts)
    contents.problems += unknown_names(contents.parts, contents.entries)
    _say_what_lacks(contents)
    return contents


def _read_file(contents: Contents, file: ContentFile) -> None:
    yaml, problems = read(file.path, file.name)
    contents.problems += problems
    if yaml is not None:
        try:
            model = file.area.model.model_validate({} if yaml.data is None else yaml.data)
        except ValidationError as error:
            contents.problems += [*undecided(yaml), *schema_problems(error, yaml, file.area.model)]
        else:
            contents.problems += undecided(yaml)
            contents.parts.keep(file.area.name, Placed(model, yaml, file.borrowed))
            if file.area.name != "questions":
                contents.hashes.append(f"{file.name} {yaml.sha256}")
            return
    _note_ids(contents.parts, file.path)


def _note_ids(parts: Parts, path: Path) -> None:
    """Notes the ids that a broken file seems to define."""
    try:
        if path.stat().st_size <= MAX_BYTES:
            parts.unread_ids |= set(_ID.findall(path.read_text("utf-8", "replace")))
            return
    except OSError:
        pass
    parts.unreadable = True


def _read_source(contents: Contents, placed: Placed[Source]) -> None:
    source, yaml = placed.model, placed.file
    path = contents.folder / Path(yaml.name).parent / source.file
    place = yaml.place(("file",))
    if not path.resolve().is_relative_to(contents.folder.resolve()):
        contents.problems.append(Problem("source", place, f"{source.file} is outside the folder"))
        return
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        contents.problems.append(Problem("source", place, f"{source.file} cannot be read: {why}"))
        return
    sha256 = hashlib.sha256(raw).hexdigest()
    contents.sources[source.id] = StoredSource(source, text)
    if sha256 != source.sha256:
        message = (
            f"{source.file} is not the text that was stored: its SHA-256 is {sha256}. "
            "Restore the file, or check every quotation and write the new value here"
        )
        contents.problems.append(Problem("source", yaml.place(("sha256",)), message))


def _say_what_lacks(contents: Contents) -> None:
    if not contents.problems and not any(contents.parts.of(SignpostingFile)):
        message = "is missing, and without it no live concern can be answered"
        contents.problems.append(Problem("folder", Place("safety/signposting.yaml", 1), message))
    if not any(not entry.borrowed for entry in contents.entries.values()) and not contents.problems:
        message = "holds no content of its own: no reviews, resources or answers"
        contents.problems.append(Problem("folder", Place(".", 1), message, warning=True))
