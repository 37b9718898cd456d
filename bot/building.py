"""Makes content ready to answer from: engine, safety detector, and the sentence encoder if present."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from handlers.dispatch import Knowledge
from knowledge.cache import default_cache
from knowledge.library import Library
from knowledge.load import load
from knowledge.safety import Detector
from knowledge.search.engine import Engine
from knowledge.search.learnt import cache_file
from knowledge.search.meaning import EncoderError, SentenceEncoder, present

LONGEST = 600.0
"""Seconds that learning in a process of its own may take."""


def load_encoder(folder: Path) -> tuple[SentenceEncoder | None, str]:
    """The sentence encoder, or None and what is wrong when its files are there."""
    if not present(folder):
        return None, ""
    try:
        return SentenceEncoder(folder), ""
    except EncoderError as error:
        return None, str(error)


def builder(encoder: SentenceEncoder | None) -> Callable[[Library], Knowledge]:
    """Makes a library ready to answer from, in this process."""

    def build(library: Library) -> Knowledge:
        engine = Engine(library, encoder, default_cache())
        detector = Detector(library.safety, encoder, default_cache())
        return Knowledge(library, engine, detector, encoded=encoder is not None)

    return build


def builder_apart(
    encoder: SentenceEncoder | None, knowledge_path: Path | None, encoder_path: Path
) -> Callable[[Library], Knowledge]:
    """The same, but what must be learnt is learnt in a process of its own.

    Learning takes seconds of both cores and a few hundred megabytes, which a serving process would keep.
    """
    build = builder(encoder)

    def build_apart(library: Library) -> Knowledge:
        identity = encoder.identity if encoder is not None else None
        if not cache_file(default_cache(), library.revision, identity).is_file():
            _learn_apart(knowledge_path, encoder_path)
        return build(library)

    return build_apart


def _learn_apart(knowledge_path: Path | None, encoder_path: Path) -> None:
    """Fills the cache. If that fails, the caller learns for itself: slower, the same result."""
    command = [sys.executable, "-m", "bot.building", str(knowledge_path or ""), str(encoder_path)]
    try:
        subprocess.run(  # noqa: S603  # our own words
            command, check=False, capture_output=True, timeout=LONGEST, env=_every_core()
        )
    except (OSError, subprocess.TimeoutExpired):
        return


def _every_core() -> dict[str, str]:
    """The environment for learning, whose matrices are large enough to share among cores."""
    return {**os.environ, "OPENBLAS_NUM_THREADS": str(os.cpu_count() or 1)}


def prepare(knowledge_path: Path | None, encoder_path: Path) -> Knowledge:
    """Learns from a folder's content and keeps the result for the next start. Raises ContentError."""
    encoder, _ = load_encoder(encoder_path)
    return builder(encoder)(load(knowledge_path))


if __name__ == "__main__":
    prepare(Path(sys.argv[1]) if sys.argv[1] else None, Path(sys.argv[2]))
