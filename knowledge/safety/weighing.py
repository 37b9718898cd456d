"""Weighs what each way of looking at a message says, for the whole of it and for its pieces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

import numpy as np
import yaml

from knowledge.linear import Floats

FILE: Final = "content/safety/weights.yaml"
VIEWS = ("words", "gist", "meaning")
"""Cues and word runs; the mean of what the words mean; what a sentence encoder makes of it."""
LIVE = 4
"""The last of the five classes is "none"."""


@dataclass(frozen=True)
class Weighing:
    """A logistic regression over the views' scores, fitted where the views had not seen the message."""

    weights: Floats
    constant: Floats

    def scores(self, views: Sequence[Floats], wholes: int) -> Floats:
        """One score for each class, from each view's scores of the pieces; the first `wholes` are wholes."""
        found: Floats = np.concatenate([evidence(each, wholes) for each in views]) @ self.weights
        return found + self.constant


def evidence(scores: Floats, wholes: int) -> Floats:
    """Ten numbers of one view: the best score of a whole, and how far a level leads in any piece."""
    leads = scores[:, :LIVE] - scores[:, LIVE:]
    return np.concatenate([scores[:wholes].max(axis=0), leads.max(axis=0), [-leads.max(axis=1).min()]])


@lru_cache(maxsize=1)
def weighings() -> Mapping[int, Weighing]:
    """By how many views there are: without and with an encoder. Made by benchmarks/safety_weights.py."""
    text = (resources.files("knowledge") / FILE).read_text(encoding="utf-8")
    found = {}
    for each in yaml.safe_load(text)["weighings"]:
        rows = np.array(list(each["weights"].values()), np.float64)
        found[len(each["views"])] = Weighing(rows, np.array(each["constant"], np.float64))
    return found
