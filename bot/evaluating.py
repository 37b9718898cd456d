"""Asks every question of questions files and prints how many were answered rightly, by kind."""

import asyncio
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from bot import asking, last_run
from bot.checking import Find, finder
from bot.outcomes import Outcome, by_kind, in_all, line
from knowledge.cache import default_cache
from knowledge.checks.alike import examples, is_near
from knowledge.library import ContentError
from knowledge.load import load
from knowledge.mistakes import schema_problems
from knowledge.schema.answers import Question, QuestionsFile
from knowledge.yamlfile import read


@dataclass(frozen=True)
class Wanted:
    """What to ask and what to print."""

    content: Path | None
    encoder: Path
    files: tuple[Path, ...] = ()
    misses: bool = False
    accept: bool = False
    """Whether what is no longer right is taken as the new state."""


def evaluate(wanted: Wanted) -> tuple[list[str], int]:
    """The lines to print and the exit code: 1 if the content cannot be used or a question was lost."""
    ready = asking.prepare(wanted.content, wanted.encoder)
    if ready.knowledge is None:
        return list(ready.problems), 1
    try:
        questions = _questions(wanted)
    except ContentError as error:
        return [str(each) for each in error.problems], 1
    with asyncio.Runner() as runner:
        known = examples(ready.knowledge.library)
        outcomes = list(_outcomes(questions, finder(ready, runner), known))
    engine = "words and meaning" if ready.knowledge.engine.encoder is not None else "words only"
    lines = [f"Engine: {engine}. Content: revision {ready.knowledge.library.revision}."]
    if not outcomes:
        return [*lines, "There is no question to ask: name a questions file."], 0
    lines += [*by_kind(outcomes), "", *in_all(outcomes)]
    if wanted.misses:
        lines += [line(each) for each in outcomes if not each.right]
    changed, lost = _since_last_run(wanted, outcomes, engine)
    return [*lines, *changed], 1 if lost else 0


def _since_last_run(wanted: Wanted, outcomes: Sequence[Outcome], engine: str) -> tuple[list[str], bool]:
    """What changed, and whether anything was lost. A loss stays one until it is mended or accepted."""
    path = last_run.record_file(default_cache(), wanted.content, wanted.files, engine)
    before = last_run.load(path)
    if not before:
        last_run.save(path, last_run.results(outcomes))
        return ["", "First run with these questions: the next one says what changed."], False
    changes = last_run.compared(outcomes, before)
    lost = bool(changes.lost) and not wanted.accept
    if not lost:
        last_run.save(path, last_run.results(outcomes))
    counted = f"{len(changes.gained)} right that were not, {len(changes.lost)} no longer right"
    lines = ["", f"Since the last run: {counted}."]
    lines += [f"  no longer: {line(each)}" for each in changes.lost]
    if lost:
        lines.append("Mend them, or take them as they are with --accept.")
    return lines, lost


def _questions(wanted: Wanted) -> tuple[Question, ...]:
    if wanted.files:
        return tuple(question for path in wanted.files for question in _from_file(path))
    return load(wanted.content, questions=True).questions


def _from_file(path: Path) -> list[Question]:
    file, problems = read(path, str(path))
    if file is None:
        raise ContentError(tuple(problems))
    try:
        return list(QuestionsFile.model_validate(file.data).questions)
    except ValidationError as error:
        raise ContentError(tuple(schema_problems(error, file, QuestionsFile))) from None


def _outcomes(questions: Iterable[Question], find: Find, known: Sequence[str]) -> Iterator[Outcome]:
    for question in questions:
        turns = question.conversation
        found = find([turn.q for turn in turns])
        for place, (turn, each) in enumerate(zip(turns, found, strict=True)):
            yield Outcome(question.kind, turn, each, place, is_near(turn.q, known))
