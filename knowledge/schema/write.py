"""Writes the JSON Schema of each kind of content file, for editors: `python -m knowledge.schema.write`."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from knowledge.schema.areas import AREAS

FOLDER = Path(__file__).resolve().parent


def schemas() -> Iterator[tuple[str, str]]:
    """The name and text of each schema file."""
    for area in AREAS:
        schema = area.model.model_json_schema(by_alias=True)
        schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}
        yield f"{area.schema}.json", json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def stale(folder: Path = FOLDER) -> list[str]:
    """The schema files that do not say what the models say."""
    return [name for name, text in schemas() if not _holds(folder / name, text)]


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def write(folder: Path = FOLDER) -> list[str]:
    """Writes the schema files that are stale and returns their names."""
    written = stale(folder)
    for name, text in schemas():
        if name in written:
            (folder / name).write_text(text, encoding="utf-8")
    return written


if __name__ == "__main__":
    sys.stdout.write("".join(f"wrote {name}\n" for name in write()))
