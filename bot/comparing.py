"""Says which questions change their answer between two revisions of the content."""

import asyncio
import datetime as dt
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bot import asking
from bot.asking import Asking
from knowledge.files import packaged_content
from knowledge.load import load
from knowledge.schema.answers import Question

Said = tuple[str, tuple[str, ...]]
"""A reply's status and what it is about."""


class CompareError(Exception):
    """The two cannot be compared. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose answer changed, by the turns that led to it."""

    turns: tuple[str, ...]
    before: Said
    after: Said

    def __str__(self) -> str:
        return (
            f"{' / '.join(self.turns)}\n    before: {_words(self.before)}\n    now:    {_words(self.after)}"
        )


def changes(revision: str, folder: Path | None, encoder: Path, now: dt.datetime) -> list[Change]:
    """Every question of both revisions that is answered differently. `revision`: of git, or a folder.

    Raises CompareError and ContentError.
    """
    current = folder or packaged_content()
    with _earlier(revision, current) as earlier:
        asked = list(dict.fromkeys((*_questions(earlier), *_questions(current))))
        before = _answers(asking.prepare(earlier, encoder, now), asked)
        after = _answers(asking.prepare(current, encoder, now), asked)
    both = zip(asked, before, after, strict=True)
    return [Change(turns, *said) for turns, *said in both if said[0] != said[1]]


def _words(said: Said) -> str:
    return f"{said[0]}: {', '.join(said[1])}" if said[1] else said[0]


def _questions(folder: Path) -> Iterator[tuple[str, ...]]:
    """Example questions and the turns of the questions files."""
    library = load(folder, questions=True)
    for entry in library.entries.values():
        yield from ((each,) for each in entry.questions)
    yield from (_turns(each) for each in library.questions)


def _turns(question: Question) -> tuple[str, ...]:
    return tuple(turn.q for turn in question.conversation)


def _answers(ready: Asking, asked: Sequence[tuple[str, ...]]) -> list[Said]:
    with asyncio.Runner() as runner:
        return [_last(ready, turns, number, runner) for number, turns in enumerate(asked)]


def _last(ready: Asking, turns: Sequence[str], number: int, runner: asyncio.Runner) -> Said:
    """What the last turn of a conversation is answered with."""
    replies = [runner.run(ready.reply(turn, f"compare {number}")) for turn in turns]
    return (replies[-1].signpost or replies[-1].status, replies[-1].entries)


@contextmanager
def _earlier(revision: str, current: Path) -> Iterator[Path]:
    """The folder as it was: a folder that is named, or what git holds of the current one."""
    if Path(revision).is_dir():
        yield Path(revision)
        return
    with tempfile.TemporaryDirectory() as made:
        _unpacked(revision, current.resolve(), Path(made))
        yield Path(made)


def _unpacked(revision: str, current: Path, to: Path) -> None:
    command = ["git", "-C", str(current), "archive", "--format=tar", revision, "."]
    try:
        done = subprocess.run(command, check=False, capture_output=True)  # noqa: S603 - no shell
    except FileNotFoundError:
        raise CompareError(
            "git is not installed. Install it, or name a folder with the earlier content."
        ) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise CompareError(
            f"git does not know {revision!r} for {current} ({said[-1] if said else 'no reason given'})."
            " Name a commit, a tag, a branch, or a folder with the earlier content."
        )
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        archive.extractall(to, filter="data")
