"""Finds quoted words in a stored text, character for character, at the lines and headings cited with them.

The stored text keeps the lines of the page. Before words are compared, a line break within a paragraph
becomes one space, except after a hyphen at the end of a line, where it becomes nothing; empty lines and
form feeds (page breaks) separate paragraphs. Nothing else is changed.
"""

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from knowledge.schema.base import Passage, Quotation

PARAGRAPH = "\n\n"
NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
).split()
_PRINTED = r"(\d+(?:\.\d+)*[a-z]?|[a-z]+)"
_RECOMMENDATION = re.compile(rf"\s*Recommendation\s+{_PRINTED}\s*(?:[:.–—-](?!\d)|$)", re.IGNORECASE)
_INLINE = re.compile(rf"\s*Recommendation\s+{_PRINTED}\s*[:.–—-](?!\d)\s*\S", re.IGNORECASE)
_BARE = re.compile(r"\s*(?:Recommendation\s+|Rec\.?\s+)?(\d+(?:\.\d+)*[a-z]?)[.)]?\s*$", re.IGNORECASE)
Layout = Literal["headings", "table", "shared"]
"""How recommendations stand: under headings, in rows of a table, or in a cell that several rows may share."""
_LONGEST_HEADING = 3


@dataclass
class StoredText:
    """A stored text with its paragraphs joined, and the line that each character came from."""

    lines: list[str]
    joined: str = ""
    _starts: list[int] = field(default_factory=list)
    _numbers: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> "StoredText":
        """Joins the paragraphs of a text."""
        stored = cls([line.removesuffix("\r") for line in text.split("\n")])
        pieces: list[str] = []
        length, last, parted = 0, "", True
        for number, piece in _pieces(stored.lines):
            if not piece.strip():
                parted = True
                continue
            gap = PARAGRAPH if parted and pieces else "" if parted or last.endswith("-") else " "
            length += len(gap)
            stored._starts.append(length)
            stored._numbers.append(number)
            pieces += (gap, piece)
            length, last, parted = length + len(piece), piece, False
        stored.joined = "".join(pieces)
        return stored

    def line_at(self, position: int) -> int:
        """The line, counted from 1, of a character of the joined text."""
        return self._numbers[max(0, bisect_right(self._starts, position) - 1)]

    def places(self, words: str) -> list[tuple[int, int]]:
        """First and last line of every place where these words stand, whole words only."""
        found = []
        start = self.joined.find(words)
        while start >= 0 and words:
            end = start + len(words)
            if not _splits_word(self.joined, start) and not _splits_word(self.joined, end):
                found.append((self.line_at(start), self.line_at(end - 1)))
            start = self.joined.find(words, start + 1)
        return found

    def between(self, lines: tuple[int, int]) -> str:
        """The joined text of a range of lines."""
        chosen = [at for at, number in enumerate(self._numbers) if lines[0] <= number <= lines[1]]
        if not chosen:
            return ""
        ends = [*self._starts, len(self.joined)]
        return self.joined[ends[chosen[0]] : ends[chosen[-1] + 1]].strip()


def _pieces(lines: list[str]) -> Iterator[tuple[int, str]]:
    """The text of each line with its number; an empty piece stands where a page ends."""
    for number, line in enumerate(lines, start=1):
        pages = line.split("\f")
        yield number, pages[0]
        for page in pages[1:]:
            yield number, ""
            yield number, page


def _splits_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def passage_problem(passage: Passage, stored: StoredText) -> str | None:
    """What is wrong with a quotation, or None if its words stand exactly at its lines."""
    places = stored.places(passage.text)
    if tuple(passage.lines) in places:
        return None
    if places:
        return f"these words stand at {_lines(places[0])}, not at {_lines(passage.lines)}"
    if re.search(r"(?<!\n)\n(?!\n)|\n{3}", passage.text):
        return "paragraphs must be separated by one empty line (two empty lines in a folded text, `>-`)"
    return _difference(passage, stored)


def _difference(passage: Passage, stored: StoredText) -> str:
    ours, theirs = passage.text.split(), stored.between(passage.lines).split()
    start = max(range(len(theirs)), key=lambda at: _likeness(ours, theirs[at:]), default=0)
    agreed, alike = _likeness(ours, theirs[start:])
    if not alike:
        return f"these words are not in the stored text; {_lines(passage.lines)} hold something else"
    if agreed == len(ours):
        return "the words agree but not the spaces or paragraphs between them"
    after = theirs[start + agreed :]
    instead = f"“{after[0]}”" if after else f"the end of {_lines(passage.lines)}"
    return f"word {agreed + 1}, “{ours[agreed]}”, is not what the stored text has: {instead}"


def _likeness(ours: list[str], theirs: list[str]) -> tuple[int, int]:
    """How many words agree before the first that differs, and how many agree at all."""
    agreeing = [one == other for one, other in zip(ours, theirs, strict=False)]
    return [*agreeing, False].index(False), sum(agreeing)


def _lines(lines: tuple[int, int]) -> str:
    return f"line {lines[0]}" if lines[0] == lines[1] else f"lines {lines[0]}-{lines[1]}"


def place_problem(
    quotation: Quotation, stored: StoredText, sections: Collection[str], layout: Layout = "headings"
) -> str | None:
    """What is wrong with the section and number a quotation is cited with. `sections`: all that are cited.

    Words before the first heading may be cited with a name for that part, such as "Introduction". In a table
    the number is the bare one of the row; a row that prints none says nothing about it.
    """
    above = stored.lines[: max(0, quotation.lines[0] - 1)]
    line, section = max(((_last(above, each), each) for each in sections), default=(0, ""))
    if not line and (quotation.recommendation or not any(_last(stored.lines, each) for each in sections)):
        return f"there is no heading “{quotation.section}” above {_lines(quotation.lines)}"
    if line and section != quotation.section:
        return f"the nearest heading above is “{section}”, not “{quotation.section}”"
    own = stored.lines[quotation.lines[0] - 1 : quotation.lines[0]]
    if layout == "headings" and own and _INLINE.match(own[0]):
        above = [*above, *own]  # the heading and the first words share a line
    number = _recommendation_above(above[line:], _RECOMMENDATION if layout == "headings" else _BARE)
    cited = quotation.printed or (str(quotation.recommendation) if quotation.recommendation else None)
    if number == cited or (number is None and layout != "headings"):
        return None
    if layout == "shared" and number and cited and _figure(number) < _figure(cited):
        return None
    if number is None:
        return f"there is no heading “Recommendation {cited}” between it and its section"
    return f"it stands under recommendation {number}, not {cited or 'outside of any'}"


def as_number(printed: str) -> str:
    """ "One" and "01" as they would be printed in digits: "1". Other words stay, in lower case."""
    lower = printed.lower()
    if lower in NUMBER_WORDS:
        return str(NUMBER_WORDS.index(lower) + 1)
    return re.sub(r"^0+(?=\d)", "", lower)


def _figure(number: str) -> int:
    return int(re.findall(r"\d+", number)[-1])


def _last(lines: list[str], heading: str) -> int:
    """The last line, counted from 1, where a heading ends; 0 if it does not stand there."""
    for start in range(len(lines) - 1, -1, -1):
        for length in range(1, _LONGEST_HEADING + 1):
            if " ".join(line.strip() for line in lines[start : start + length]) == heading:
                return start + length
    return 0


def _recommendation_above(lines: list[str], heading: re.Pattern[str]) -> str | None:
    for line in reversed(lines):
        match = heading.match(line)
        if match:
            word = as_number(match[1])
            if word[0].isdecimal():
                return word
    return None
