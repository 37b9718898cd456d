"""Curators read what people asked and did not find; the records hold no names and never cost an answer."""

import datetime as dt

import pytest
import sqlalchemy as sa
import structlog

from bot.store.engine import Where, migration_engine
from bot.store.opening import Store
from bot.store.tables import question_records
from handlers.doubles import NoQuestions
from handlers.ports import QuestionRecord, Questions
from tests.bot.store.conftest import NOW
from tests.bot.store.rows import run

HOUR = NOW.replace(minute=0)
ASKED = QuestionRecord(
    hour=NOW, platform="slack", status="answered", entries=("child-p/gp/1",), facets=("audience:gp",)
)


@pytest.fixture(params=["none", "stored"])
def questions(request: pytest.FixtureRequest, store: Store) -> Questions:
    """Both keepers of question records."""
    return NoQuestions() if request.param == "none" else store.questions


async def test_recording_gives_nothing_back_and_raises_nothing(questions: Questions) -> None:
    await questions.record(ASKED)


async def rows(store: Store, where: Where) -> list[tuple[object, ...]]:
    await store.behind.settle()
    names = "hour platform status signpost facets entries".split()
    with migration_engine(where).connect() as connection:
        kept = connection.execute(sa.select(*(question_records.c[name] for name in names)))
        return [tuple(row) for row in kept]


async def test_a_question_leaves_its_hour_and_ids(store: Store, where: Where) -> None:
    await store.questions.record(ASKED)
    assert await rows(store, where) == [(HOUR, "slack", "answered", None, ["audience:gp"], ["child-p/gp/1"])]


async def test_hours_are_kept_as_hours_of_utc(store: Store, where: Where) -> None:
    summer = dt.timezone(dt.timedelta(hours=1))
    await store.questions.record(QuestionRecord(NOW.astimezone(summer), "web", "answered"))
    assert (await rows(store, where))[0][0] == HOUR


async def test_of_a_live_concern_only_the_level_and_the_hour_are_kept(store: Store, where: Where) -> None:
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
    assert await rows(store, where) == [(HOUR, None, "signposted", "concern", [], [])]


async def test_a_lost_record_is_one_log_line_and_no_error(store: Store, where: Where) -> None:
    run(where, "DROP TABLE question_records")
    with structlog.testing.capture_logs() as logs:
        await store.questions.record(ASKED)
        await store.behind.settle()
    assert [(line["event"], line["doing"]) for line in logs] == [("database_trouble", "write_behind")]


async def test_a_record_that_cannot_be_written_is_lost_and_no_other(store: Store, where: Where) -> None:
    naive = QuestionRecord(dt.datetime(2026, 3, 2), "web", "answered")
    for each in (ASKED, naive, ASKED):
        await store.questions.record(each)
    with structlog.testing.capture_logs() as logs:
        assert len(await rows(store, where)) == 2
    assert len(logs) == 1
