"""Turns the sentences of a command file into patterns that a whole message must match.

[words] may be missing, (one|other) are alternatives, <name> stands for a group of words, {name} for a place.
"""

import re
from collections.abc import Mapping

from knowledge.search.words import clean

MOST_WORDS = 30
"""A longer message is never a command."""
_KEPT = re.compile(r"[a-z]+(?:-[a-z0-9]+)*/[a-z0-9/-]+|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{1,2}[:.]\d{2}(?:am|pm)?")
_BETWEEN = re.compile(r"[^a-z0-9]+")
_PIECE = re.compile(r"\s*(?:(?P<mark>[\[\]()|])|<(?P<rule>[a-z-]+)>|\{(?P<place>[a-z_]+)\}|(?P<word>[a-z0-9]+))")
_PLACES = {
    "id": r"[a-z-]+(?:/[a-z0-9-]+)+ ",
    "ids": r"(?:[a-z0-9-]+(?:/[a-z0-9-]+)* ){1,20}",
    "number": r"[0-9]{1,9} ",
    "time": r"[0-9]{1,2}[:.][0-9]{2}(?:am|pm)? ",
}
_WORDS = r"(?:\S+ ){1,12}?"


def normal(text: str) -> list[str]:
    """The words of a message in lower case; ids, dates and times stay whole, other marks go."""
    words: list[str] = []
    for each in clean(text).lower().replace("'", "").replace("\u2019", "").split():
        bare = each.strip(".,;:!?\"()[]*_~`\u201c\u201d\u2026")
        words += [bare] if _KEPT.fullmatch(bare) else [word for word in _BETWEEN.split(bare) if word]
        if len(words) > MOST_WORDS:
            break
    return words


def as_line(words: list[str]) -> str:
    """Words as the patterns read them: each with a space after it."""
    return "".join(f"{word} " for word in words)


def compiled(sentence: str, rules: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern of a sentence. Raises ValueError for one that cannot be read."""
    return re.compile(_pattern(sentence, rules, ()))


def literal_words(sentence: str) -> set[str]:
    """The fixed words of a sentence."""
    return {found["word"] for found in _PIECE.finditer(sentence) if found["word"]}


def _pattern(sentence: str, rules: Mapping[str, str], within: tuple[str, ...]) -> str:
    drawn: list[str] = []
    place = 0
    while place < len(sentence.rstrip()):
        found = _PIECE.match(sentence, place)
        if found is None:
            raise ValueError(f"cannot read {sentence[place:]!r}")
        drawn.append(_piece(found, rules, within))
        place = found.end()
    return "".join(drawn)


def _piece(found: re.Match[str], rules: Mapping[str, str], within: tuple[str, ...]) -> str:
    if found["word"]:
        return f"{found['word']} "
    if found["place"]:
        return f"(?P<{found['place']}>{_PLACES.get(found['place'], _WORDS)})"
    if found["rule"]:
        if found["rule"] in within or found["rule"] not in rules:
            raise ValueError(f"<{found['rule']}> is not known, or stands within itself")
        return f"(?:{_pattern(rules[found['rule']], rules, (*within, found['rule']))})"
    return {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}[found["mark"]]
