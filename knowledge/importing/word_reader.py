"""Reads a Word document with python-docx: styles tell headings, bold and italics what is what."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from knowledge.importing.document import Block, Cell, Document, ImportProblem, Paragraph, Table, tidy
from knowledge.importing.stored import stored_text

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run


def read_word(file: Path) -> Document:
    """Raises ImportProblem where the file is no Word document (.docx)."""
    import docx
    from docx.table import Table as WordTable

    try:
        body = docx.Document(str(file))
    except Exception as error:  # python-docx raises whatever zipfile and lxml raise
        raise ImportProblem(
            f"{file} cannot be read as a Word document ({type(error).__name__})."
            " Open it in Word, save it as .docx, and import that."
        ) from error
    blocks: list[Block] = []
    for each in body.iter_inner_content():
        blocks += [_table(each)] if isinstance(each, WordTable) else _paragraph(each)
    return Document(tuple(blocks), stored_text(blocks))


def _paragraph(given: "WordParagraph") -> Iterator[Paragraph]:
    text = tidy(given.text.replace("\n", " "))
    if not text:
        return
    style = (given.style.name if given.style is not None else "") or ""
    runs = [run for run in given.runs if run.text.strip()]
    bold, italic = _all(run.bold for run in runs), _all(run.italic for run in runs)
    lead = "" if bold else tidy(_lead(runs))
    yield Paragraph(
        text,
        level=_level(style),
        bold=bold,
        italic=italic,
        lead=lead,
        item=style.startswith("List Bullet"),
        numbered=style.startswith("List Number"),
    )


def _all(values: Iterable[bool | None]) -> bool:
    given = list(values)
    return bool(given) and all(given)


def _lead(runs: list["Run"]) -> str:
    taken = []
    for run in runs:
        if not run.bold:
            break
        taken.append(run.text)
    return "".join(taken)


def _level(style: str) -> int:
    if style == "Title":
        return 1
    return int(style[-1]) if style.startswith("Heading") and style[-1].isdigit() else 0


def _table(given: "WordTable") -> Table:
    """Merged cells are one element in several places. `known` keeps elements alive, so that none is taken
    for another."""
    known: dict[object, int] = {}
    rows = []
    for row in given.rows:
        cells = [(each, known.setdefault(each._tc, len(known))) for each in row.cells]
        rows.append(tuple(_cell(each.paragraphs, key) for each, key in cells))
    return Table(tuple(rows))


def _cell(paragraphs: Iterable["WordParagraph"], key: int) -> Cell:
    return Cell(tuple(each for given in paragraphs for each in _paragraph(given)), key)
