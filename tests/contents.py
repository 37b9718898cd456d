"""Folders of content for tests: copies of the invented review Child Z, to be changed at will."""

import shutil
from pathlib import Path

from knowledge.load import packaged_content

CHILD_Z = Path(__file__).parent / "content_z"
SOURCE_Z = "sources/child-z-response.txt"


def child_z(folder: Path) -> Path:
    """A copy of the invented content."""
    shutil.copytree(CHILD_Z, folder)
    return folder


def child_z_beside_child_p(folder: Path) -> Path:
    """The packaged content with the invented review, its source, resources and briefing added."""
    shutil.copytree(packaged_content(), folder)
    for area in ("reviews", "sources", "resources", "briefings", "gaps"):
        for path in (CHILD_Z / area).iterdir():
            shutil.copy(path, folder / area / f"z-{path.name}" if area == "resources" else folder / area)
    return folder


def edit(folder: Path, name: str, old: str, new: str) -> int:
    """Replaces words that stand once in a file, and returns the line, counted from 1, where they stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


def write(folder: Path, name: str, text: str) -> Path:
    """Writes a file and the folders it needs."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def numbers_run_on(folder: Path) -> Path:
    """Child Z beside Child P, numbered through the document: schools 1 to 3, the police 4 and 5."""
    child_z_beside_child_p(folder)
    renamed = (
        ("child-z/health-visiting/", "child-z/schools/"),
        ("- audience: health-visiting", "- audience: schools"),
        ("child-z/police/2", "child-z/police/5"),
        ("child-z/police/1", "child-z/police/4"),
        ("id: child-z/police/5\n    number: 2", "id: child-z/police/5\n    number: 5"),
        ("id: child-z/police/4\n    number: 1", "id: child-z/police/4\n    number: 4"),
    )
    for name in ("reviews/child-z.yaml", "resources/z-policies.yaml", "briefings/child-z.yaml"):
        text = (folder / name).read_text(encoding="utf-8")
        for old, new in renamed:
            text = text.replace(old, new)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
