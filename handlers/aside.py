"""Keeps the event loop free: long work is done in a thread; short work at once, as a hop costs more."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
_THREADS = ThreadPoolExecutor(2, "aside")
"""Few, as each may hold the interpreter for some milliseconds before the event loop gets its turn."""
SHORT = 200
"""A text of up to this many characters is understood in under 5 milliseconds, without an encoder."""


async def aside(quick: bool, work: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """What the work gives; in a thread unless it is quick."""
    if quick:
        return work(*args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(_THREADS, partial(work, *args, **kwargs))
