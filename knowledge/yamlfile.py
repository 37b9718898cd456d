"""Reads one YAML file into plain data and remembers on which line everything stands."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from knowledge.library import Place, Problem
from knowledge.yamldata import YamlData, YamlMistake, build

KeyPath = tuple[str | int, ...]
"""The keys and indices that lead to a value."""

MAX_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True)
class YamlFile:
    """The data of one file, the line of each value in it, and the hash of its bytes."""

    name: str
    data: Any
    lines: Mapping[int, Sequence[int] | Mapping[str, int]]
    sha256: str

    def place(self, path: Sequence[str | int] = ()) -> Place:
        """The line of a value, given the keys and indices that lead to it; as near as the file has it."""
        value, line = self.data, 1
        for step in path:
            lines = self.lines.get(id(value))
            if isinstance(value, dict) and isinstance(lines, dict) and step in value:
                value, line = value[step], lines[str(step)]
            elif isinstance(value, list) and isinstance(lines, list) and _holds(value, step):
                value, line = value[int(step)], lines[int(step)]
        return Place(self.name, line)

    def find(self, pattern: str) -> Iterator[tuple[KeyPath, Any]]:
        """Every value at a pattern of keys joined by dots (`*`: each of a list; empty: the whole file)."""
        return _walk(self.data, tuple(pattern.split(".")) if pattern else (), ())


def _walk(value: Any, steps: tuple[str, ...], path: KeyPath) -> Iterator[tuple[KeyPath, Any]]:  # noqa: ANN401
    if not steps:
        yield path, value
    elif steps[0] == "*" and isinstance(value, list):
        for position, each in enumerate(value):
            yield from _walk(each, steps[1:], (*path, position))
    elif isinstance(value, dict) and steps[0] in value:
        yield from _walk(value[steps[0]], steps[1:], (*path, steps[0]))


def _holds(values: list[Any], step: str | int) -> bool:
    return isinstance(step, int) and step < len(values)


def read(path: Path, name: str) -> tuple[YamlFile | None, list[Problem]]:
    """The file, or what is wrong with it. Nothing in a file is ever executed."""
    try:
        if path.stat().st_size > MAX_BYTES:
            return None, [
                _problem(name, 1, f"larger than {MAX_BYTES // 2**20} MiB; split it into smaller files")
            ]
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        return None, [_problem(name, 1, f"cannot be read: {error.strerror}")]
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return None, [_problem(name, line, "not UTF-8; save the file as UTF-8")]
    data, problems = _parse(text, name)
    if data is None:
        return None, problems
    return YamlFile(name, data.value, data.lines, hashlib.sha256(raw).hexdigest()), problems


def _parse(text: str, name: str) -> tuple[YamlData | None, list[Problem]]:
    mistakes: list[YamlMistake] = []
    data: YamlData | None = None
    try:
        data = build(text, mistakes)
    except yaml.reader.ReaderError as error:
        line = text[: error.position].count("\n") + 1
        mistakes = [
            YamlMistake(line, f"a character that does not belong in text: U+{ord(text[error.position]):04X}")
        ]
    except yaml.YAMLError as error:
        mistakes = [_syntax(error)]
    problems = [_problem(name, mistake.line, mistake.message) for mistake in mistakes]
    return (None if problems else data), problems


_REMEDIES = {
    "mapping values are not allowed in this context": "a colon out of place; put the text in quotes",
    "found character that cannot start any token": "a tab, @, ` or % out of place; use spaces or quotes",
    "found a tab character that violates indentation": "a tab at the start of the line; use spaces",
    "did not find expected key": "this line does not line up with the lines above it",
    "did not find expected ',' or ']'": "the list that begins here is not closed; ] is missing",
    "did not find expected ',' or '}'": "the mapping that begins here is not closed; } is missing",
    "found unexpected end of stream": "the quotation mark that opens here is not closed",
}
_WHERE_IT_BEGINS = ("',' or", "end of stream")


def _syntax(error: yaml.YAMLError) -> YamlMistake:
    what = getattr(error, "problem", None) or str(error).partition("\n")[0]
    marks = [getattr(error, "problem_mark", None), getattr(error, "context_mark", None)]
    if any(part in what for part in _WHERE_IT_BEGINS):
        marks.reverse()
    mark = marks[0] or marks[1]
    line = mark.line + 1 if mark is not None else 1
    return YamlMistake(line, f"not valid YAML: {_REMEDIES.get(what, what)}")


def _problem(name: str, line: int, message: str) -> Problem:
    return Problem("yaml", Place(name, line), message)
