"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from aiohttp import web

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Paged(Generic[T]):
    """One page of a list. Pages are counted from 1."""

    items: Sequence[T]
    number: int
    last: int
    total: int
    address: str

    @property
    def before(self) -> str | None:
        """The address of the page before this one."""
        return self._at(self.number - 1) if self.number > 1 else None

    @property
    def after(self) -> str | None:
        """The address of the page after this one."""
        return self._at(self.number + 1) if self.number < self.last else None

    def _at(self, number: int) -> str:
        return self.address if number == 1 else f"{self.address}?page={number}"


def paged(request: web.Request, items: Sequence[T], most: int) -> Paged[T]:
    """The page that a request asks for with `?page=`. Raises HTTPNotFound where there is none."""
    given = request.query.get("page", "1")
    last = max(1, -(-len(items) // most))
    if not (given.isascii() and given.isdecimal() and len(given) < 7 and 1 <= int(given) <= last):
        raise web.HTTPNotFound
    number = int(given)
    shown = items[(number - 1) * most : number * most]
    return Paged(shown, number, last, len(items), request.rel_url.raw_path)
