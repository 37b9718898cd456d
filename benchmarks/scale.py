"""Measures start, memory and time a question at 1,000 to 100,000 entries, next to search libraries.

Each row is a process of its own. Memory is what the process holds beyond its imports and the texts. The
peers index one text an entry, the product its own content through its own loader and engine.
"""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles

from benchmarks import generated
from benchmarks.peers import PEERS, Ask
from benchmarks.results import table, versions, write

SIZES = (1_000, 10_000, 100_000)
QUESTIONS, FEWEST, LONGEST = 400, 15, 20.0
"""A slow library is asked fewer questions: as many as it answers in this many seconds."""
LEXICAL, WHOLE = "the product, lexical part", "the product, whole search"


def resident() -> float:
    """MB held now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def timed(ask: Ask, questions: list[str]) -> dict[str, float]:
    """Processor time of a question: the clock would also count what else the machine does."""
    for each in questions[:10]:
        ask(each)
    times: list[float] = []
    begun = time.perf_counter()
    for each in questions:
        if len(times) >= FEWEST and time.perf_counter() - begun > LONGEST:
            break
        at = time.thread_time()
        ask(each)
        times.append(time.thread_time() - at)
    cut = quantiles(times, n=100)
    return {"p50": cut[49] * 1000, "p99": min(cut[98], max(times)) * 1000, "asked": len(times)}


def peer(name: str, count: int) -> dict[str, float]:
    """One library."""
    texts = [" ".join(each.texts) for each in generated.entries(count)]
    PEERS[name](texts[:10])  # so that what it imports is not counted as its index
    before, begun, busy = resident(), time.perf_counter(), time.process_time()
    ask = PEERS[name](texts)
    ready = {"ready": time.perf_counter() - begun, "processor": time.process_time() - busy}
    held = resident() - before
    return {**ready, "held": held, **timed(ask, generated.asked(count, QUESTIONS))}


def product(name: str, folder: Path, cache: Path, count: int) -> dict[str, float]:
    """The product's engine without the encoder: from content on disk to ready."""
    from knowledge.load import load
    from knowledge.search.engine import Engine

    Engine(load(folder.parent / "tiny"), None, None)
    start = resident()
    begun, busy = time.perf_counter(), time.process_time()
    library = load(folder)
    content = resident() - start
    engine = Engine(library, None, cache)
    ready = {"ready": time.perf_counter() - begun, "processor": time.process_time() - busy}
    held = {"held": resident() - start - content, "content": content}
    ask: Callable[[str], object] = engine.search
    if name == LEXICAL:
        ask = engine.lexical
    return {**ready, **held, **timed(ask, generated.asked(count, QUESTIONS))}


def apart(*given: str) -> dict[str, float]:
    """One row, measured in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", *given]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rows(count: int) -> list[tuple[str, ...]]:
    """All rows of one size."""
    found = []
    with tempfile.TemporaryDirectory() as made:
        folder, cache = Path(made) / "content", Path(made) / "cache"
        generated.write(folder, count)
        generated.write(Path(made) / "tiny", 20)
        cold = apart(WHOLE, str(count), str(folder), str(cache))
        for name in (LEXICAL, WHOLE):
            warm = apart(name, str(count), str(folder), str(cache))
            found.append(_row(name, warm, f"{cold['processor']:.1f}"))
    found += [_row(name, apart(name, str(count)), "") for name in PEERS]
    return found


def _row(name: str, each: dict[str, float], first: str) -> tuple[str, ...]:
    held = f"{each['held']:.0f}" + (f" (and content {each['content']:.0f})" if "content" in each else "")
    p99 = f"{each['p99']:.2f}" if each["asked"] >= 100 else f"{each['p99']:.0f} (of {each['asked']:.0f})"
    return name, f"{each['p50']:.2f}", p99, held, f"{each['processor']:.1f}", first


def main() -> None:
    """All sizes."""
    headings = (
        "",
        "p50 ms of processor",
        "p99 ms of processor",
        "MB",
        "ready, s of processor",
        "the first time",
    )
    libraries = versions("rapidfuzz", "bm25s", "tantivy")
    said = [
        f"Invented words, three example questions an entry. Without the sentence encoder. {libraries}."
        " Times are processor time. The"
        " lexical part is facets, normalising and retrieving; the whole search also compares example"
        " questions and decides. `ready` counts loading and checking the YAML too, and `the first time` also"
        " learning."
    ]
    for count in SIZES:
        said += [f"### {count:,} entries", table(headings, rows(count))]
        print(said[-1], file=sys.stderr)
    write("Scale: time, memory and start", "python -m benchmarks.scale", "\n\n".join(said))


if __name__ == "__main__":
    given = [each for each in sys.argv[1:] if each != "--print"]
    if given and given[0] in PEERS:
        print(json.dumps(peer(given[0], int(given[1]))))
    elif given:
        print(json.dumps(product(given[0], Path(given[2]), Path(given[3]), int(given[1]))))
    else:
        main()
