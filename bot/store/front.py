"""The newest rows of a table, held in the process beside it: one that serves alone need not ask the file."""

import datetime as dt
from collections.abc import Iterable
from typing import Generic, TypeVar

V = TypeVar("V")
LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)


class Front(Generic[V]):
    """At most `most` rows by key, each with its time. While it is `whole`, what is not here is nowhere."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rows: dict[str, tuple[dt.datetime, V]] = {}
        self._let_go = LONG_AGO

    @property
    def whole(self) -> bool:
        """Whether it holds every row that the table may still hold."""
        return self._let_go == LONG_AGO

    def fill(self, rows: Iterable[tuple[str, dt.datetime, V]]) -> None:
        """What the table holds at the start, the oldest first."""
        for key, at, value in rows:
            self.put(key, at, value)

    def get(self, key: str) -> V | None:
        """The row of a key, or None."""
        found = self._rows.get(key)
        return None if found is None else found[1]

    def put(self, key: str, at: dt.datetime, value: V) -> None:
        """Replaces a row. The one that was put longest ago makes room."""
        self._rows.pop(key, None)
        if len(self._rows) >= self._most:
            let_go, _ = self._rows.pop(next(iter(self._rows)))
            self._let_go = max(self._let_go, let_go)
        self._rows[key] = (at, value)

    def drop(self, key: str) -> None:
        """Forgets a row."""
        self._rows.pop(key, None)

    def forget(self, before: dt.datetime) -> None:
        """Forgets what is older, as the table does. What made room earlier may then be gone there, too."""
        for key in [key for key, (at, _) in self._rows.items() if at < before]:
            del self._rows[key]
        if self._let_go < before:
            self._let_go = LONG_AGO
