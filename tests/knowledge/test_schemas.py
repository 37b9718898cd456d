"""Editors are given the schema that the loader uses, and every content file names its own."""

import json
from pathlib import Path

import pytest

from knowledge.load import packaged_content
from knowledge.schema.areas import AREAS, area_of
from knowledge.schema.write import FOLDER, stale, write
from tests.contents import CHILD_Z

FILES = [path for folder in (packaged_content(), CHILD_Z) for path in sorted(folder.rglob("*.yaml"))
         if area_of(path.relative_to(folder).as_posix())]  # fmt: skip


def test_the_schemas_say_what_the_models_say() -> None:
    assert stale() == [], "run: python -m knowledge.schema.write"


def test_there_is_one_schema_for_each_kind_of_file_and_no_other() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {area.schema for area in AREAS}


def test_a_stale_schema_is_written_anew(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "topics.json").write_text("{}", encoding="utf-8")

    assert write(tmp_path) == ["topics.json"]
    assert json.loads((tmp_path / "topics.json").read_text("utf-8"))["title"] == "TopicsFile"
    assert write(tmp_path) == []


def test_the_schema_uses_the_keys_that_curators_write() -> None:
    hours = json.loads((FOLDER / "contacts.json").read_text("utf-8"))["$defs"]["Hours"]

    assert {"from", "to", "days"} <= set(hours["properties"])
    assert hours["additionalProperties"] is False


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-2:]))
def test_the_first_line_of_a_content_file_leads_an_editor_to_its_schema(path: Path) -> None:
    folder = CHILD_Z if path.is_relative_to(CHILD_Z) else packaged_content()
    area = area_of(path.relative_to(folder).as_posix())
    first = path.read_text(encoding="utf-8").partition("\n")[0]

    assert area is not None
    assert first.startswith("# yaml-language-server: $schema=")
    assert (path.parent / first.partition("=")[2]).resolve() == FOLDER / f"{area.schema}.json"
