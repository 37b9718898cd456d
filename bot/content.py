"""Holds the content in use and what was built from it, and takes over changed files without a restart."""

import asyncio
import os
import threading
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

import structlog

from bot.last_good import LastGood
from knowledge.library import ContentError, Library, Place, Problem
from knowledge.load import load, packaged_content

T = TypeVar("T")
Stamp = tuple[str, int, int, int]
"""A file's name, time of change in nanoseconds, size and inode."""

log = structlog.get_logger()


@dataclass(frozen=True)
class Current(Generic[T]):
    """A library and what was built from it: they always belong together."""

    library: Library
    built: T


@dataclass(frozen=True)
class ReloadResult:
    """What came of a reload. With problems, the content in use is still the old one."""

    changed: bool
    revision: str
    problems: tuple[Problem, ...] = ()


class ContentHolder(Generic[T]):
    """The content of a folder; if it cannot be loaded at the start, the last that could.

    `last_good` keeps that of a folder of one's own. Raises ContentError if there is none either.
    """

    def __init__(
        self, folder: Path | None, build: Callable[[Library], T], last_good: LastGood | None = None
    ) -> None:
        self._folder = folder or packaged_content()
        self._last_good = last_good if folder is not None else None
        self._build = build
        self._reloading = threading.Lock()
        self._tried = self._seen = stamps(self._folder)
        self.problems: tuple[Problem, ...] = ()
        library = self._first()
        self.current = Current(library, build(library))

    def _first(self) -> Library:
        try:
            library = load(self._folder)
        except ContentError as error:
            kept = self._last_good.library() if self._last_good else None
            if kept is None:
                raise
            self.problems = _kept(kept.revision, error.problems).problems
            return kept
        self._keep(library)
        return library

    def _keep(self, library: Library) -> None:
        if self._last_good:
            self._last_good.keep(self._folder, library)

    def library(self) -> Library:
        """The library in use now."""
        return self.current.library

    def built(self) -> T:
        """What was built from the library in use now."""
        return self.current.built

    def reload(self) -> ReloadResult:
        """Loads and builds everything anew, and only then replaces what is in use."""
        with self._reloading:
            self._tried = stamps(self._folder)
            before = self.current.library.revision
            try:
                library = load(self._folder)
                self.problems = ()
                if library.revision == before:
                    return ReloadResult(False, before)
                self.current = Current(library, self._build(library))
                self._keep(library)
            except ContentError as error:
                return _kept(before, error.problems)
            except Exception as error:  # whatever the builder meets, the old content must go on serving
                problem = Problem(
                    "content", Place(".", 1), f"could not be made ready: {type(error).__name__}"
                )
                return _kept(before, (problem,))
            log.info("content_reloaded", revision=library.revision, entries=len(library.entries))
            return ReloadResult(True, library.revision)

    async def poll(self) -> ReloadResult | None:
        """Reloads if files have changed since the last try and lie still since the last look."""
        return await asyncio.to_thread(self._look)

    def _look(self) -> ReloadResult | None:
        before, self._seen = self._seen, stamps(self._folder)
        if self._seen == self._tried or self._seen != before:
            return None
        return self.reload()

    async def watch(
        self, seconds: float = 2.0, sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    ) -> None:
        """Polls until cancelled."""
        while True:
            await sleep(seconds)
            await self.poll()


def _kept(revision: str, problems: tuple[Problem, ...]) -> ReloadResult:
    places = [f"{problem.area}:{problem.place}" for problem in problems[:10]]
    log.warning("content_kept", revision=revision, problems=len(problems), places=places)
    return ReloadResult(False, revision, problems)


def stamps(folder: Path) -> frozenset[Stamp]:
    """What tells whether any file of a folder has changed."""
    found = set[Stamp]()
    for top, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(top, name)
            try:
                state = path.stat()
            except OSError:
                continue
            found.add((str(path), state.st_mtime_ns, state.st_size, state.st_ino))
    return frozenset(found)
