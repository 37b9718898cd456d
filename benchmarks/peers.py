"""The search libraries that the product is compared with: each indexes texts and finds the best ten."""

import re
import sqlite3
from collections.abc import Callable, Sequence

Ask = Callable[[str], object]
Peer = Callable[[Sequence[str]], Ask]


def rapidfuzz_wratio(texts: Sequence[str]) -> Ask:
    """process.extract with its default scorer."""
    from rapidfuzz import process

    return lambda question: process.extract(question, texts, limit=10)


def rapidfuzz_token_set(texts: Sequence[str]) -> Ask:
    """process.extract with token_set_ratio."""
    from rapidfuzz import fuzz, process

    return lambda question: process.extract(question, texts, scorer=fuzz.token_set_ratio, limit=10)


def bm25s(texts: Sequence[str]) -> Ask:
    """BM25 in NumPy."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize(texts, show_progress=False), show_progress=False)

    def ask(question: str) -> object:
        return index.retrieve(bm25s.tokenize([question], show_progress=False), k=10, show_progress=False)

    return ask


def tantivy(texts: Sequence[str]) -> Ask:
    """BM25 in Rust, in memory."""
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text")
    builder.add_unsigned_field("number", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer(num_threads=1)
    for number, text in enumerate(texts):
        writer.add_document(tantivy.Document(text=text, number=number))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()
    return lambda question: searcher.search(index.parse_query(question, ["text"]), 10)


def sqlite_fts5(texts: Sequence[str]) -> Ask:
    """BM25 in SQLite, in memory."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE texts USING fts5(text)")
    database.executemany("INSERT INTO texts VALUES (?)", ((each,) for each in texts))
    wanted = "SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY bm25(texts) LIMIT 10"

    def ask(question: str) -> object:
        words = " OR ".join(f'"{word}"' for word in re.findall(r"\w+", question))
        return database.execute(wanted, (words,)).fetchall()

    return ask


PEERS: dict[str, Peer] = {
    "rapidfuzz, WRatio": rapidfuzz_wratio,
    "rapidfuzz, token_set_ratio": rapidfuzz_token_set,
    "bm25s": bm25s,
    "tantivy": tantivy,
    "SQLite FTS5": sqlite_fts5,
}
