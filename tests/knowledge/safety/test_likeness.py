"""Likeness to each example: the textbook's sums, whatever the order and however many cores do them."""

import numpy as np

from knowledge.safety.likeness import NEARNESS, PENALTY, Vectors, fit_likeness, unit

RANDOM = np.random.default_rng(3)
EXAMPLES: Vectors = unit(RANDOM.normal(size=(60, 8)).astype(np.float32))
TARGETS = np.eye(5)[RANDOM.integers(0, 5, 60)]
ASKED: Vectors = unit(RANDOM.normal(size=(7, 8)).astype(np.float32))


def kernel(rows: Vectors, others: Vectors) -> np.ndarray:
    near: np.ndarray = np.exp(
        -NEARNESS * ((rows[:, None].astype(np.float64) - others[None]) ** 2).sum(axis=2)
    )
    return near


def test_the_scores_are_those_of_the_textbook() -> None:
    ridge = kernel(EXAMPLES, EXAMPLES) + PENALTY * np.eye(len(EXAMPLES))
    weights = np.linalg.solve(ridge, TARGETS - TARGETS.mean(axis=0))
    expected = kernel(ASKED, EXAMPLES) @ weights + TARGETS.mean(axis=0)
    np.testing.assert_allclose(fit_likeness(EXAMPLES, TARGETS).scores(ASKED), expected, atol=1e-3)


def test_examples_in_another_order_give_the_same_scores() -> None:
    other = RANDOM.permutation(len(EXAMPLES))
    found = fit_likeness(EXAMPLES, TARGETS).scores(ASKED)
    np.testing.assert_allclose(fit_likeness(EXAMPLES[other], TARGETS[other]).scores(ASKED), found, atol=1e-4)


def test_near_doubles_still_give_settled_scores() -> None:
    doubled = unit(np.concatenate((EXAMPLES, EXAMPLES + np.float32(1e-3))))
    targets = np.concatenate((TARGETS, TARGETS))
    found = fit_likeness(doubled, targets)
    left = kernel(doubled, doubled) @ found.weights + PENALTY * found.weights - (targets - found.constant)
    assert np.abs(left).max() < 5e-3


def test_one_message_scores_as_it_does_among_others() -> None:
    model = fit_likeness(EXAMPLES, TARGETS)
    np.testing.assert_allclose(model.scores(ASKED[2:3]), model.scores(ASKED)[2:3], atol=1e-6)
