"""Makes a draft review in a content folder from a published document, without overwriting anything."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from knowledge.files import packaged_content
from knowledge.importing.blank import KINDS
from knowledge.importing.document import ImportProblem
from knowledge.importing.draft import TODO, Draft, draft, named, slug
from knowledge.importing.find import pairs_of
from knowledge.importing.located import Located
from knowledge.importing.read import read
from knowledge.library import ContentError
from knowledge.load import load
from knowledge.schema.themes import Audience


@dataclass(frozen=True, slots=True)
class Imported:
    """What was written, and what was found."""

    written: tuple[Path, ...]
    draft: Draft


def import_document(file: Path, folder: Path | None, case: str = "") -> Imported:
    """Raises ImportProblem with the remedy; then nothing has been written."""
    document = read(file)
    pairs = pairs_of(document)
    if not pairs:
        raise ImportProblem(
            f"No recommendation was found in {file}. It looks for headings such as “Recommendation 1” and for"
            " tables with a column for the recommendation and one for the response. Write the review by hand:"
            " learning-bot new review"
        )
    names = named(document, file.name, case)
    if not names.case:
        raise ImportProblem(f'{file} does not say what the case is called. Say it: --case "Child X"')
    to = folder or packaged_content()
    made = draft(document, pairs, names, _audiences(folder))
    return Imported(write_new(to, made.files), made)


def write_new(folder: Path, files: tuple[tuple[str, str], ...]) -> tuple[Path, ...]:
    """Writes files that are not there yet: all of them or none. Raises ImportProblem."""
    paths = [(folder / name, text) for name, text in files]
    there = [path for path, _ in paths if path.exists()]
    if there:
        raise ImportProblem(
            f"{there[0]} is there already, and nothing is overwritten. Move it away, or take another name."
        )
    begun: list[Path] = []
    try:
        for path, text in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("x", encoding="utf-8", newline="\n") as opened:
                begun.append(path)
                opened.write(text)
    except OSError as error:
        for path in begun:
            path.unlink(missing_ok=True)
        raise ImportProblem(
            f"{error.filename} cannot be written ({error.strerror}). Let this user write there."
        ) from error
    return tuple(path for path, _ in paths)


def _audiences(folder: Path | None) -> tuple[Audience, ...]:
    """The audiences of a folder's content, or of the package where the folder has none that loads."""
    try:
        return load(folder).audiences
    except ContentError:
        return load(None).audiences


def print_imported(done: Imported, console: Console) -> None:
    """What was found, with everything that a person must look at."""
    table = Table(
        "Recommendation", "For", "Lines", "Response", "To look at", title=f"Found in {done.draft.id}"
    )
    for each in done.draft.pairs:
        table.add_row(*_row(each))
    console.print(table)
    for path in done.written:
        console.print(f"Wrote {path}", highlight=False)
    doubts = Counter(bool(each.pair.doubts) for each in done.draft.pairs)
    console.print(
        f"{len(done.draft.pairs)} found, {doubts[True]} of them with something to look at."
        f" {_undecided(done)} places in the files are {TODO}."
    )
    for audience in done.draft.new_audiences:
        console.print(
            f"The audience `{audience}` is new: add it to audiences.yaml, or choose one that is there."
        )
    console.print(f"Next: decide every {TODO}, then learning-bot check. How: docs/curating.md")


def _undecided(done: Imported) -> int:
    """How many values `check` will list; what stands in comments is listed above."""
    lines = (line for name, text in done.draft.files if name.endswith(".yaml") for line in text.splitlines())
    return sum(TODO in line.partition("#")[0] for line in lines)


def _row(each: Located) -> tuple[str, str, str, str, str]:
    def at(lines: tuple[int, int] | None) -> str:
        return f"{lines[0]}-{lines[1]}" if lines else "not found"

    response = at(each.response_lines) if each.pair.response else "none printed"
    return (
        each.pair.number,
        each.pair.audience or TODO,
        at(each.recommendation_lines),
        response,
        "; ".join(each.pair.doubts),
    )


def new_file(kind: str, name: str, folder: Path | None) -> Path:
    """Writes a content file to fill in. Raises ImportProblem."""
    if kind not in KINDS:
        raise ImportProblem(f"{kind!r} is none of {', '.join(KINDS)}.")
    if not slug(name):
        raise ImportProblem(f"{name!r} has no letters or digits to make an id of. Give it a name.")
    return write_new(folder or packaged_content(), (KINDS[kind](name),))[0]
