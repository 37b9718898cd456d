"""What one look found."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from typing import Literal

from aiohttp import ClientSession

from bot.settings import Settings

State = Literal["ok", "warning", "failed", "off"]


@dataclass(frozen=True, slots=True)
class Finding:
    """`said` is what is so; `remedy` what to do about it. No secret stands in either."""

    name: str
    state: State
    said: str
    remedy: str = ""


Check = Callable[[Settings, ClientSession], AsyncIterator[Finding]]
"""Looks at one thing from all sides. It raises nothing that it can foresee."""


def ok(name: str, said: str) -> Finding:
    """As it should be."""
    return Finding(name, "ok", said)


def off(name: str, said: str) -> Finding:
    """Not set up, which may be as it should be."""
    return Finding(name, "off", said)


def warning(name: str, said: str, remedy: str) -> Finding:
    """The bot works, but not all of it."""
    return Finding(name, "warning", said, remedy)


def failed(name: str, said: str, remedy: str) -> Finding:
    """Something does not work."""
    return Finding(name, "failed", said, remedy)
