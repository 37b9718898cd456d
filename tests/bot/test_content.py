"""Content that changes while the bot serves: good content is taken over, broken content never."""

import asyncio
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.content import ContentHolder, ReloadResult
from bot.last_good import LastGood
from knowledge.library import ContentError, Library
from knowledge.load import load
from tests.contents import child_z, edit

GAPS = "gaps/child-z.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return child_z(tmp_path / "content")


def count(library: Library) -> int:
    return len(library.entries)


def said(holder: ContentHolder[int]) -> tuple[str, ...]:
    return holder.library().entries["gap/child-z-events"].questions


def test_changed_content_is_taken_over(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    before = holder.library().revision
    edit(folder, GAPS, "is child z alive", "how is child z")

    with capture_logs() as logs:
        result = holder.reload()

    assert result == ReloadResult(True, holder.library().revision)
    assert result.revision != before
    assert "how is child z" in said(holder)
    assert logs == [
        {"event": "content_reloaded", "log_level": "info", "revision": result.revision, "entries": 16}
    ]


def test_a_broken_file_never_replaces_good_content(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    before = holder.current
    line = edit(folder, GAPS, "related: [child-z]", "related: [child-y]")

    with capture_logs() as logs:
        result = holder.reload()

    assert holder.current is before
    assert not result.changed
    assert result.revision == before.library.revision
    assert [str(problem.place) for problem in result.problems] == [f"{GAPS}:{line}"]
    assert logs == [
        {
            "event": "content_kept",
            "log_level": "warning",
            "revision": result.revision,
            "problems": 1,
            "places": [f"id:{GAPS}:{line}"],
        }
    ]


def test_a_folder_that_goes_away_leaves_the_content_in_use(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    folder.rename(folder.with_name("elsewhere"))

    result = holder.reload()

    assert "no such folder" in result.problems[0].message
    assert holder.built() == 16


def test_content_that_cannot_be_built_leaves_the_content_in_use(folder: Path) -> None:
    def build(library: Library) -> str:
        if "how is child z" in library.entries["gap/child-z-events"].questions:
            raise ZeroDivisionError("secret words")
        return library.revision

    holder = ContentHolder(folder, build)
    before = holder.current
    edit(folder, GAPS, "is child z alive", "how is child z")

    with capture_logs() as logs:
        result = holder.reload()

    assert holder.current is before
    assert [problem.message for problem in result.problems] == ["could not be made ready: ZeroDivisionError"]
    assert "secret" not in str(logs)


def test_what_is_built_always_belongs_to_the_library_in_use(folder: Path) -> None:
    seen: list[str | None] = []

    def build(library: Library) -> Library:
        seen.append(holder.current.built.revision if seen else None)
        return library

    holder = ContentHolder(folder, build)
    first = holder.library().revision
    edit(folder, GAPS, "is child z alive", "how is child z")
    holder.reload()

    assert seen == [None, first]
    assert holder.current.built is holder.current.library


def test_the_same_words_are_not_built_again(folder: Path) -> None:
    built: list[Library] = []
    holder = ContentHolder(folder, built.append)
    (folder / GAPS).touch()

    assert not holder.reload().changed
    assert len(built) == 1


def test_content_that_is_broken_at_the_start_is_an_error(folder: Path) -> None:
    edit(folder, GAPS, "related: [child-z]", "related: [child-y]")

    with pytest.raises(ContentError, match=r"gaps/child-z\.yaml"):
        ContentHolder(folder, count)


def broken(folder: Path) -> int:
    return edit(folder, GAPS, "related: [child-z]", "related: [child-y]")


def test_after_a_mistake_a_restart_serves_the_last_content_that_could_be_used(folder: Path) -> None:
    last_good = LastGood(folder.parent / "bot.content")
    before = ContentHolder(folder, count, last_good).library()
    line = broken(folder)

    again = ContentHolder(folder, count, last_good)

    assert again.library().revision == before.revision
    assert again.library().sources == before.sources
    assert [str(problem.place) for problem in again.problems] == [f"{GAPS}:{line}"]
    edit(folder, GAPS, "related: [child-y]", "related: [child-z]")
    again.reload()
    assert not again.problems
    edit(folder, GAPS, "is child z alive", "how is child z")
    assert again.reload().changed
    broken(folder)
    assert "how is child z" in said(ContentHolder(folder, count, last_good))


def test_what_was_kept_is_never_half_of_the_content(folder: Path) -> None:
    last_good = LastGood(folder.parent / "bot.content")
    before = ContentHolder(folder, count, last_good).library()
    edit(folder, GAPS, "is child z alive", "how is child z")
    changed = load(folder)
    edit(folder, GAPS, "how is child z", "how is child z now")

    last_good.keep(folder, changed)

    kept = last_good.library()
    assert kept is not None
    assert kept.revision == before.revision
    assert sorted(each.name for each in folder.parent.iterdir()) == ["bot.content", "content"]


def test_a_copy_that_is_damaged_or_cannot_be_written_is_as_good_as_none(folder: Path) -> None:
    last_good = LastGood(folder.parent / "bot.content")
    ContentHolder(folder, count, last_good)
    broken(folder)
    (folder.parent / "bot.content" / GAPS).write_text("gaps: [")
    with pytest.raises(ContentError, match=r"gaps/child-z\.yaml"):
        ContentHolder(folder, count, last_good)
    edit(folder, GAPS, "related: [child-y]", "related: [child-z]")
    (folder.parent / "file").write_text("in the way")
    assert ContentHolder(folder, count, LastGood(folder.parent / "file" / "kept")).library()


async def test_a_change_is_taken_over_once_the_files_lie_still(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    assert await holder.poll() is None

    edit(folder, GAPS, "is child z alive", "how is")
    assert await holder.poll() is None
    edit(folder, GAPS, "how is", "how is child z today")
    assert await holder.poll() is None
    result = await holder.poll()

    assert result is not None
    assert result.changed
    assert "how is child z today" in said(holder)
    assert await holder.poll() is None


async def test_a_broken_file_is_tried_once_and_again_when_it_is_mended(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    edit(folder, GAPS, "questions: [what", "questions: what")
    await holder.poll()
    broken = await holder.poll()
    again = await holder.poll()
    edit(folder, GAPS, "questions: what happened to child z, is", "questions: [what became of child z, is")
    await holder.poll()
    mended = await holder.poll()

    assert broken is not None
    assert broken.problems
    assert again is None
    assert mended is not None
    assert mended.changed
    assert "what became of child z" in said(holder)


async def test_watching_polls_until_it_is_told_to_stop(folder: Path) -> None:
    holder = ContentHolder(folder, count)
    edit(folder, GAPS, "is child z alive", "how is child z")
    looks = []

    async def sleep(seconds: float) -> None:
        looks.append(seconds)
        if len(looks) > 2:
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        await holder.watch(2.0, sleep)

    assert looks == [2.0, 2.0, 2.0]
    assert "how is child z" in said(holder)
