"""Prints how well live concerns are found, without and with the encoder: python -m benchmarks.safety [FILE]

Files hold `messages` with `text` and `level`. `--cross-validate` also judges each example by a detector that
did not learn from its situation.
"""

import argparse
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from knowledge.cache import default_cache
from knowledge.library import SafetyContent
from knowledge.load import load
from knowledge.safety import Detector
from knowledge.search.meaning import SentenceEncoder, present
from tests.knowledge.safety.measure import LEVELS, Labelled, Measured, measure

FOLDS = 5
FILES = tuple(
    Path("tests/measuring") / name
    for name in ("kept-safety.yaml", "kept-safety-2.yaml", "kept-safety-3.yaml")
)


def main() -> None:
    """Each file without and with the encoder, then times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=FILES)
    parser.add_argument("--encoder", type=Path, default=Path(".encoder"))
    parser.add_argument("--cross-validate", action="store_true")
    given = parser.parse_args()
    content = load().safety
    detectors = {"words only": Detector(content, cache=default_cache())}
    if present(given.encoder):
        detectors["with the encoder"] = Detector(content, SentenceEncoder(given.encoder), default_cache())
    for path in given.files:
        messages = read(path)
        for name, detector in detectors.items():
            print(f"\n{path}, {len(messages)} messages, {name}")
            show(measure(detector, messages))
    if given.cross_validate:
        print(f"\n{len(content.examples)} examples, {FOLDS} folds of situations, words only")
        show(cross_validated(content))
    for name, detector in detectors.items():
        show_times(name, detector, [text for path in given.files for text, _ in read(path)])


def cross_validated(content: SafetyContent) -> Measured:
    """Each example judged by a detector that did not learn from its situation."""
    situations = sorted({each.note for each in content.examples if each.note})
    order = np.random.RandomState(0).permutation(len(situations))
    folds = {situations[number]: place % FOLDS for place, number in enumerate(order)}
    of_each = [folds.get(each.note or "", place % FOLDS) for place, each in enumerate(content.examples)]
    return sum((fold(content, of_each, number) for number in range(FOLDS)), Measured.none())


def fold(content: SafetyContent, of_each: Sequence[int], number: int) -> Measured:
    """What is made of the examples left out."""
    pairs = list(zip(content.examples, of_each, strict=True))
    learnt = tuple(each for each, place in pairs if place != number)
    detector = Detector(SafetyContent(learnt, content.cues, content.signposting, content.frames))
    return measure(detector, [(each.text, each.level) for each, place in pairs if place == number])


def show(measured: Measured) -> None:
    """The confusion matrix (a row for each level it should be) and the four shares."""
    print("".join(f"{name:>12}" for name in ("", *LEVELS, "none")))
    for label in (*LEVELS, "none"):
        row: list[Labelled] = [(label, level) for level in (*LEVELS, "none")]
        print(f"{label:>12}" + "".join(f"{measured.counts[pair]:>12}" for pair in row))
    print(
        f"emergencies as emergency {measured.emergencies:.1%}, signposted {measured.signposted:.1%},", end=" "
    )
    print(f"right level {measured.right_level:.1%}, learning interrupted {measured.interrupted:.1%}")


def show_times(name: str, detector: Detector, texts: Sequence[str]) -> None:
    """How long a message takes, and one that nobody would type."""
    times = [timed(partial(detector.detect, text))[1] for text in texts]
    longest = timed(lambda: detector.detect("the policy on training is here. " * 1250))[1]
    print(f"\n{name}: a message takes {1e3 * np.median(times):.2f} ms (median),", end=" ")
    print(f"99 % under {1e3 * np.quantile(times, 0.99):.2f} ms; 40,000 characters {1e3 * longest:.0f} ms")


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives and how long it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def read(path: Path) -> list[Labelled]:
    """The messages of a file with their levels."""
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    if "messages" in held:
        return [(each["text"], each["level"]) for each in held["messages"]]
    return [(text, level) for level, texts in held.items() for text in texts]


if __name__ == "__main__":
    main()
