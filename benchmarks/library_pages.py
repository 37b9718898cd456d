"""Measures the library's pages over 1,000 generated reviews of 20 recommendations: milliseconds and bytes.

Every review is the packaged one under another name, so pages are as long as real ones. Pages are asked for
one after the other over HTTP on loopback, with server and client on one core.
"""

import asyncio
import datetime as dt
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain, islice
from statistics import median, quantiles
from types import MappingProxyType

from aiohttp import ClientSession, web

from benchmarks.results import table, write
from bot.web.pages import add_routes
from bot.web.site import Shelves, WebSettings
from handlers.ask import reply_from
from handlers.dispatch import show_entry
from handlers.messages import Message, Reply
from knowledge.library import Entry, Library
from knowledge.load import load
from knowledge.schema.reviews import AudienceSection, Recommendation, Review
from knowledge.search.engine import Engine
from knowledge.search.findings import Facets, Findings

REVIEWS, EACH, TIMES = 1_000, 20, 40
MOST_MS, MOST_BYTES = 100, 100_000
NOW = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
LAST_THEME = "training"


def generated(reviews: int = REVIEWS) -> Library:
    """The packaged content with its review many times over."""
    packaged = load()
    (model,) = packaged.reviews
    many = [_review(model, number) for number in range(1, reviews + 1)]
    others = (each for each in packaged.entries.values() if each.case is None or each.kind == "briefing")
    entries = chain(*(_entries(packaged, review) for review in many), others)
    by_id = MappingProxyType({each.id: each for each in entries})
    return replace(packaged, reviews=tuple(many), entries=by_id)


def _review(model: Review, number: int) -> Review:
    name = f"case-{number}"
    sections = [
        section.model_copy(
            update={
                "recommendations": tuple(
                    item.model_copy(update={"id": f"{name}/{section.audience}/{item.number}"})
                    for item in _enough(section, model)
                )
            }
        )
        for section in model.sections
    ]
    title = f"Case {number}: response to the recommendations"
    return model.model_copy(
        update={"id": name, "case": f"Case {number}", "title": title, "sections": tuple(sections)}
    )


def _enough(section: AudienceSection, model: Review) -> Iterator[Recommendation]:
    """The recommendations of a section; the last section gets as many more as make twenty."""
    yield from section.recommendations
    if section is model.sections[-1]:
        held = sum(len(each.recommendations) for each in model.sections)
        last = section.recommendations[-1]
        for number in range(last.number + 1, last.number + 1 + EACH - held):
            yield last.model_copy(update={"number": number, "conflicts_with": ()})


def _entries(packaged: Library, review: Review) -> Iterator[Entry]:
    about = packaged.entries["child-p"]
    yield replace(about, id=review.id, case=review.id)
    for section in review.sections:
        for item in section.recommendations:
            yield Entry(
                id=item.id,
                kind="recommendation",
                title=item.title,
                item=item,
                topics=item.topics,
                related=item.links,
                body=(item.recommendation.text,),
                case=review.id,
                audience=section.audience,
                number=item.number,
                status=item.status,
            )


def application(library: Library) -> web.Application:
    """The pages as they are served. A search finds twenty recommendations at once, to measure its page."""
    found = tuple(islice((entry.id for entry in library.recommendations), 20))

    def show(entry: str) -> Reply:
        return show_entry(library, entry, NOW)

    async def reply_to(message: Message) -> Reply:
        return reply_from(Findings("list", Facets(), entries=found, confidence=1.0), library, NOW)

    app = web.Application()
    shelves = Shelves(show, lambda: NOW)
    add_routes(app, reply_to, lambda: library, WebSettings(whole_source=True), shelves)
    return app


@dataclass(frozen=True)
class Measured:
    """One kind of page."""

    name: str
    size: int
    milliseconds: list[float]

    @property
    def row(self) -> tuple[str, str, str, str]:
        """As the table says it."""
        highest = quantiles(self.milliseconds, n=20)[-1]
        return (self.name, f"{median(self.milliseconds):.1f}", f"{highest:.1f}", f"{self.size / 1000:.1f}")


def pages(library: Library) -> dict[str, str]:
    """One address for each kind of page, and the last page of the longest lists."""
    themed = sum(LAST_THEME in entry.topics for entry in library.recommendations)
    last = -(-themed // 25)
    return {
        "home": "/library",
        "reviews, first page": "/library/reviews",
        "reviews, last page": f"/library/reviews?page={-(-len(library.reviews) // 25)}",
        "a review": "/library/reviews/case-500",
        "where a review stands": "/library/reviews/case-500/standing",
        "a recommendation": "/entry/case-500/midwifery/2",
        "themes": "/library/themes",
        f"a theme of {themed} recommendations, first page": f"/library/themes/{LAST_THEME}",
        f"a theme of {themed} recommendations, last page": f"/library/themes/{LAST_THEME}?page={last}",
        "an audience, first page": "/library/audiences/midwifery",
        "resources": "/library/resources",
        "contacts": "/library/contacts",
        "glossary": "/library/glossary",
        "a briefing": "/entry/briefing/child-p",
        "a source with its passage marked": "/source/child-p-response?from=53&to=56",
        "thirty results of a search": "/library/search",
    }


async def measure(library: Library) -> tuple[float, list[Measured]]:
    """How long the very first page takes, and then each kind of page."""
    runner = web.AppRunner(application(library))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    base = f"http://127.0.0.1:{runner.addresses[0][1]}"
    async with ClientSession() as client:
        first = (await _one(client, base, "/library"))[0]
        measured = []
        for name, path in pages(library).items():
            await _one(client, base, path)
            each = [await _one(client, base, path) for _ in range(TIMES)]
            measured.append(Measured(name, each[0][1], [milliseconds for milliseconds, _ in each]))
    await runner.cleanup()
    return first, measured


_ASKED = (
    "what does case {n} say about missed appointments",
    "unborn baby protocol in case {n}",
    "recommendation {k} for midwives in case {n}",
    "icon in case {n}",
    "has case {n} finished the gp actions",
    "everything about sleep in case {n}",
    "what did health visitors in case {n} do about historical risk",
    "is there training on curiosity",
    "case {n}",
    "case {n}0000",
)


def searched(library: Library) -> tuple[float, list[float]]:
    """Seconds until the engine without the encoder is ready, and milliseconds of processor a question."""
    begun = time.process_time()
    engine = Engine(library, None, None)
    ready = time.process_time() - begun
    questions = [each.format(n=7 * turn + 5, k=turn % 7 + 1) for turn in range(TIMES) for each in _ASKED]
    times = []
    for each in questions:
        at = time.thread_time()
        engine.search(each)
        times.append((time.thread_time() - at) * 1000)
    return ready, times


async def _one(client: ClientSession, base: str, path: str) -> tuple[float, int]:
    start = time.perf_counter()
    asked = client.post(base + path, data={"q": "x"}) if path.endswith("search") else client.get(base + path)
    async with asked as answer:
        body = await answer.read()
        assert answer.status == 200, path
    return (time.perf_counter() - start) * 1000, len(body)


def main() -> None:
    """Measures and writes the section. Ends with 1 if a page is too slow or too large."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    library = generated()
    first, measured = asyncio.run(measure(library))
    rows = [each.row for each in measured]
    text = (
        f"{len(library.reviews):,} reviews of {EACH} recommendations, each page {TIMES} times, server and"
        " client on one core. Of search these rows measure the page alone. The very first page, which"
        f" also sorts the content into shelves, took {first:.0f} ms. Goal: under {MOST_MS} ms and"
        f" {MOST_BYTES // 1000} kB.\n\n"
    )
    text += table(("page", "median ms", "95th of 100 ms", "kB"), rows)
    ready, times = searched(library)
    text += (
        f"\n\nSearch in the same library without the encoder: ready in {ready:.0f} s, {len(times)} questions,"
        f" {median(times):.1f} ms at the median and {quantiles(times, n=100)[98]:.1f} ms at p99, in processor"
        " time."
    )
    write("Library: pages over 1,000 reviews", "python -m benchmarks.library_pages", text)
    wrong = [each for each in measured if median(each.milliseconds) > MOST_MS or each.size > MOST_BYTES]
    raise SystemExit(f"over the goal: {', '.join(each.name for each in wrong)}" if wrong else 0)


if __name__ == "__main__":
    main()
