"""What every browser page needs: the bot, the library, the settings, and the templates."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from aiohttp import web

from bot.in_time import ANSWER_WITHIN
from bot.web.rate_limit import RateLimit
from handlers.messages import Reply
from handlers.ports import CurrentLibrary, ReplyTo
from knowledge.library import Library

Show = Callable[[str], Reply]
"""The answer that an entry gives, by its id."""

Examples = Callable[[Library], Sequence[str]]
"""Questions that a library answers, to be offered before the first one is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """How the pages are served. Only loopback addresses are answered unless a setting says otherwise."""

    loopback_only: bool = True
    rate_limit_per_minute: int = 30
    whole_source: bool
    """Whether a document that nobody gave permission for is shown whole; for this computer only."""
    proxies: int = 0
    """How many proxies of ours stand in front: the client's address is that many places from the end of
    X-Forwarded-For. 0: the header is not believed."""
    answer_within: float = ANSWER_WITHIN


@dataclass(frozen=True, slots=True)
class Shelves:
    """What the library needs beside the content. Entries have pages of their own only where it is open."""

    show: Show
    clock: Callable[[], dt.datetime]


@dataclass(frozen=True)
class Site:
    """One running set of pages."""

    reply_to: ReplyTo
    library: CurrentLibrary
    settings: WebSettings
    limit: RateLimit
    reading: RateLimit
    """For pages that cost less than an answer."""
    examples: Examples
    shelves: Shelves | None = None


SITE = web.AppKey("site", Site)
