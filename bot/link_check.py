"""Looks at the official pages that content links to: politely, seldom, and never unless it is asked to."""

import asyncio
import datetime as dt
import json
from collections.abc import Awaitable, Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal, get_args
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.http_session import http_session
from knowledge.library import Library
from knowledge.schema.answers import Answer, Briefing
from knowledge.schema.resources import Contact, Resource

WAITS = ClientTimeout(total=20, connect=10)
BETWEEN = 2.0
"""Seconds between two requests to one host."""
AGAIN_AFTER = dt.timedelta(days=7)
AGENT = "learning-bot link check (a safeguarding learning bot's curators)"
State = Literal["there", "moved", "gone", "unclear"]
STATES = get_args(State)


@dataclass(frozen=True, slots=True)
class Looked:
    """What was seen at an address, and on which day."""

    state: State
    on: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class Linked:
    """An address and the entries that link to it."""

    url: str
    entries: tuple[str, ...]


def links(library: Library) -> tuple[Linked, ...]:
    """Every address that content links to, each once."""
    found: dict[str, list[str]] = {}
    for entry in library.entries.values():
        for url in _urls(entry.item):
            found.setdefault(url, []).append(entry.id)
    return tuple(Linked(url, tuple(entries)) for url, entries in sorted(found.items()))


def _urls(item: object) -> Iterator[str]:
    match item:
        case Resource() | Briefing():
            yield from (link.url for link in item.links)
        case Contact():
            yield from filter(None, (item.official_page,))
        case Answer():
            yield from filter(None, (item.link,))


def remembered(file: Path) -> dict[str, Looked]:
    """What was seen before; nothing where the file is not there or is not ours."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8"))
        return {url: _read(each) for url, each in kept.items()}
    except (OSError, ValueError, TypeError, AttributeError, KeyError):
        return {}


def _read(kept: Mapping[str, str]) -> Looked:
    """Raises ValueError for what this module did not write."""
    dt.date.fromisoformat(kept["on"])
    if kept["state"] not in STATES:
        raise ValueError
    return Looked(**kept)  # type: ignore[arg-type]


def remember(file: Path, looked: Mapping[str, Looked]) -> None:
    """Keeps what was seen; what was unclear is asked again the next time. Raises OSError."""
    file.parent.mkdir(parents=True, exist_ok=True)
    kept = {url: asdict(each) for url, each in sorted(looked.items()) if each.state != "unclear"}
    file.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


async def look(
    linked: Iterable[Linked],
    before: Mapping[str, Looked],
    today: dt.date,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> dict[str, Looked]:
    """Looks at each address that was not seen within a week; one request at a time to each host."""
    fresh = {
        url: each for url, each in before.items() if today - dt.date.fromisoformat(each.on) < AGAIN_AFTER
    }
    hosts: dict[str, list[str]] = {}
    for each in linked:
        if each.url not in fresh:
            hosts.setdefault(urlsplit(each.url).netloc, []).append(each.url)
    async with http_session(WAITS, {"User-Agent": AGENT}) as session:
        seen = await asyncio.gather(*(_host(session, urls, today, sleep) for urls in hosts.values()))
    return {**fresh, **{url: each for some in seen for url, each in some.items()}}


async def _host(
    session: ClientSession, urls: list[str], today: dt.date, sleep: Callable[[float], Awaitable[None]]
) -> dict[str, Looked]:
    found = {}
    for number, url in enumerate(urls):
        if number:
            await sleep(BETWEEN)
        found[url] = await _one(session, url, today)
    return found


async def _one(session: ClientSession, url: str, today: dt.date) -> Looked:
    """HEAD first; some servers answer only GET."""
    said = ""
    for method in ("HEAD", "GET"):
        try:
            async with session.request(method, url, allow_redirects=True) as answer:
                if answer.status < 400:
                    moved = bool(answer.history) and str(answer.url) != url
                    return Looked(
                        "moved" if moved else "there", today.isoformat(), str(answer.url) if moved else ""
                    )
                if answer.status in (404, 410):
                    return Looked("gone", today.isoformat(), str(answer.status))
                said = str(answer.status)
        except (ClientError, TimeoutError, ValueError) as error:
            said = type(error).__name__
    return Looked("unclear", today.isoformat(), said)


def lines(linked: Iterable[Linked], looked: Mapping[str, Looked]) -> Iterator[str]:
    """One line for each address that is not simply there."""
    words = {
        "moved": "leads elsewhere now, to {said}: see that it is the right page, and write the new address",
        "gone": "is gone ({said}): find the page's new address, or say in link_note that there is none",
        "unclear": "could not be looked at ({said}): open it yourself",
    }
    for each in linked:
        found = looked.get(each.url)
        if found is not None and found.state != "there":
            what = words[found.state].format(said=found.said)
            yield f"[link] {each.url} {what} ({', '.join(each.entries)})"
