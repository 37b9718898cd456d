"""Asks every question of questions files and prints how many were answered rightly, by kind."""

import asyncio
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot import asking
from bot.checking import Find, finder
from knowledge.check import FoundTurn, miss
from knowledge.library import ContentError
from knowledge.load import load
from knowledge.mistakes import schema_problems
from knowledge.schema.answers import Question, QuestionsFile, Turn
from knowledge.yamlfile import read


@dataclass(frozen=True)
class Outcome:
    """One turn with what it found."""

    kind: str
    turn: Turn
    found: FoundTurn

    @property
    def right(self) -> bool:
        """Whether the turn found what it must."""
        return miss(self.turn, self.found) is None

    @property
    def answered(self) -> bool:
        """Whether entries were shown as the answer."""
        return self.found.status == "answered"

    @property
    def in_first_three(self) -> bool:
        """Whether a right entry is among the first three shown or offered."""
        return self.right or bool(set(self.found.entries[:3]) & set(self.turn.entries))


def evaluate_files(
    folder: Path | None, encoder: Path, files: tuple[Path, ...], *, show_misses: bool
) -> Iterator[str]:
    """The lines of the table, and each miss when asked for."""
    ready = asking.prepare(folder, encoder)
    yield from ready.problems
    if ready.knowledge is None:
        return
    try:
        questions = _from_files(files) if files else _of_content(folder)
    except ContentError as error:
        yield from map(str, error.problems)
        return
    with asyncio.Runner() as runner:
        outcomes = list(_outcomes(questions, finder(ready, runner)))
    engine = "words and meaning" if ready.knowledge.engine.encoder is not None else "words only"
    yield f"Engine: {engine}. Content: revision {ready.knowledge.library.revision}."
    yield from table(outcomes)
    if show_misses:
        yield from (_line(each) for each in outcomes if not each.right)


def _of_content(folder: Path | None) -> tuple[Question, ...]:
    return load(folder, questions=True).questions


def _from_files(files: Iterable[Path]) -> tuple[Question, ...]:
    return tuple(question for path in files for question in _from_file(path))


def _from_file(path: Path) -> list[Question]:
    file, problems = read(path, str(path))
    if file is None:
        raise ContentError(tuple(problems))
    try:
        return list(QuestionsFile.model_validate(file.data).questions)
    except ValidationError as error:
        raise ContentError(tuple(schema_problems(error, file))) from None


def _outcomes(questions: Iterable[Question], find: Find) -> Iterator[Outcome]:
    for question in questions:
        turns = question.conversation
        for turn, found in zip(turns, find([turn.q for turn in turns]), strict=True):
            yield Outcome(question.kind, turn, found)


def table(outcomes: list[Outcome]) -> Iterator[str]:
    """One line a kind: asked, right, in the first three, answered though wrong."""
    yield f"{'kind':<16}{'asked':>6}{'right':>8}{'first 3':>9}{'answered, wrong':>17}"
    kinds = list(dict.fromkeys(each.kind for each in outcomes))
    for kind in (*kinds, "all"):
        chosen = [each for each in outcomes if kind in {each.kind, "all"}]
        count = Counter[str]()
        for each in chosen:
            count.update(
                {
                    "right": each.right,
                    "three": each.in_first_three,
                    "wrong": each.answered and not each.right,
                }
            )
        share = {name: f"{100 * count[name] / len(chosen):.1f}%" for name in ("right", "three")}
        yield f"{kind:<16}{len(chosen):>6}{share['right']:>8}{share['three']:>9}{count['wrong']:>17}"


def _line(each: Outcome) -> str:
    wanted = f"{each.turn.expect} {', '.join(each.turn.entries[:4])}".strip()
    return f"{each.kind}: {each.turn.q!r} wants {wanted}; found {each.found}"
