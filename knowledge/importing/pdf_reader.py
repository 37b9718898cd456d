"""Reads a PDF with pdfplumber: print sizes tell headings, ruled lines tell tables."""

import itertools
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from knowledge.importing.document import (
    Block,
    Cell,
    Document,
    ImportProblem,
    Paragraph,
    Table,
    tidy,
    without_bullet,
)
from knowledge.importing.furniture import edges, furniture, shape
from knowledge.importing.recognise import label
from knowledge.importing.stored import stored_text
from knowledge.importing.tables import mended

if TYPE_CHECKING:
    from pdfplumber.page import Page

_ENDS = (".", ":", ";", "?", "!", "”", ")")
_APART = 1.45
"""A gap of more than this many line heights begins a new paragraph."""
_LONGEST_HEADING = 140
_keys = itertools.count()


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line with its place on its page, in points."""

    text: str
    page: int
    top: float
    bottom: float
    size: float
    bold: bool
    italic: bool


def read_pdf(file: Path) -> Document:
    """Raises ImportProblem where the file is no PDF, is locked, or holds pictures of pages, not text."""
    import pdfplumber

    try:
        with pdfplumber.open(file) as opened:
            pages = [_page(page) for page in opened.pages]
    except Exception as error:  # pdfminer raises a dozen kinds
        raise ImportProblem(
            f"{file} cannot be read as a PDF ({type(error).__name__}). If it is locked, save a copy without"
            " a password; otherwise save its text as .txt and import that."
        ) from error
    lines = [[each for each in page if isinstance(each, Line)] for page in pages]
    if not any(lines):
        raise ImportProblem(f"{file} holds no text: its pages are pictures. Ask the publisher for the text.")
    shapes = furniture([[line.text for line in page] for page in lines])
    dropped = {id(page[at]) for page in lines for at in edges([line.text for line in page], shapes)}
    kept = [each for page in pages for each in page if id(each) not in dropped]
    blocks = tuple(_blocks(kept))
    left_out = sorted({line.text for page in lines for line in page if shape(line.text) in shapes})
    return Document(blocks, stored_text(blocks), tuple(left_out))


def _page(page: "Page") -> list[Line | Table]:
    """Lines and tables of a page from top to bottom."""
    tables = page.find_tables()
    inside = [table.bbox for table in tables]
    found: list[tuple[float, Line | Table]] = [(table.bbox[1], _table(table.extract())) for table in tables]
    rest = page.filter(lambda each: each["object_type"] != "char" or not _is_in(each, inside))
    found += [
        (each["top"], _line(each, page.page_number)) for each in rest.extract_text_lines(return_chars=True)
    ]
    return [each for _, each in sorted(found, key=lambda placed: placed[0])]


def _is_in(char: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    """Whether the middle of a letter lies in one of the tables: what stands beside a table is kept."""
    across, down = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return any(left <= across <= right and top <= down <= bottom for left, top, right, bottom in boxes)


def _line(given: dict[str, Any], page: int) -> Line:
    chars = [each for each in given["chars"] if each["text"].strip()]
    fonts = [each["fontname"].lower() for each in chars]
    sizes = Counter(round(each["size"], 1) for each in chars)
    return Line(
        tidy(given["text"]),
        page,
        given["top"],
        given["bottom"],
        sizes.most_common(1)[0][0] if sizes else 0.0,
        bool(fonts) and all("bold" in font for font in fonts),
        bool(fonts) and all("italic" in font or "oblique" in font for font in fonts),
    )


def _table(rows: list[list[str | None]]) -> Table:
    """A cell that a merged one covers is None: it stands for the cell above, or for the one before it."""
    made: list[tuple[Cell, ...]] = []
    for row in rows:
        cells: list[Cell] = []
        band = row[0] is not None and all(each is None for each in row[1:])
        for column, text in enumerate(row):
            if text is not None:
                cells.append(_cell(text))
            elif band or not made:
                cells.append(cells[-1] if cells else _cell(""))
            else:
                cells.append(made[-1][column])
        made.append(tuple(cells))
    return Table(tuple(made))


def _cell(text: str) -> Cell:
    """Lines of a cell are one paragraph until a line begins with a list sign."""
    gathered: list[tuple[str, bool]] = []
    for line in text.split("\n"):
        words, item = without_bullet(tidy(line))
        if not words:
            continue
        if gathered and not item:
            before, kind = gathered[-1]
            gathered[-1] = (before + ("" if before.endswith("-") else " ") + words, kind)
        else:
            gathered.append((words, item))
    return Cell(tuple(Paragraph(words, item=item) for words, item in gathered), next(_keys))


def _blocks(found: list[Line | Table]) -> Iterator[Block]:
    body = _body_size(found)
    sizes = sorted({each.size for each in found if isinstance(each, Line) and each.size > body}, reverse=True)
    table: Table | None = None
    for each in _paragraphs(found):
        if isinstance(each, Table):
            table = Table((*table.rows, *each.rows)) if table and _alike(table, each) else each
            continue
        if table is not None:
            yield mended(table)
            table = None
        text, line = each
        words, item = without_bullet(text)
        short = len(words) <= _LONGEST_HEADING and not item and label(words) is None
        level = sizes.index(line.size) + 1 if line.size > body and short else 0
        yield Paragraph(words, level, line.bold, line.italic, item=item)
    if table is not None:
        yield mended(table)


def _alike(one: Table, other: Table) -> bool:
    """Whether a table goes on after a page: the same columns under the same head."""
    first, second = one.rows[0], other.rows[0]
    return len(first) == len(second) and [each.text for each in first] == [each.text for each in second]


def _body_size(found: list[Line | Table]) -> float:
    counted: Counter[float] = Counter()
    for each in found:
        if isinstance(each, Line):
            counted[each.size] += len(each.text)
    return counted.most_common(1)[0][0] if counted else 0.0


def _paragraphs(found: list[Line | Table]) -> Iterator[tuple[str, Line] | Table]:
    """Lines joined to paragraphs, each with its last line for its style."""
    text, last = "", None
    for each in found:
        if isinstance(each, Table):
            if last is not None:
                yield text, last
            text, last = "", None
            yield each
        elif last is not None and _together(last, each):
            text += ("" if text.endswith("-") else " ") + each.text
            last = replace(each, bold=last.bold and each.bold, italic=last.italic and each.italic)
        else:
            if last is not None:
                yield text, last
            text, last = each.text, each
    if last is not None:
        yield text, last


def _together(above: Line, below: Line) -> bool:
    if without_bullet(below.text)[1] or (above.size, above.bold) != (below.size, below.bold):
        return False
    if above.page != below.page:
        return not above.text.endswith(_ENDS)
    return below.top - above.top <= _APART * max(above.bottom - above.top, below.bottom - below.top)
