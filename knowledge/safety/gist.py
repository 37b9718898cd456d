"""The gist of a message: the mean of what its words mean, rare words weighing more."""

import math
from collections.abc import Sequence

import numpy as np

from knowledge.linear import Floats
from knowledge.safety.cues import Noticed
from knowledge.safety.likeness import Vectors, unit
from knowledge.word_meanings import WordMeanings


class Gist:
    """Makes messages into vectors. `rarity` is of the learnt words; any other is as rare as can be."""

    def __init__(self, meanings: WordMeanings, words: Sequence[str], rarity: Floats, examples: int) -> None:
        self._meanings = meanings
        self._rarity = dict(zip(words, rarity.tolist(), strict=True))
        self._unseen = math.log(max(examples, 2))

    def vectors(self, messages: Sequence[Noticed]) -> Vectors:
        """One unit vector a message, in the same order."""
        found = np.zeros((len(messages), self._meanings.width), np.float32)
        for place, message in enumerate(messages):
            weighed = ((word, self._rarity.get(word, self._unseen)) for word in message.words)
            found[place] = self._meanings.total(weighed)
        return unit(found)
