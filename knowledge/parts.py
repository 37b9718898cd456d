"""The parsed files of a folder, each with the YAML it came from."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from pydantic import BaseModel

from knowledge.yamlfile import YamlFile

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T]):
    """A parsed file and the YAML it came from."""

    model: T
    file: YamlFile


class Parts:
    """Every parsed file by the folder or file name it came from."""

    def __init__(self) -> None:
        self.placed: dict[str, list[Placed[BaseModel]]] = {}
        self.borrowed: set[str] = set()

    def keep(self, area: str, placed: Placed[T] | None) -> None:
        """Adds a file that could be parsed."""
        if placed is not None:
            self.placed.setdefault(area, []).append(Placed(placed.model, placed.file))

    def all(self, area: str, model: type[T]) -> list[Placed[T]]:
        """The parsed files of one area."""
        return [
            Placed(each.model, each.file)
            for each in self.placed.get(area, [])
            if isinstance(each.model, model)
        ]
