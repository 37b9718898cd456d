"""The stored text of a source as paragraphs, with a passage of it marked."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Lines = tuple[int, int]
"""First and last line, counted from 1."""

Kind = Literal["section", "label", "paragraph"]
_LABEL_WIDTH = 60


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a paragraph, marked or not."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A section heading, a short line that names what follows, or a paragraph; with its first line."""

    kind: Kind
    line: int
    pieces: tuple[Piece, ...]

    @property
    def marked(self) -> bool:
        """Whether any of it is marked."""
        return any(piece.marked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines of the stored text that belong together."""

    kind: Kind
    first: int
    lines: tuple[str, ...]

    def within(self, passage: Lines) -> str:
        """What of it stands in the lines of a passage, as one paragraph."""
        first, last = passage
        return join(self.lines[max(first - self.first, 0) : max(last - self.first + 1, 0)])


def join(lines: Iterable[str]) -> str:
    """Lines as one paragraph: a line end is a space, and after a hyphen nothing."""
    text = "\n".join(line.strip() for line in lines)
    return text.replace("-\n", "-").replace("\n", " ")


def blocks(
    lines: Sequence[str], sections: Collection[str], passage: Lines | None, words: Sequence[str]
) -> tuple[Block, ...]:
    """The whole text. Within the lines of `passage` the `words` are marked.

    Where one of them is not found in one paragraph there (a page break may lie between), the lines are.
    """
    runs = tuple(_runs(lines, sections))
    there = [run.within(passage) for run in runs] if passage else [""] * len(runs)
    exact = bool(words) and all(any(word in text for text in there) for word in words)
    return tuple(
        Block(
            run.kind,
            run.first,
            tuple(_pieces(join(run.lines), [w for w in words if w in text] if exact else [text])),
        )
        for run, text in zip(runs, there, strict=True)
    )


def _runs(lines: Sequence[str], sections: Collection[str]) -> Iterator[_Run]:
    run: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        words = line.strip()
        alone = _alone(words, sections)
        if run and (alone or not words):
            yield _Run("paragraph", number - len(run), tuple(run))
            run = []
        if alone:
            yield _Run(alone, number, (words,))
        elif words:
            run.append(words)


def _alone(words: str, sections: Collection[str]) -> Kind | None:
    """What a line is that does not run on into the next one."""
    if words in sections:
        return "section"
    return "label" if words.endswith(":") and len(words) < _LABEL_WIDTH else None


def _pieces(text: str, marked: Sequence[str]) -> Iterator[Piece]:
    wanted = "|".join(re.escape(each) for each in sorted(marked, key=len, reverse=True) if each)
    if not wanted:
        yield Piece(text)
        return
    for number, piece in enumerate(re.split(f"({wanted})", text)):
        if piece:
            yield Piece(piece, marked=number % 2 == 1)
