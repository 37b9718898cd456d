"""What was answered rightly the last time, so that an evaluation says what changed and fails on a loss."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.outcomes import Outcome

Results = Mapping[str, bool]


@dataclass(frozen=True)
class Changes:
    """Questions by what became of them."""

    gained: tuple[Outcome, ...]
    lost: tuple[Outcome, ...]


def record_file(folder: Path, content: Path | None, files: Sequence[Path], engine: str) -> Path:
    """Where the results for this content, these files and this engine are kept."""
    named = [str(each.resolve()) for each in (*([content] if content else []), *files)]
    digest = hashlib.sha256("\n".join([engine, *named]).encode("utf-8", "surrogateescape"))
    return folder / f"evaluated-{digest.hexdigest()[:16]}.json"


def results(outcomes: Sequence[Outcome]) -> dict[str, bool]:
    """Whether each turn was right, by a hash of its conversation so far."""
    return {key: each.right for key, each in _keyed(outcomes)}


def _keyed(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, Outcome]]:
    said = ""
    for each in outcomes:
        said = f"{said}\n{each.turn.q}" if each.place else each.turn.q
        yield hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16], each


def compared(outcomes: Sequence[Outcome], before: Results) -> Changes:
    """What is right now and was not, and the other way round. New questions are neither."""
    keyed = list(_keyed(outcomes))
    return Changes(
        tuple(each for key, each in keyed if each.right and before.get(key) is False),
        tuple(each for key, each in keyed if not each.right and before.get(key) is True),
    )


def load(path: Path) -> Results:
    """The results of the last run; none if there was none that can be read."""
    try:
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def save(path: Path, found: Results) -> None:
    """Keeps the results. A folder that cannot be written costs the comparison, not the figures."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_text(json.dumps(found), "utf-8")
        partial.replace(path)
    except OSError:
        return
