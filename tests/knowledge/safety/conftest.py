"""The packaged safety content and one detector over it."""

import pytest

from knowledge.cache import default_cache
from knowledge.library import SafetyContent
from knowledge.load import load
from knowledge.safety import Detector


@pytest.fixture(scope="session")
def content() -> SafetyContent:
    """The packaged cues, examples and signposting."""
    return load().safety


@pytest.fixture(scope="session")
def detector(content: SafetyContent) -> Detector:
    """Learnt from these examples and this code, without an encoder."""
    return Detector(content, cache=default_cache())
