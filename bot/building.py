"""Makes content ready to answer from: engine, safety detector, and the sentence encoder if present."""

from collections.abc import Callable
from pathlib import Path

from handlers.dispatch import Knowledge
from knowledge.library import Library
from knowledge.safety import Detector
from knowledge.search.engine import Engine
from knowledge.search.learnt import default_cache
from knowledge.search.meaning import EncoderError, SentenceEncoder, present


def load_encoder(folder: Path) -> tuple[SentenceEncoder | None, str]:
    """The sentence encoder, or None and what is wrong when its files are there."""
    if not present(folder):
        return None, ""
    try:
        return SentenceEncoder(folder), ""
    except EncoderError as error:
        return None, str(error)


def builder(encoder: SentenceEncoder | None) -> Callable[[Library], Knowledge]:
    """Makes a library ready to answer from."""

    def build(library: Library) -> Knowledge:
        engine = Engine(library, encoder, default_cache())
        return Knowledge(library, engine, Detector(library.safety, encoder, default_cache()))

    return build
