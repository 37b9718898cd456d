"""Content whose every title, note and quotation would like to come alive."""

import json
from pathlib import Path
from typing import Any

import yaml

from tests.contents import child_z
from tests.hostile import HOSTILE

WORDS = " ".join(each for each in HOSTILE if each.isprintable() and len(each) < 200)
_AREAS = ("reviews", "sources", "resources", "briefings", "answers")
_FILES = ("glossary.yaml", "contacts.yaml", "topics.yaml", "audiences.yaml")
_FREE = set(
    "title case name term meaning text note about words what section editor_note language_note coverage_note"
    " link_note author licence as_at heading publisher address_note ours theirs where label by_whom".split()
)
_LISTS = {"discussion_questions", "editor_notes", "ambiguous_with"}


def hostile_content(folder: Path) -> Path:
    """The invented review with hostile words after everything that a curator may write freely."""
    child_z(folder)
    files = [path for area in _AREAS for path in (folder / area).glob("*.yaml")]
    for path in (*files, *(folder / name for name in _FILES)):
        data = _spoilt(yaml.load(path.read_text("utf-8"), yaml.BaseLoader))
        path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return folder


def _spoilt(value: Any) -> Any:
    if isinstance(value, list):
        return [_spoilt(each) for each in value]
    if not isinstance(value, dict):
        return None if value == "null" else value
    return {key: _spoilt_field(key, each) for key, each in value.items()}


def _spoilt_field(key: str, value: Any) -> Any:
    if key in _FREE and isinstance(value, str):
        return f"{value} {WORDS}"
    if key in _LISTS:
        return [f"{each} {WORDS}" for each in value]
    return _spoilt(value)
