"""Which keys a place of a content file may have, so that a misspelt one can be told from its neighbours."""

from collections.abc import Iterator, Sequence
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from rapidfuzz import process

LIKE = 70
"""From this likeness on (0 to 100) a key is taken for a slip of another."""


def nearest_key(model: type[BaseModel], path: Sequence[str | int]) -> str | None:
    """The key that was meant by the last one of a path; None where no key there is like it."""
    *above, key = path
    known = {name for each in _at((model,), above) for name in _names(each)}
    found = process.extractOne(str(key), sorted(known), score_cutoff=LIKE)
    return found[0] if found else None


def _at(models: Sequence[type[BaseModel]], path: Sequence[str | int]) -> list[type[BaseModel]]:
    """The models that may stand at a path: several where a value may take one of several forms."""
    found = list(models)
    for step in path:
        if isinstance(step, str):
            fields = (each.model_fields.get(step) or _by_alias(each, step) for each in found)
            found = [inner for field in fields if field is not None for inner in _models(field.annotation)]
    return found


def _by_alias(model: type[BaseModel], name: str) -> FieldInfo | None:
    return next((field for field in model.model_fields.values() if field.alias == name), None)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    """Every model inside a type such as `tuple[Number, ...] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for each in get_args(annotation):
        yield from _models(each)


def _names(model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        yield field.alias or name
