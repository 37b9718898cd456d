"""Curators read what people asked and did not find; the records hold no words and never cost an answer."""

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
import structlog

from bot.store.opening import Store
from handlers.doubles import NoQuestions
from handlers.ports import QuestionRecord, Questions
from tests.bot.store.conftest import NOW

ASKED = QuestionRecord(
    hour=NOW, platform="slack", status="answered", entries=("child-p/gp/1",), facets=("audience:gp",)
)


@pytest.fixture(params=["none", "stored"])
def questions(request: pytest.FixtureRequest, store: Store) -> Questions:
    """Both keepers of question records."""
    return NoQuestions() if request.param == "none" else store.questions


async def test_recording_gives_nothing_back_and_raises_nothing(questions: Questions) -> None:
    await questions.record(ASKED)


def rows(file: Path) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(file)
    try:
        wanted = "SELECT hour, platform, status, signpost, facets, entries FROM question_records"
        return connection.execute(wanted).fetchall()
    finally:
        connection.close()


async def test_a_question_leaves_its_hour_and_ids(store: Store, file: Path) -> None:
    await store.questions.record(ASKED)
    assert rows(file) == [
        ("2026-03-02 14:00:00.000000", "slack", "answered", None, '["audience:gp"]', '["child-p/gp/1"]')
    ]


async def test_hours_are_kept_as_hours_of_utc(store: Store, file: Path) -> None:
    summer = dt.timezone(dt.timedelta(hours=1))
    await store.questions.record(QuestionRecord(NOW.astimezone(summer), "web", "answered"))
    assert rows(file)[0][0] == "2026-03-02 14:00:00.000000"


async def test_of_a_live_concern_only_the_level_and_the_hour_are_kept(store: Store, file: Path) -> None:
    await store.questions.record(
        QuestionRecord(
            NOW,
            "teams",
            "signposted",
            entries=("child-p/gp/1",),
            facets=("topic:bruising",),
            signpost="concern",
        )
    )
    assert rows(file) == [("2026-03-02 14:00:00.000000", None, "signposted", "concern", "[]", "[]")]


async def test_a_lost_record_is_one_log_line_and_no_error(store: Store, file: Path) -> None:
    connection = sqlite3.connect(file)
    connection.execute("DROP TABLE question_records")
    connection.commit()
    connection.close()
    with structlog.testing.capture_logs() as logs:
        await store.questions.record(ASKED)
    assert [(line["event"], line["doing"]) for line in logs] == [("database_trouble", "record")]


async def test_a_record_that_cannot_be_written_is_lost_quietly_too(store: Store) -> None:
    naive = QuestionRecord(dt.datetime(2026, 3, 2), "web", "answered")
    with structlog.testing.capture_logs() as logs:
        await store.questions.record(naive)
    assert len(logs) == 1
