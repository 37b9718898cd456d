"""Measures the matcher on public question sets: python -m benchmarks.accuracy FOLDER [--every=N]"""

import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.question_sets import Asked, QuestionSet, entry_id, question_sets
from benchmarks.results import table, versions, write
from bot.building import load_encoder
from knowledge.load import load
from knowledge.search.engine import Engine

ENCODER = Path(".encoder")
STEADY = 0.6
"""Engines are compared where each turns this share of the unanswerable questions away."""
Guess = tuple[str | None, float]
Guesser = Callable[[str], Guess]
Peer = Callable[[Sequence[Asked]], Guesser]


@dataclass(frozen=True)
class Guessed:
    """One question, what is right, what an engine put first, how sure it was, and what it decided."""

    right: str | None
    first: str | None
    sure: float
    decision: str = ""
    shown: str | None = None


def product(questions: QuestionSet, encoder: Path | None) -> tuple[list[Guessed], float]:
    """The product's own loader and engine; and the seconds until it was ready."""
    with tempfile.TemporaryDirectory() as folder:
        questions.write(Path(folder))
        begun = time.perf_counter()
        engine = Engine(load(Path(folder)), load_encoder(encoder)[0] if encoder else None)
        ready = time.perf_counter() - begun
    return [_asked(engine, each) for each in questions.asked], ready


def _asked(engine: Engine, asked: Asked) -> Guessed:
    found = engine.search(asked.text)
    shown = found.entries[0] if found.entries else None
    first = found.matches[0].entry if found.matches else shown
    sure = found.matches[0].probability if found.matches else found.confidence
    right = entry_id(asked.label) if asked.label else None
    return Guessed(right, shown or first, sure, found.decision, shown)


def rapidfuzz_with(scorer: str) -> Peer:
    """process.extractOne over all questions to learn from."""

    def peer(learnt: Sequence[Asked]) -> Guesser:
        from rapidfuzz import fuzz, process

        texts = [each.text for each in learnt]

        def guess(question: str) -> Guess:
            found = process.extractOne(question, texts, scorer=getattr(fuzz, scorer))
            return learnt[found[2]].label, found[1]

        return guess

    return peer


def bm25s_peer(learnt: Sequence[Asked]) -> Guesser:
    """The label of the best question by BM25."""
    import bm25s

    index = bm25s.BM25()
    index.index(bm25s.tokenize([each.text for each in learnt], show_progress=False), show_progress=False)

    def guess(question: str) -> Guess:
        words = bm25s.tokenize([question], show_progress=False)
        places, scores = index.retrieve(words, k=1, show_progress=False)
        return learnt[int(places[0, 0])].label, float(scores[0, 0])

    return guess


def tantivy_peer(learnt: Sequence[Asked]) -> Guesser:
    """The label of the best question by BM25."""
    import re

    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", tokenizer_name="en_stem")
    builder.add_unsigned_field("place", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for place, each in enumerate(learnt):
        writer.add_document(tantivy.Document(text=each.text, place=place))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def guess(question: str) -> Guess:
        words = " ".join(re.findall(r"\w+", question.lower()))
        hits = searcher.search(index.parse_query(words, ["text"]), 1).hits if words else []
        if not hits:
            return None, 0.0
        score, address = hits[0]
        return learnt[searcher.doc(address)["place"][0]].label, float(score)

    return guess


def svm_peer(learnt: Sequence[Asked]) -> Guesser:
    """scikit-learn: TF-IDF of words and pieces of words, and a linear SVM."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.pipeline import make_union
    from sklearn.svm import LinearSVC

    features = make_union(
        TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True),
    )
    model = LinearSVC().fit(
        features.fit_transform([each.text for each in learnt]), [each.label for each in learnt]
    )

    def guess(question: str) -> Guess:
        scores = model.decision_function(features.transform([question]))[0]
        return str(model.classes_[int(scores.argmax())]), float(scores.max())

    return guess


PEERS: dict[str, Peer] = {
    "rapidfuzz WRatio": rapidfuzz_with("WRatio"),
    "rapidfuzz token_set_ratio": rapidfuzz_with("token_set_ratio"),
    "bm25s": bm25s_peer,
    "tantivy": tantivy_peer,
    "TF-IDF and linear SVM": svm_peer,
}


def peer_guesses(peer: Peer, questions: QuestionSet) -> tuple[list[Guessed], float]:
    """What a peer puts first; and the seconds until it was ready."""
    begun = time.perf_counter()
    guess = peer(questions.learnt)
    ready = time.perf_counter() - begun
    return [Guessed(each.label, *guess(each.text)) for each in questions.asked], ready


def share(values: Sequence[bool]) -> str:
    """A share in percent."""
    return f"{100 * float(np.mean(values)):.1f}"


def row(name: str, guessed: Sequence[Guessed], ready: float, *, decides: bool = False) -> tuple[str, ...]:
    """One line of the table."""
    inside = [each for each in guessed if each.right is not None]
    outside = [each for each in guessed if each.right is None]
    cells = [name, f"{ready:.1f}", share([each.first == each.right for each in inside])]
    if outside:
        limit = float(np.quantile([each.sure for each in outside], STEADY))
        cells.append(share([each.first == each.right and each.sure >= limit for each in inside]))
    else:
        cells.append("")
    if not decides:
        return (*cells, "", "", "")
    cells.append(share([each.decision == "answer" and each.shown == each.right for each in inside]))
    cells.append(share([each.decision != "not_held" and each.shown == each.right for each in inside]))
    refused = share([each.decision == "not_held" for each in outside]) if outside else ""
    answered = share([each.decision in {"answer", "list"} for each in outside]) if outside else ""
    return (*cells, f"{refused} ({answered} answered)" if outside else "")


def rows(questions: QuestionSet) -> Iterator[tuple[str, ...]]:
    """The product without and with the encoder, and the peers."""
    yield row("words only", *product(questions, None), decides=True)
    if (ENCODER / "model.onnx").is_file():
        yield row("words and meaning", *product(questions, ENCODER), decides=True)
    for name, peer in PEERS.items():
        yield row(name, *peer_guesses(peer, questions))


HEADINGS = (
    "engine",
    "ready, s",
    "right first",
    "right, 60 % of strangers refused",
    "answered rightly",
    "answered or offered first",
    "strangers refused",
)
WORDS = """Each label is an entry, its questions to learn from the entry's example questions, through the
product's own loader and engine with the shipped settings. "Strangers" are the set's out-of-scope questions.
The last three columns are what the product decides with its own threshold, learnt from the content alone,
without one out-of-scope question of the set. The peers decide nothing, so all are compared where each turns
60 % of the strangers away. In percent.
The sets: CLINC150 (github.com/clinc/oos-eval, CC BY 3.0), BANKING77 (github.com/PolyAI-LDN, CC BY 4.0)."""


def main() -> None:
    """Measures every set, or each nth question of it with --every=n."""
    options = [each for each in sys.argv[1:] if each.startswith("--every=")]
    every = int(options[0].partition("=")[2]) if options else 1
    folders = [each for each in sys.argv[1:] if not each.startswith("-")]
    if not folders:
        sys.exit("Name the folder with clinc150/ and banking77/ in it: python -m benchmarks.accuracy FOLDER")
    parts = [WORDS, "Peers: " + versions("rapidfuzz", "bm25s", "tantivy", "scikit-learn") + "."]
    if every > 1:
        parts.append(f"Of each set every {every}th question was asked.")
    for whole in question_sets(Path(folders[0])):
        questions = whole.each(every)
        parts.append(
            f"### {questions.name}: {len(questions.learnt)} to learn from, {len(questions.asked)} asked"
        )
        parts.append(table(HEADINGS, rows(questions)))
        print(parts[-2], parts[-1], sep="\n", file=sys.stderr, flush=True)
    command = f"python -m benchmarks.accuracy FOLDER{f' --every={every}' if every > 1 else ''}"
    write("Accuracy on public question sets", command, "\n\n".join(parts))


if __name__ == "__main__":
    main()
