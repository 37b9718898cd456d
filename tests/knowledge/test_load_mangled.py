"""Whatever is written into a content file, the loader either takes it or says in order what is wrong."""

import json
import string
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge import files
from knowledge.contents import read_contents
from tests.contents import CHILD_Z

YAML_SYNTAX = st.sampled_from(
    [": ", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "|\n", ">-\n", "'", '"', "#", "---\n", "\t", "? ",
     "\n", "  ", "\0", "\ufeff", "%", "@", "<<: ", "null", "999999999999999999999", "1e999", "2024-99-99"]
)  # fmt: skip
NAMES = sorted(path.relative_to(CHILD_Z).as_posix() for path in CHILD_Z.rglob("*.yaml"))


@contextmanager
def folder_with(name: str, content: bytes) -> Iterator[Path]:
    """A folder with this file alone: nothing large is borrowed each time."""
    nothing = Path("nothing to borrow")
    with TemporaryDirectory() as folder, patch.object(files, "packaged_content", lambda: nothing):
        path = Path(folder, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        yield Path(folder)


def orderly(name: str, content: bytes) -> None:
    with folder_with(name, content) as folder:
        contents = read_contents(folder, questions=True)
    lines = content.count(b"\n") + content.count(b"\r") + 2
    for problem in contents.problems:
        assert problem.message
        assert "\n" not in problem.message
        assert problem.place.file != name or 1 <= problem.place.line <= lines


@settings(max_examples=400, deadline=None)
@given(
    name=st.sampled_from(NAMES),
    start=st.floats(0, 1),
    length=st.integers(0, 40),
    insert=st.lists(YAML_SYNTAX),
)
def test_a_mangled_file(name: str, start: float, length: int, insert: list[str]) -> None:
    text = (CHILD_Z / name).read_text(encoding="utf-8")
    at = int(start * len(text))
    orderly(name, (text[:at] + "".join(insert) + text[at + length :]).encode())


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(NAMES), content=st.binary(max_size=200))
def test_any_bytes(name: str, content: bytes) -> None:
    orderly(name, content)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(string.printable, max_size=8) | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["id", "title", "answers", "questions", "text", "terms", "lines"]), inner
        )
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(name=st.sampled_from(NAMES), value=VALUES)
def test_any_data(name: str, value: object) -> None:
    orderly(name, json.dumps(value).encode())
