"""The garbage collector need not go through the content, and content that was replaced goes all the same."""

import gc
import weakref
from collections.abc import Iterator

import pytest

from bot.resting import Resting


class Content:
    """It holds itself, so that only the garbage collector can take it away."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


async def test_content_rests_until_it_is_replaced() -> None:
    revision = "one"
    resting = Resting(lambda: revision)
    content = Content()
    there = weakref.ref(content)
    await resting.look()
    assert gc.get_freeze_count() > 1_000

    revision = "two"
    del content
    gc.collect()
    await resting.look()
    assert there() is not None  # an answer under way may still need it
    await resting.look()
    assert there() is None
    assert gc.get_freeze_count() > 1_000


async def test_it_rests_once() -> None:
    resting = Resting(lambda: "one")
    await resting.look()
    made_later = Content()
    await resting.look()
    assert gc.is_tracked(made_later)
    assert any(each is made_later for each in gc.get_objects())
