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
