"""Keeps what was learnt from content in a folder, so that the next start need not learn again."""

import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

LARGEST = 300_000_000
"""How many bytes a folder keeps; what was longest not used goes."""

Arrays = Mapping[str, NDArray[Any]]


def default_cache() -> Path:
    """Where learnt states are kept: XDG_CACHE_HOME, or .cache in the home folder."""
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "learning-bot"


def save(path: Path, arrays: Arrays) -> None:
    """Writes a state whole or not at all. A cache that cannot be written costs time, never an answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        Path(partial).replace(path)
        _let_go(path.parent.glob("*.npz"))
    except OSError:
        return


def load(path: Path, names: Iterable[str] = ()) -> dict[str, NDArray[Any]] | None:
    """The arrays of a state, or None when there is none that can be read and has these names."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            arrays = {name: kept[name] for name in kept.files}
    except Exception:  # a damaged archive raises many kinds of error: it is as good as none
        return None
    _used(path)
    return arrays if arrays.keys() >= set(names) else None


def _used(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:
        return


def _let_go(files: Iterable[Path]) -> None:
    newest = sorted(((each, each.stat()) for each in files), key=lambda each: -each[1].st_mtime_ns)
    total = 0
    for place, (each, stat) in enumerate(newest):
        total += stat.st_size
        if total > LARGEST and place:
            each.unlink(missing_ok=True)
