"""The reader over the packaged content."""

import pytest

from knowledge.commands import CommandReader
from knowledge.library import Library
from knowledge.load import load
from knowledge.search.corpus import Corpus


@pytest.fixture(scope="session")
def library() -> Library:
    return load(questions=True)


@pytest.fixture(scope="session")
def reader(library: Library) -> CommandReader:
    return CommandReader(library, Corpus(library))
