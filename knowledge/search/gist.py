"""Sentence vectors without an encoder: the mean of what the words mean, rare words weighing more."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from knowledge.search.words import Token
from knowledge.word_meanings import WordMeanings

Floats = NDArray[np.float32]
Words = Sequence[Token]


class Gist:
    """Makes the words of texts into unit vectors. `learnt`: the texts that say how rare each word is."""

    def __init__(self, meanings: WordMeanings, learnt: Iterable[Words]) -> None:
        self._meanings = meanings
        texts = [{self._as_typed(each) for each in words} for words in learnt]
        self._most = math.log(2 * (len(texts) + 1))
        counts = Counter(word for text in texts for word in text)
        self._rarity = {word: self._most - math.log(2 * count + 1) for word, count in counts.items()}

    def __call__(self, texts: Sequence[Words]) -> Floats:
        """One vector a text: shape (texts, width). Zeros for a text none of whose words is in the table."""
        found = np.zeros((len(texts), self._meanings.width), np.float32)
        for row, words in zip(found, texts, strict=True):
            said = (self._as_typed(each) for each in words)
            row[:] = self._meanings.total((word, self._rarity.get(word, self._most)) for word in said)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        np.divide(found, lengths, out=found, where=lengths > 0)
        return found

    def _as_typed(self, each: Token) -> str:
        """A word that the content does not have is no slip if it is a word."""
        typed = each.corrected_from
        return typed if typed is not None and self._meanings.find(typed) is not None else each.word
