"""Keeps fitted weights in a cache folder, so that the next start need not learn again."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

KEPT = 8
"""How many states a cache folder keeps; the oldest go."""

Arrays = Mapping[str, NDArray[Any]]


def save(path: Path, arrays: Arrays) -> None:
    """Writes a state whole or not at all. A cache that cannot be written costs time, never an answer."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        Path(partial).replace(path)
        for old in sorted(path.parent.glob("safety-*.npz"), key=lambda each: each.stat().st_mtime)[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def load(path: Path, names: tuple[str, ...]) -> dict[str, NDArray[Any]] | None:
    """The arrays of a state, or None when there is none that can be read."""
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            return {name: kept[name] for name in names}
    except Exception:  # a damaged archive raises many kinds of error: it is as good as none
        return None
