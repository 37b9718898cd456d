"""Logistic regression by Newton's method, for a handful of features."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Logistic:
    """Weights for standardised features; the last weight is the constant."""

    weights: Floats
    centre: Floats
    spread: Floats

    def probability(self, features: Floats) -> Floats:
        """The probability for each row of features."""
        return 1.0 / (1.0 + np.exp(-np.clip(self.logit(features), -30, 30)))

    def logit(self, features: Floats) -> Floats:
        """The log odds for each row of features."""
        weights = self.weights[:-1] / self.spread  # and not each feature scaled: there may be many rows
        return np.asarray(features @ weights + (self.weights[-1] - self.centre @ weights))


def fit(features: Floats, right: Floats, *, only_for: bool = False, ridge: float = 1.0) -> Logistic:
    """Fits weights to rows of features and 0/1 labels.

    `only_for`: no weight may be negative. What should speak for an answer then never counts against it
    because of how it overlaps with the rest.
    """
    centre = features.mean(axis=0)
    spread = features.std(axis=0) + 1e-9
    scaled = (features - centre) / spread
    kept = np.ones(features.shape[1], bool)
    while True:
        weights = np.zeros(len(kept) + 1)
        weights[np.append(kept, True)] = _newton(scaled[:, kept], right, ridge)
        if not only_for or weights[:-1].min() >= 0:
            return Logistic(weights, centre, spread)
        kept[int(np.argmin(weights[:-1]))] = False


def _newton(scaled: Floats, right: Floats, ridge: float) -> Floats:
    design = np.hstack([scaled, np.ones((len(scaled), 1))])
    penalty = np.full(design.shape[1], ridge)
    penalty[-1] = 1e-6
    weights = np.zeros(design.shape[1])
    for _ in range(50):
        p = 1.0 / (1.0 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (p - right) + penalty * weights
        curvature = (design * (p * (1 - p))[:, None]).T @ design + np.diag(penalty)
        step = np.linalg.solve(curvature, gradient)
        weights -= step
        if np.abs(step).max() < 1e-6:
            break
    return weights
