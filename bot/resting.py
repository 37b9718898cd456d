"""Spares the garbage collector the content, which stays until other content takes its place.

To go through all of it takes 50 milliseconds and more, and was done again and again between answers.
"""

import gc
from collections.abc import Callable


class Resting:
    """What is there when the bot begins to serve, and again some time after its content was replaced."""

    def __init__(self, revision: Callable[[], str]) -> None:
        """`revision`: that of the content in use."""
        self._revision = revision
        self._seen = revision()
        self._at_rest = ""

    async def look(self) -> None:
        """Replaced content is let go when a whole turn has passed: answers under way may still need it."""
        now = self._revision()
        if now == self._seen and now != self._at_rest:
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            self._at_rest = now
        self._seen = now
