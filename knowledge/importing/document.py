"""A document as it was read, whatever its format: paragraphs and tables, in order."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACES = re.compile(r"[ \t\u00a0\u2007\u202f]+")
_BULLET = re.compile(r"^(?:[•●▪■◦‣–·\uf0b7\x7f]|\(cid:\d+\)|[-*o](?=\s\s|\s+[a-z(]))\s+")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `level`: how high a heading it is, 1 the highest; 0 is no heading.

    `lead` is the bold beginning of a paragraph that goes on in another style.
    """

    text: str
    level: int = 0
    bold: bool = False
    italic: bool = False
    lead: str = ""
    item: bool = False
    numbered: bool = False
    """Numbered by the word processor: the number is not in the text."""
    close: bool = False
    """Follows the paragraph before it without an empty line."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `key` is the same for all the places that a merged cell covers."""

    paragraphs: tuple[Paragraph, ...]
    key: int

    @property
    def text(self) -> str:
        """All its words, paragraphs parted by one space."""
        return " ".join(each.text for each in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells. A merged cell stands in each place that it covers."""

    rows: tuple[tuple[Cell, ...], ...]

    @property
    def paragraphs(self) -> Iterator[Paragraph]:
        """What stands in it, row by row, a merged cell once."""
        before: set[int] = set()
        for cell in (cell for row in self.rows for cell in row):
            if cell.key not in before:
                before.add(cell.key)
                yield from cell.paragraphs


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Document:
    """What was read, and the text that is stored to check quotations against."""

    blocks: tuple[Block, ...]
    stored: str
    left_out: tuple[str, ...] = ()
    """Page headers and footers, which are not part of the stored text."""


class ImportProblem(Exception):  # noqa: N818 - it says what is so
    """The document cannot be read. The message says why and what to do."""


def tidy(text: str) -> str:
    """Runs of spaces as one, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def without_bullet(text: str) -> tuple[str, bool]:
    """The text of a list item without its sign, and whether it had one."""
    found = _BULLET.match(text)
    return (text[found.end() :], True) if found else (text, False)
