"""Turns the sentences of a command file into patterns that a whole message must match.

[words] may be missing, (one|other) are alternatives, <name> stands for a group of words, {name} for a place.
"""

import re
from collections.abc import Iterator, Mapping

from knowledge.search.words import clean

ANY = "*"
"""Stands for whatever a place may begin with."""
MOST_WORDS = 30
"""A longer message is never a command."""
_KEPT = re.compile(
    r"[a-z]+(?:-[a-z0-9]+)*/[a-z0-9/-]+|\d{1,4}[-/.]\d{1,2}(?:[-/.]\d{1,4})?|\d{1,2}[:.]\d{2}(?:am|pm)?"
)
_BETWEEN = re.compile(r"[^a-z0-9]+")
_PIECE = re.compile(
    r"\s*(?:(?P<mark>[\[\]()|])|<(?P<rule>[a-z-]+)>|\{(?P<place>[a-z_]+)\}|(?P<word>[a-z0-9]+))"
)
_DAY_WORDS = (
    "on|the|of|last|next|this|just|today|tomorrow|now|yesterday|night|morning|afternoon|mon(?:day)?|tue(?:s|sday)?"
    "|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|jan(?:uary)?|feb(?:ruary)?"
    "|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?"
    "|dec(?:ember)?|[0-9]{1,4}(?:st|nd|rd|th)?|[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,4})?"
)
_PLACES = {
    "day": rf"(?:(?:{_DAY_WORDS}) ){{1,7}}",
    "id": r"[a-z-]+(?:/[a-z0-9-]+)+ ",
    "ids": r"(?:[a-z0-9-]+(?:/[a-z0-9-]+)* ){1,20}",
    "revision": r"[0-9a-f]{6,64} ",
    "time": r"[0-9]{1,2}[:.][0-9]{2}(?:am|pm)? ",
}
_WORDS = r"(?:\S+ ){1,12}?"


def normal(text: str) -> list[str]:
    """The words of a message in lower case; ids, dates and times stay whole, other marks go."""
    words: list[str] = []
    for each in clean(text).lower().replace("'", "").replace("\u2019", "").split():
        bare = each.strip('.,;:!?"()[]*_~`\u201c\u201d\u2026')
        words += [bare] if _KEPT.fullmatch(bare) else [word for word in _BETWEEN.split(bare) if word]
        if len(words) > MOST_WORDS:
            break
    return words


def as_line(words: list[str]) -> str:
    """Words as the patterns read them: each with a space after it."""
    return "".join(f"{word} " for word in words)


def compiled(sentence: str, rules: Mapping[str, str]) -> re.Pattern[str]:
    """The pattern of a sentence. Raises ValueError for one that cannot be read."""
    return re.compile(_Pattern(rules).of(sentence, ()))


def places(found: re.Match[str]) -> dict[str, str]:
    """What stood in the places of a sentence."""
    return {name.rstrip("_"): value.strip() for name, value in found.groupdict().items() if value}


def literal_words(sentence: str) -> set[str]:
    """The fixed words of a sentence."""
    return {found["word"] for found in _PIECE.finditer(sentence) if found["word"]}


def beginnings(sentence: str, rules: Mapping[str, str]) -> frozenset[str]:
    """The words with which a line that the sentence matches may begin; ANY where a place stands there."""
    return frozenset(_begins(_PIECE.finditer(sentence), rules)[0])


def _begins(pieces: Iterator[re.Match[str]], rules: Mapping[str, str]) -> tuple[set[str], bool]:
    """Up to the end of these alternatives: what they begin with, and whether they may be missing."""
    begin, missing = set[str](), False
    one, still = set[str](), True
    for found in pieces:
        if found["mark"] in {")", "]"}:
            break
        if found["mark"] == "|":
            begin, missing = begin | one, missing or still
            one, still = set(), True
            continue
        words, may_be_missing = _piece_begins(found, pieces, rules)
        if still:
            one, still = one | words, may_be_missing
    return begin | one, missing or still


def _piece_begins(
    found: re.Match[str], pieces: Iterator[re.Match[str]], rules: Mapping[str, str]
) -> tuple[set[str], bool]:
    if found["word"]:
        return {found["word"]}, False
    if found["mark"]:
        words, missing = _begins(pieces, rules)
        return words, missing or found["mark"] == "["
    name = found["rule"] or found["place"]
    return _begins(_PIECE.finditer(rules[name]), rules) if name in rules else ({ANY}, False)


class _Pattern:
    """One sentence. A place that stands in it twice gets another name each time, by a line below it."""

    def __init__(self, rules: Mapping[str, str]) -> None:
        self._rules = rules
        self._used: set[str] = set()

    def of(self, sentence: str, within: tuple[str, ...]) -> str:
        """`within`: the rules that it stands in."""
        drawn: list[str] = []
        at, end = 0, len(sentence.rstrip())
        while at < end:
            found = _PIECE.match(sentence, at)
            if found is None:
                raise ValueError(f"cannot read {sentence[at:]!r} in {sentence!r}")
            drawn.append(self._piece(found, within))
            at = found.end()
        return "".join(drawn)

    def _piece(self, found: re.Match[str], within: tuple[str, ...]) -> str:
        if found["word"]:
            return f"{found['word']} "
        if found["place"]:
            return self._place(found["place"], within)
        if found["rule"]:
            return self._rule(found["rule"], within)
        return {"[": "(?:", "]": ")?", "(": "(?:", ")": ")", "|": "|"}[found["mark"]]

    def _place(self, name: str, within: tuple[str, ...]) -> str:
        own = self._rule(name, within) if name in self._rules else ""
        while name in self._used:
            name += "_"
        self._used.add(name)
        return f"(?P<{name}>{own or _PLACES.get(name.rstrip('_'), _WORDS)})"

    def _rule(self, name: str, within: tuple[str, ...]) -> str:
        if name in within or name not in self._rules:
            raise ValueError(f"<{name}> is not known, or stands within itself")
        return f"(?:{self.of(self._rules[name], (*within, name))})"
