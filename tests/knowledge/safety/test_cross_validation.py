"""How well the detector does on examples that it did not learn from: the figures in docs/decisions."""

import numpy as np

from knowledge.library import SafetyContent
from knowledge.safety import Detector
from tests.knowledge.safety.measure import Measured, measure

FOLDS = 4


def test_examples_left_out_of_learning_are_found(content: SafetyContent) -> None:
    order = np.random.default_rng(0).permutation(len(content.examples))
    total = Measured.none()
    for fold in range(FOLDS):
        left_out = {int(place) for place in order[fold::FOLDS]}
        learnt = tuple(each for place, each in enumerate(content.examples) if place not in left_out)
        detector = Detector(SafetyContent(learnt, content.cues, content.signposting))
        rest = [content.examples[place] for place in sorted(left_out)]
        total += measure(detector, [(each.text, each.level) for each in rest])
    assert total.emergencies >= 0.95
    assert total.signposted >= 0.955
    assert total.right_level >= 0.88
    assert total.interrupted <= 0.035
