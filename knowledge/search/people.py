"""Reads whether a question asks who somebody was: a worker of a case, or one of its family."""

import re
from collections.abc import Sequence

from knowledge.search.phrases import Hit
from knowledge.search.words import Token

_WHO_WAS = re.compile(r"\b(?:who (?:was|were)|whos|who (?:is|are)|names? of)((?: [a-z0-9]+)*)$")
_FAMILY = frozenset(
    """
    mother mum mums father dad dads parent parents family brother sister siblings sibling grandparents
    grandmother grandfather stepfather stepmother partner
    """.split()
)
_BEFORE = frozenset("the a an their his her its baby child children s mums mum mother familys".split())
_AFTER = frozenset("in for of at on with from involved working looking".split())


def asks_who(words: Sequence[Token], workers: Sequence[Hit], *, case: bool) -> bool:
    """ "Who was the health visitor": past, or of a named case. Not "who was the review led by"."""
    for hit in [*workers, *_family(words)]:
        before = [each.word for each in words[: hit.start]]
        while before and before[-1] in _BEFORE:
            before.pop()
        following = words[hit.end].word if hit.end < len(words) else ""
        asked = _WHO_WAS.search(" ".join(before))
        if asked is None or asked.group(1) or (following and following not in _AFTER):
            continue
        if case or before[-1] in {"was", "were"}:
            return True
    return False


def _family(words: Sequence[Token]) -> list[Hit]:
    return [Hit(at, at + 1, each.word, ()) for at, each in enumerate(words) if each.word in _FAMILY]
