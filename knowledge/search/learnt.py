"""What is learnt from a corpus, and its cache on disk, so that the next start need not learn again."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from knowledge import cache
from knowledge.search.classes import ClassModel
from knowledge.search.features import FeatureSpace
from knowledge.search.logistic import Logistic
from knowledge.search.similar import Examples
from knowledge.word_meanings import FILE


@dataclass(frozen=True)
class Learnt:
    """Everything that ranking needs beyond the texts themselves."""

    features: FeatureSpace
    classes: ClassModel
    kept: NDArray[np.int64]
    """Which of the corpus's examples are learnt from."""
    mix: Logistic | None = None
    trust: Logistic | None = None
    threshold: float = 0.25
    """The least probability at which an answer is given."""
    offer: float = 0.15
    """The least probability at which choices are offered."""
    calibration: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


def cache_file(folder: Path, revision: str, encoder: str | None) -> Path:
    """The file for one content revision, this code and this encoder."""
    digest = hashlib.sha256(f"{revision} {encoder} {np.__version__} {_code()}".encode())
    return folder / f"learnt-{digest.hexdigest()[:24]}.npz"


def _code() -> str:
    digest = hashlib.sha256()
    package = resources.files("knowledge.search")
    texts = (each for each in package.iterdir() if each.name.endswith((".py", ".txt")))
    beside = resources.files("knowledge")
    others = (beside / "word_meanings.py", beside / FILE)
    for each in (*sorted(texts, key=lambda item: item.name), *others):
        digest.update(each.read_bytes())
    return digest.hexdigest()


def save(path: Path, learnt: Learnt) -> None:
    """Keeps a state for the next start."""
    cache.save(path, _arrays(learnt))


def load(path: Path, entries: int, owners: NDArray[np.int64]) -> Learnt | None:
    """A cached state for just these examples, or None when there is none that can be read."""
    arrays = cache.load(path)
    try:
        learnt = _learnt(arrays or {}, entries)
    except (ValueError, KeyError):
        return None
    kept = learnt.kept
    known = not len(kept) or int(kept.max()) < len(owners)
    return learnt if known and np.array_equal(learnt.classes.examples.owners, owners[kept]) else None


def _arrays(learnt: Learnt) -> dict[str, NDArray[Any]]:
    examples = learnt.classes.examples
    arrays = {
        "hashes": learnt.features.hashes,
        "idf": learnt.features.idf,
        "data": examples.rows.data,
        "indices": examples.rows.indices,
        "indptr": examples.rows.indptr,
        "owners": examples.owners,
        "vectors": examples.vectors,
        "kept": learnt.kept,
        "weights": learnt.classes.weights,
        "numbers": np.array(
            json.dumps(
                {
                    "threshold": learnt.threshold,
                    "offer": learnt.offer,
                    "local": learnt.classes.local,
                    **learnt.calibration,
                }
            )
        ),
    }
    for name, model in (("mix", learnt.mix), ("trust", learnt.trust)):
        if model is not None:
            arrays |= {f"{name}_{part}": getattr(model, part) for part in ("weights", "centre", "spread")}
    return {name: array for name, array in arrays.items() if array is not None}


def _learnt(arrays: Mapping[str, NDArray[Any]], entries: int) -> Learnt:
    features = FeatureSpace(arrays["hashes"], arrays["idf"])
    shape = (len(arrays["indptr"]) - 1, len(features.hashes))
    rows = sparse.csr_matrix((arrays["data"], arrays["indices"], arrays["indptr"]), shape=shape)
    examples = Examples(rows, arrays["owners"], entries, arrays.get("vectors"))
    numbers = json.loads(str(arrays["numbers"]))
    return Learnt(
        features,
        ClassModel(examples, arrays.get("weights"), numbers.pop("local")),
        arrays["kept"],
        _logistic(arrays, "mix"),
        _logistic(arrays, "trust"),
        numbers.pop("threshold"),
        numbers.pop("offer"),
        MappingProxyType(numbers),
    )


def _logistic(arrays: Mapping[str, NDArray[Any]], name: str) -> Logistic | None:
    if f"{name}_weights" not in arrays:
        return None
    return Logistic(*(arrays[f"{name}_{part}"] for part in ("weights", "centre", "spread")))
