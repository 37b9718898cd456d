"""Prints how well live concerns are found: python -m benchmarks.safety [FILE ...]"""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import yaml

from knowledge.library import SafetyContent
from knowledge.load import load
from knowledge.safety import Detector
from tests.knowledge.safety.measure import LEVELS, Labelled, Measured, measure

FOLDS = 10
MEASURING = Path("tests/knowledge/safety/messages.yaml")


def main() -> None:
    """Cross-validation on the examples, then the messages kept out of them, then times."""
    content = load().safety
    print(f"{len(content.examples)} examples, {FOLDS} folds")
    show(cross_validated(content))
    detector, seconds = timed(lambda: Detector(content))
    print(f"\n{MEASURING}")
    messages = [(text, label) for label, texts in read(MEASURING).items() for text in texts]
    show(measure(detector, messages))
    for path in map(Path, sys.argv[1:]):  # files of examples
        print(f"\n{path}")
        show(measure(detector, [(each["text"], each["level"]) for each in read(path)["messages"]]))
    times = [timed(lambda text=text: detector.detect(text))[1] for text, _ in messages]
    late = timed(lambda: detector.detect("the policy on training is here. " * 1250))[1]
    print(f"\nlearning {seconds:.2f} s; a message: median {1e3 * np.median(times):.2f} ms,", end=" ")
    print(f"99 % under {1e3 * np.quantile(times, 0.99):.2f} ms; 40,000 characters {1e3 * late:.0f} ms")


def cross_validated(content: SafetyContent) -> Measured:
    """Each example judged by a detector that did not learn from it."""
    order = np.random.default_rng(0).permutation(len(content.examples))
    return sum((fold(content, set(order[start::FOLDS])) for start in range(FOLDS)), Measured.none())


def fold(content: SafetyContent, left_out: set[int]) -> Measured:
    """What is made of the examples left out."""
    learnt = tuple(each for place, each in enumerate(content.examples) if place not in left_out)
    detector = Detector(SafetyContent(learnt, content.cues, content.signposting))
    rest = [content.examples[place] for place in sorted(left_out)]
    return measure(detector, [(each.text, each.level) for each in rest])


def show(measured: Measured) -> None:
    """The confusion matrix and the four shares."""
    print("".join(f"{name:>12}" for name in ("", *LEVELS, "none")))
    for label in (*LEVELS, "none"):
        row: list[Labelled] = [(label, level) for level in (*LEVELS, "none")]
        print(f"{label:>12}" + "".join(f"{measured.counts[pair]:>12}" for pair in row))
    print(f"emergencies {measured.emergencies:.3f}, signposted {measured.signposted:.3f},", end=" ")
    print(f"right level {measured.right_level:.3f}, interrupted {measured.interrupted:.3f}")


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """What the work gives and how long it took."""
    start = time.perf_counter()
    return work(), time.perf_counter() - start


def read(path: Path) -> dict[str, Any]:
    """A YAML file."""
    return yaml.safe_load(path.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
