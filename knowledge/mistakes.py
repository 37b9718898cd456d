"""Says in plain words what pydantic found wrong with a file, and on which line."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from knowledge.library import Problem
from knowledge.yamlfile import YamlFile

_PLAIN: Mapping[str, str] = {
    "extra_forbidden": "is not a key that is known here; see the schema for the keys there are",
    "missing": "is missing",
    "string_type": "must be words; put it in quotes",
    "tuple_type": "must be a list",
    "model_type": "must have keys, written as `key: value`",
    "model_attributes_type": "must have keys, written as `key: value`",
}


def undecided(file: YamlFile) -> Iterator[Problem]:
    """Everything that a draft left to a person: a value that is TODO, or that has it as a part."""
    for path in _todos(file.data, ()):
        key = next((str(step) for step in reversed(path) if isinstance(step, str)), "this")
        yield Problem("todo", file.place(path), f"`{key}` is still TODO: decide it, and write it here")


def _todos(value: object, path: tuple[str | int, ...]) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, str) and "TODO" in value.replace("/", " ").split():
        yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, each in steps:
        yield from _todos(each, (*path, step))


def schema_problems(error: ValidationError, file: YamlFile) -> Iterator[Problem]:
    """Each mistake at the line of the value or, for a missing key, of what lacks it.

    What is still TODO is said elsewhere, once.
    """
    todo = set(_todos(file.data, ()))
    around = {path[:length] for path in todo for length in range(len(path))}
    for each in error.errors(include_url=False, include_input=False):
        path = _path(each["loc"], file.data)
        if path in todo or (path in around and each["type"] == "too_short"):
            continue
        where = f"`{'.'.join(str(step) for step in path)}`" if path else "the file"
        yield Problem("schema", file.place(path), f"{where} {_message(each)}")


def _message(each: ErrorDetails) -> str:
    plain = _PLAIN.get(each["type"])
    if plain is not None:
        return plain
    text = each["msg"].removeprefix("Value error, ")
    return f"is not right: {text[:1].lower()}{text[1:]}"


def _path(loc: tuple[str | int, ...], data: object) -> tuple[str | int, ...]:
    """The keys and indices of the file, without the names pydantic gives to the forms a value may take."""
    path: list[str | int] = []
    value: Any = {} if data is None else data
    for position, step in enumerate(loc):
        if isinstance(value, dict) and (step in value or position == len(loc) - 1):
            path.append(step)
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            path.append(step)
            value = value[step]
    return tuple(path)
