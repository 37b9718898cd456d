"""Says in plain words what pydantic found wrong with a file, and on which line."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.known_keys import nearest_key
from knowledge.library import Problem
from knowledge.yamlfile import YamlFile

_A_DAY = "must be a day, written as 2026-09-30"
_PLAIN: Mapping[str, str] = {
    "extra_forbidden": "is not a key that is known here; see the schema for the keys there are",
    "missing": "is missing",
    "string_type": "must be words; put it in quotes",
    "date_from_datetime_parsing": _A_DAY,
    "date_from_datetime_inexact": _A_DAY,
    "date_parsing": _A_DAY,
    "date_type": _A_DAY,
    "string_too_short": "is empty; write the words, or leave the key out",
    "bool_parsing": "must be true or false",
    "bool_type": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
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


_PATTERNS: Mapping[str, str] = {
    "^https?:": "must be a whole web address that begins with https:// or http://",
    "^[a-z0-9]+(?:[-/]": "must be an id of small letters, figures, - and /, as in answer/parking",
    "^[a-z0-9]+(?:-": "must be an id of small letters, figures and -, as in child-p-response",
    "^[a-z]+(?:_": "must be an id of small letters and _, as in isle_of_wight",
    "^(?:[01]": "must be a time of day, written as 08:30",
    "^[0-9][0-9 ]": "must be a telephone number: figures and spaces",
    "^[^@": "must be an email address",
    "^[0-9]+(?:": "must be a number as the document prints it, such as 1.2 or 4a",
    "^[0-9a-f]{64}": "must be a SHA-256: 64 of the characters 0 to 9 and a to f",
}
"""By how a pattern of the schema begins."""


def schema_problems(error: ValidationError, file: YamlFile, model: type[BaseModel]) -> Iterator[Problem]:
    """Each mistake at the line of the value or, for a missing key, of what lacks it.

    What is still TODO is said elsewhere, once.
    """
    todo = set(_todos(file.data, ()))
    around = {path[:length] for path in todo for length in range(len(path))}
    for each in error.errors(include_url=False, include_input=False):
        path = _path(each["loc"], file.data)
        if path in todo or (path in around and each["type"] == "too_short"):
            continue
        yield Problem(
            "schema", file.place(path), f"{_named(path, file.data)} {_message(each, path, file, model)}"
        )


def _named(path: Sequence[str | int], data: object) -> str:
    """A place as a curator finds it: the key, and the id of what it belongs to."""
    if not path:
        return "the file"
    value, owner, start = data, None, 0
    for place, step in enumerate(path[:-1]):
        value = _within(value, step)
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            owner, start = value["id"], place + 1
    key = ".".join(str(step) for step in path[start:])
    return f"`{key}` of `{owner}`" if owner else f"`{key}`"


def _within(value: object, step: str | int) -> object:
    """What stands at one step; no words where there is nothing."""
    if isinstance(value, dict):
        return value.get(step, "")
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else ""


def _message(each: ErrorDetails, path: Sequence[str | int], file: YamlFile, model: type[BaseModel]) -> str:
    meant = nearest_key(model, path) if each["type"] == "extra_forbidden" else None
    if meant:
        return f"is not a key that is known here; did you mean `{meant}`?"
    if each["type"] == "string_type" and path and _value(file.data, path) is None:
        return "is empty; write the words (what stands after # is a comment)"
    plain = _PLAIN.get(each["type"])
    if plain is not None:
        return plain
    pattern = str(each.get("ctx", {}).get("pattern", ""))
    for start, words in _PATTERNS.items():
        if pattern.startswith(start):
            return words
    text = each["msg"].removeprefix("Value error, ")
    return f"is not right: {text[:1].lower()}{text[1:]}"


def _value(data: object, path: Sequence[str | int]) -> object:
    value = data
    for step in path:
        value = _within(value, step)
    return value


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
