"""The parsed files of a folder, each with the YAML it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from pydantic import BaseModel

from knowledge.yamlfile import YamlFile

T = TypeVar("T", bound=BaseModel)


@dataclass(frozen=True)
class Placed(Generic[T]):
    """A parsed file and the YAML it came from. `borrowed`: it is the package's own."""

    model: T
    file: YamlFile
    borrowed: bool = False


@dataclass
class Parts:
    """Every parsed file, in the order of the areas, and the ids in files that could not be parsed."""

    placed: dict[str, list[Placed[BaseModel]]] = field(default_factory=dict)
    unread_ids: set[str] = field(default_factory=set)
    """A reference to one of these is no mistake of the file that makes it."""
    unreadable: bool = False
    """A file could not be opened at all: nobody knows what it defines."""

    def keep(self, area: str, placed: Placed[BaseModel]) -> None:
        """Adds a file that could be parsed."""
        self.placed.setdefault(area, []).append(placed)

    def of(self, model: type[T]) -> Iterator[Placed[T]]:
        """The parsed files with this content."""
        for each in self.all():
            if isinstance(each.model, model):
                yield Placed(each.model, each.file, each.borrowed)

    def own(self, area: str) -> list[Placed[BaseModel]]:
        """The folder's own files of one area."""
        return [each for each in self.placed.get(area, []) if not each.borrowed]

    def all(self) -> Iterator[Placed[BaseModel]]:
        """Every file."""
        for files in self.placed.values():
            yield from files
