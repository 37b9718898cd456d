"""Pairs in tables: columns are told by their headings, rows that go on over a page are joined."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from knowledge.importing.agencies import from_heading
from knowledge.importing.document import Cell, Paragraph, Table
from knowledge.importing.pairs import NO_AUDIENCE, NO_RESPONSE, Pair
from knowledge.quotes import NUMBER_WORDS, as_number

_NUMBER = re.compile(r"^(?:no\.?|number|ref\.?|reference|rec\.?(?: no\.?| number)?|#|item)$", re.IGNORECASE)
_RECOMMENDATION = re.compile(r"\brecommend(?:ation|ed)", re.IGNORECASE)
_RESPONSE = re.compile(
    r"\b(?:response|reply|answer|action taken|actions? taken|progress|what .* (?:did|done))", re.IGNORECASE
)
_AUDIENCE = re.compile(r"\b(?:agency|agencies|organisation|lead|owner|service|for whom|who)\b", re.IGNORECASE)
_PRINTED = re.compile(
    rf"^(?:(?:recommendation|rec\.?)\s+)?(\d{{1,3}}(?:\.\d{{1,3}})*[a-z]?|{'|'.join(NUMBER_WORDS)})[.)]?$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\s*(?:recommendation|rec\.?)\s+(?P<number>\d{1,3}(?:\.\d{1,3})*[a-z]?)\s*(?:[:.\u2013\u2014-](?!\d)\s*|$)",
    re.IGNORECASE,
)
"""Where there is no column of numbers, a cell may begin with its own: "Recommendation 4: ..."."""
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what; None where there is none."""

    number: int | None
    recommendation: int
    response: int
    audience: int | None


def table_pairs(table: Table, heading: str) -> tuple[Pair, ...]:
    """The pairs of a table, or none where its columns are not a recommendation and a response.

    `heading` is the last one above the table.
    """
    columns, header = _columns(table)
    if columns is None:
        return ()
    above = [row[0].text for row in table.rows[:header] if _is_band(row)]
    named = above[-1] if above else from_heading(heading)
    section = above[-1] if above else heading
    rows = [list(row) for row in table.rows[header + 1 :] if _holds_content(row, table.rows[header])]
    return tuple(pair for pair in _pairs(rows, columns, named, section) if pair.recommendation)


def mended(table: Table) -> Table:
    """The table with rows that a page break tore apart put together, and without repeated heads."""
    columns, header = _columns(table)
    if columns is None:
        return table
    rows = list(table.rows[: header + 1])
    for row in table.rows[header + 1 :]:
        if _texts(row) == _texts(table.rows[header]) or not any(_texts(row)):
            continue
        if len(rows) > header + 1 and _goes_on(row, columns):
            rows[-1] = tuple(_joined(one, more) for one, more in zip(rows[-1], row, strict=True))
        else:
            rows.append(row)
    return Table(tuple(rows))


def _columns(table: Table) -> tuple[Columns | None, int]:
    """The columns and the place of the row that names them."""
    for at, row in enumerate(table.rows[:4]):
        columns = _named(row)
        if columns is not None:
            return columns, at
    return None, 0


def _named(row: tuple[Cell, ...]) -> Columns | None:
    names = [cell.text.strip() for cell in row]
    if len({cell.key for cell in row}) < 2:
        return None
    response = _first(names, _RESPONSE)
    recommendation = _first(names, _RECOMMENDATION, without={response})
    if response is None or recommendation is None:
        return None
    taken = {response, recommendation}
    return Columns(
        _first(names, _NUMBER, without=taken),
        recommendation,
        response,
        _first(names, _AUDIENCE, without=taken),
    )


def _first(names: list[str], pattern: re.Pattern[str], without: Collection[int | None] = ()) -> int | None:
    return next((at for at, name in enumerate(names) if at not in without and pattern.search(name)), None)


def _is_band(row: tuple[Cell, ...]) -> bool:
    """One cell over the whole width: an agency's name above the head, or a theme."""
    return len({cell.key for cell in row}) == 1 and bool(row[0].text.strip())


def _holds_content(row: tuple[Cell, ...], head: tuple[Cell, ...]) -> bool:
    """Neither a band, nor the head again, nor empty."""
    return not _is_band(row) and _texts(row) != _texts(head) and any(_texts(row))


def _texts(row: tuple[Cell, ...]) -> list[str]:
    return [cell.text.strip() for cell in row]


def _goes_on(cells: tuple[Cell, ...], columns: Columns) -> bool:
    """A row without a number of its own whose text begins in the middle of a sentence."""
    if columns.number is None or cells[columns.number].text.strip():
        return False
    filled = [cell.text.strip() for cell in cells if cell.text.strip()]
    empty_both = not cells[columns.recommendation].text.strip() or not cells[columns.response].text.strip()
    return empty_both and all(not each[0].isupper() or len(filled) == 1 for each in filled)


def _joined(one: Cell, more: Cell) -> Cell:
    if not more.text.strip():
        return one
    if not one.paragraphs:
        return more
    last, first = one.paragraphs[-1], more.paragraphs[0]
    runs_on = not last.text.endswith((".", ":", ";", "?", "!")) and not first.item
    if runs_on:
        whole = Paragraph(f"{last.text} {first.text}", item=last.item, bold=last.bold, italic=last.italic)
        return Cell((*one.paragraphs[:-1], whole, *more.paragraphs[1:]), one.key)
    return Cell((*one.paragraphs, *more.paragraphs), one.key)


def _pairs(rows: list[list[Cell]], columns: Columns, named: str, heading: str) -> Iterator[Pair]:
    printed = [_printed(row, columns) for row in rows]
    counted = 0
    for number, (row, own) in enumerate(zip(rows, printed, strict=True)):
        again = number and _same(rows[number - 1], row, columns)
        counted += 0 if again else 1
        pair = _pair(row, columns, own or str(counted), named, heading)
        numbered_by_place = columns.number is not None and not own
        yield pair.doubted("its number is not in the text: it was counted") if numbered_by_place else pair


def _same(before: list[Cell], row: list[Cell], columns: Columns) -> bool:
    """Whether the recommendation is one merged cell over both rows."""
    return before[columns.recommendation].key == row[columns.recommendation].key


def _printed(cells: list[Cell], columns: Columns) -> str:
    if columns.number is not None:
        found = _PRINTED.match(cells[columns.number].text.strip())
        return as_number(found[1]) if found else ""
    label = _LABEL.match(cells[columns.recommendation].text)
    return label["number"] if label else ""


def _pair(cells: list[Cell], columns: Columns, number: str, named: str, heading: str) -> Pair:
    recommendation = tuple(each.text for each in cells[columns.recommendation].paragraphs)
    if columns.number is None and recommendation:
        first = _LABEL.sub("", recommendation[0], count=1)
        recommendation = (*((first,) if first else ()), *recommendation[1:])
    own, response = _labelled(cells[columns.response].paragraphs)
    in_column = cells[columns.audience].text if columns.audience is not None else ""
    joint = heading.lower().startswith("joint")
    audience = own or in_column or ("" if joint else named)
    words = tuple(each.text for each in response)
    pair = Pair(audience, heading, number, recommendation, words, in_table=True)
    if not pair.response:
        pair = pair.doubted(NO_RESPONSE)
    return pair if audience else pair.doubted(NO_AUDIENCE)


def _labelled(paragraphs: tuple[Paragraph, ...]) -> tuple[str, tuple[Paragraph, ...]]:
    """An agency's name in bold on the first line of a response, and the rest."""
    if len(paragraphs) > 1:
        first = paragraphs[0]
        if first.bold and len(first.text) <= _LONGEST_NAME and not first.text.endswith((".", ";", "?")):
            return first.text.rstrip(":"), paragraphs[1:]
    return "", paragraphs
