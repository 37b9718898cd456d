"""How well the detector does on examples that it did not learn from: the figures in docs/decisions."""

import numpy as np

from knowledge.library import SafetyContent
from knowledge.safety import Detector
from tests.knowledge.safety.measure import Measured, measure

FOLDS = 4


def test_examples_left_out_of_learning_are_found(content: SafetyContent) -> None:
    order = np.random.default_rng(0).permutation(len(content.examples))
    total: Measured | None = None
    for fold in range(FOLDS):
        left_out = {int(place) for place in order[fold::FOLDS]}
        learnt = tuple(each for place, each in enumerate(content.examples) if place not in left_out)
        detector = Detector(SafetyContent(learnt, content.cues, content.signposting))
        found = measure(
            detector, [(content.examples[place].text, content.examples[place].level) for place in left_out]
        )
        total = found if total is None else total + found
    assert total is not None
    assert total.emergencies >= 0.95
    assert total.signposted >= 0.955
    assert total.right_level >= 0.88
    assert total.interrupted <= 0.035
