"""Says which questions change their answer between two revisions of the content."""

import asyncio
import datetime as dt
import hashlib
import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot import asking
from bot.asking import Asking
from handlers.messages import Footer, Reply
from handlers.plain import plain
from knowledge.files import packaged_content
from knowledge.load import load
from knowledge.schema.answers import Question


@dataclass(frozen=True, slots=True)
class Said:
    """A reply: its status, what it is about, and a digest of its words without the standing footer."""

    status: str
    entries: tuple[str, ...]
    words: str

    def __str__(self) -> str:
        return f"{self.status}: {', '.join(self.entries)}" if self.entries else self.status


class CompareError(Exception):
    """The two cannot be compared. The message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Change:
    """One question whose answer changed, by the turns that led to it."""

    turns: tuple[str, ...]
    before: Said
    after: Said

    def __str__(self) -> str:
        asked = " / ".join(self.turns)
        if str(self.before) == str(self.after):
            return f"{asked}\n    {self.after}: the same, in other words"
        return f"{asked}\n    before: {self.before}\n    now:    {self.after}"


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
    return [change for each in both for change in _first_change(*each)]


def _first_change(turns: Sequence[str], before: Sequence[Said], after: Sequence[Said]) -> Iterator[Change]:
    """The first turn of a conversation that is answered differently: later ones follow from it."""
    for at, (one, other) in enumerate(zip(before, after, strict=True), start=1):
        if one != other:
            yield Change(tuple(turns[:at]), one, other)
            return


def _questions(folder: Path) -> Iterator[tuple[str, ...]]:
    """Example questions and the turns of the questions files."""
    library = load(folder, questions=True)
    for entry in library.entries.values():
        yield from ((each,) for each in entry.questions)
    yield from (_turns(each) for each in library.questions)


def _turns(question: Question) -> tuple[str, ...]:
    return tuple(turn.q for turn in question.conversation)


def _answers(ready: Asking, asked: Sequence[tuple[str, ...]]) -> list[list[Said]]:
    """What each turn of each conversation is answered with."""
    with asyncio.Runner() as runner:
        return [
            [_said(runner.run(ready.reply(turn, f"compare {number}"))) for turn in turns]
            for number, turns in enumerate(asked)
        ]


def _said(reply: Reply) -> Said:
    parts = tuple(part for part in reply.parts if not isinstance(part, Footer))
    words = hashlib.sha256(plain(replace(reply, parts=parts)).encode("utf-8", "replace"))
    return Said(reply.signpost or reply.status, reply.entries, words.hexdigest())


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
