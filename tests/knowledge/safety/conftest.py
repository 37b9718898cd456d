"""The packaged safety content and one detector over it."""

import pytest

from knowledge.library import SafetyContent
from knowledge.load import load
from knowledge.safety import Detector


@pytest.fixture(scope="session")
def content() -> SafetyContent:
    """The packaged cues, examples and signposting."""
    return load().safety


@pytest.fixture(scope="session")
def detector(content: SafetyContent) -> Detector:
    """Learnt anew, without an encoder."""
    return Detector(content)
