"""Cases called by a letter: "Child Q", "twins A and B", "child cue review", "the Q review"."""

import re

from rapidfuzz.distance import OSA

from knowledge.everyday import everyday_words
from knowledge.search.names import SOUNDS, Names
from knowledge.search.vocabulary import Vocabulary
from knowledge.search.words import REVIEW_WORDS, tokens

_CALLED = re.compile(
    r"\b(child(?=[a-rt-z]\b)|(?:(?:sibling|family) group|child(?:ren)?|baby|babies|kid|infant|family|adult"
    r"|case|siblings?|twins?|boy|girl|brothers|sisters|young person|yp|mr|mrs|ms)[ _-])"
    r"(?=[\"'(\u201c]?([a-z]{1,5}[0-9]?)(?![a-z0-9]|'(?!s\b)[a-z])[\"')\u201d]?(?:'s)?(?:\s+(\w+))?)",
    re.IGNORECASE,
)
_BEFORE_A_LETTER = re.compile(r"\b[a-z]{4,6}(?= [a-z]\b)", re.IGNORECASE)
_LETTER_FIRST = re.compile(
    r"(?<![\w'/.&-])(?:the ([b-hj-z])|(?-i:([B-HJ-Z]))) (child|review|scr|lcspr|case)\b", re.IGNORECASE
)
_AFTER = REVIEW_WORDS | {""}
_AFTER_A = _AFTER | {"say", "says", "about", "and", "b"}


class Lettered:
    """Tells a letter that is another case's from one that is held, and from a word."""

    def __init__(self, names: Names, vocabulary: Vocabulary) -> None:
        self._cases = names.cases
        self._words = everyday_words() | vocabulary.counts.keys()
        self._heard = {"cue": "q"} | {sound: letter for letter, sound in SOUNDS.items()}

    def find(self, text: str) -> str | None:
        """The first case by letter that is not held."""
        text = _BEFORE_A_LETTER.sub(_child, text)
        for found in _CALLED.finditer(text):
            kind, letter = found[1].strip(" _-"), self._letter(found[2], (found[3] or "").lower())
            if letter and not self._holds(f"{kind} {letter}"):
                return f"{kind.capitalize()} {letter.upper()}"
        for found in _LETTER_FIRST.finditer(text):
            if not self._holds(found[0].removeprefix("the ")):
                return f"Review {(found[1] or found[2]).upper()}"
        return None

    def _letter(self, said: str, following: str) -> str | None:
        """The letters of a case that are said, if they are not a word."""
        if said.lower() in {"a", "i"}:
            return said if following in (_AFTER_A if said == "A" else _AFTER) else None
        if len(said) == 1 or (len(said) == 2 and said[1].isdigit()):
            return said
        if said.lower() in self._words or not (said.isupper() or following in _AFTER):
            return None
        return said if len(said) == 2 else self._heard.get(said.lower())

    def _holds(self, name: str) -> bool:
        words = tokens(name)
        return any(hit.end - hit.start == len(words) for hit in self._cases.find(words))


def _child(found: re.Match[str]) -> str:
    return "child" if OSA.distance(found[0].lower(), "child") == 1 else found[0]
