"""Finds the content files of a folder, never outside it, and what it borrows from the package."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path, PurePath

from knowledge.library import Place, Problem
from knowledge.schema.areas import AREAS, READ_ELSEWHERE, Area, area_of


@dataclass(frozen=True)
class ContentFile:
    """A file to read: `name` is relative to its folder, with slashes."""

    path: Path
    name: str
    area: Area
    borrowed: bool = False


def packaged_content() -> Path:
    """The content that ships with the bot."""
    return Path(__file__).resolve().parent / "content"


def find_files(folder: Path) -> tuple[list[ContentFile], list[Problem]]:
    """The content files in the order of the areas, and files that are not read with the reason."""
    own, problems = _inside(folder)
    had = {file.area.name for file in own}
    missing = {area.name for area in AREAS if area.borrowed and (area.added or area.name not in had)}
    if missing and folder.resolve() != packaged_content():
        packaged, _ = _inside(packaged_content())
        own += [
            ContentFile(file.path, file.name, file.area, borrowed=True)
            for file in packaged
            if file.area.name in missing
        ]
    order = {area.name: position for position, area in enumerate(AREAS)}
    return sorted(own, key=lambda file: (order[file.area.name], file.name)), problems


def _inside(folder: Path) -> tuple[list[ContentFile], list[Problem]]:
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for path in _walk(folder, problems):
        name = path.relative_to(folder).as_posix()
        area = area_of(name)
        refused = _refusal(path, name, folder, area)
        if refused:
            problems.append(refused)
        elif area is not None:
            files.append(ContentFile(path, name, area))
    return files, problems


def _walk(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file below a folder by name. Hidden ones are left out; linked folders are not followed."""

    def unreadable(error: OSError) -> None:
        name = os.path.relpath(error.filename, folder)
        problems.append(Problem("folder", Place(name, 1), f"cannot be read: {error.strerror}"))

    for top, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in folders:
            path = Path(top, name)
            if path.is_symlink():
                place = Place(path.relative_to(folder).as_posix(), 1)
                problems.append(
                    Problem("folder", place, "a link to a folder is not followed; put the files here")
                )
        yield from (Path(top, name) for name in sorted(names) if not name.startswith("."))


def _refusal(path: Path, name: str, folder: Path, area: Area | None) -> Problem | None:
    place = Place(name, 1)
    if area is None:
        return _not_read(name, place)
    if not path.resolve().is_relative_to(folder.resolve()):
        return Problem("folder", place, "a link to a file outside the folder; put the file itself here")
    if not path.exists():
        return Problem("folder", place, "a link to a file that does not exist")
    return None if path.is_file() else Problem("folder", place, "not a regular file")


def _not_read(name: str, place: Place) -> Problem | None:
    """A misspelt folder or ending must not silently lose a curator's work."""
    if any(fnmatchcase(name, pattern) for pattern in READ_ELSEWHERE):
        return None
    plain = name.removesuffix(PurePath(name).suffix).removesuffix(".yaml").removesuffix(".yml")
    if area_of(f"{plain}.yaml") and not name.endswith(".md"):
        return Problem("folder", place, f"not read: name it {PurePath(plain).name}.yaml", warning=True)
    if not name.endswith((".yaml", ".yml")):
        return None
    where = ", ".join(sorted({area.pattern for area in AREAS}))
    return Problem("folder", place, f"not read: content stands in {where}", warning=True)
