"""Reads a plain text: pages, paragraphs, and lines that stand for headings."""

from collections.abc import Iterator
from pathlib import Path

from knowledge.importing.document import Document, ImportProblem, Paragraph, tidy, without_bullet
from knowledge.importing.furniture import edges, furniture, shape
from knowledge.importing.recognise import alone_on_its_line, looks_like_heading

_ENDS = (".", ":", ";", "?", "!", '"', "”", "’", ")")


def read_text(file: Path) -> Document:
    """Raises ImportProblem where the file is not text in UTF-8."""
    try:
        given = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise ImportProblem(
            f"{file} is not text in UTF-8 (byte {error.start}). Save it again as UTF-8 text and import that."
        ) from None
    pages = [page.split("\n") for page in given.replace("\r\n", "\n").split("\f")]
    shapes = furniture(pages)
    lines = list(_lines(pages, shapes))
    blocks = tuple(_paragraphs(lines))
    left_out = sorted(
        {tidy(line) for page in pages for line in page if line.strip() and shape(line) in shapes}
    )
    return Document(blocks, "\n".join(lines).strip("\n") + "\n", tuple(left_out))


def _lines(pages: list[list[str]], shapes: frozenset[str]) -> Iterator[str]:
    """The lines of all pages without furniture. A paragraph that runs over a page is not broken."""
    last = ""
    for number, page in enumerate(pages):
        dropped = edges(page, shapes)
        kept = [tidy(line) for at, line in enumerate(page) if at not in dropped]
        while kept and not kept[-1]:
            kept.pop()
        if number:
            while kept and not kept[0]:
                kept.pop(0)
            runs_on = last and not last.endswith(_ENDS) and kept and not looks_like_heading(last)
            if not runs_on:
                yield ""
        yield from kept
        last = kept[-1] if kept else last


def _paragraphs(lines: list[str]) -> Iterator[Paragraph]:
    """Paragraphs are parted by empty lines; a heading or a list item begins one of its own."""
    gathered: list[str] = []
    item = close = False
    for line in (*lines, ""):
        bullet = bool(line) and without_bullet(line)[1]
        begins = not line or bullet or alone_on_its_line(line)
        if gathered and (begins or alone_on_its_line(gathered[0])):
            yield _paragraph(gathered, item=item, close=close)
            gathered, close = [], bool(line)
        if line:
            item = item if gathered else bullet
            gathered.append(line)
        else:
            close = False


def _paragraph(lines: list[str], *, item: bool, close: bool) -> Paragraph:
    joined = ""
    for line in lines:
        joined += ("" if not joined or joined.endswith("-") else " ") + line
    return Paragraph(joined, level=1 if looks_like_heading(joined) else 0, item=item, close=close)
