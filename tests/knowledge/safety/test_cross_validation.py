"""How well the detector does on examples that it did not learn from: the figures in docs/decisions."""

import numpy as np

from knowledge.library import SafetyContent
from knowledge.safety import Detector
from tests.knowledge.safety.measure import measure

EVERY = 4
"""One example in four is left out. All folds: python -m benchmarks.safety --cross-validate."""


def test_examples_left_out_of_learning_are_found(content: SafetyContent) -> None:
    order = np.random.default_rng(0).permutation(len(content.examples))
    left_out = {int(place) for place in order[::EVERY]}
    learnt = tuple(each for place, each in enumerate(content.examples) if place not in left_out)
    detector = Detector(SafetyContent(learnt, content.cues, content.signposting, content.frames))
    rest = [content.examples[place] for place in sorted(left_out)]
    found = measure(detector, [(each.text, each.level) for each in rest])
    assert found.emergencies >= 0.86
    assert found.signposted >= 0.9
    assert found.right_level >= 0.8
    assert found.interrupted <= 0.1  # harder than what is typed: many differ from a live one by a word
