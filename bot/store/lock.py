"""One serving process a database file: a second one is refused with a clear word."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.store.engine import StoreError


class ServingLock:
    """Held while a process serves from a file. The system drops it when the process ends, however it ends."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._path = file.with_name(file.name + ".lock")
        self._descriptor: int | None = None

    def __enter__(self) -> Self:
        descriptor = self._open()
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip()
            os.close(descriptor)
            raise StoreError(
                f"Another learning-bot (process {holder or 'unknown'}) is using {self._file}",
                "Stop it first, or give this one a database of its own with DATABASE_URL.",
            ) from error
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        self._descriptor = descriptor
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def _open(self) -> int:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise StoreError(
                f"{self._path} cannot be written ({error.strerror})",
                f"Let this user write to {self._path.parent}, or point DATABASE_URL to another folder.",
            ) from error
