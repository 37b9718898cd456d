"""A curator at the command line: preview, publish, correct, withdraw, and see what became of it."""

import asyncio
import datetime as dt
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from rich.console import Console

from bot.curating import Order, publish, report, withdraw
from bot.settings import Settings
from bot.store.briefing_tables import conversations, deliveries, subscriptions
from bot.store.engine import Database, StoreError
from bot.store.migrate import upgrade
from handlers.publishing import NotPublished
from knowledge.library import ContentError
from tests.contents import CHILD_Z, child_z, edit

NOW = dt.datetime(2026, 11, 25, 12, 0, tzinfo=dt.UTC)
FILE = CHILD_Z / "briefings" / "child-z.yaml"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """A migrated database in which two channels have subscribed."""
    upgrade(tmp_path / "bot.db")

    async def subscribe() -> None:
        database = Database(tmp_path / "bot.db")
        async with database.write() as connection:
            for channel, rhythm in (("C1", "immediate"), ("C2", "weekly")):
                place = {"platform": "slack", "team": "T1", "channel": channel, "room": "channel"}
                adding = sa.insert(conversations).values(**place, lane="slack/T1")
                known = await connection.scalar(adding.returning(conversations.c.id))
                await connection.execute(
                    sa.insert(subscriptions).values(
                        conversation_id=known, kind="everything", rhythm=rhythm, since=NOW
                    )
                )
        await database.close()

    asyncio.run(subscribe())
    given = {"knowledge_path": CHILD_Z, "database_url": f"sqlite:///{tmp_path / 'bot.db'}"}
    return Settings.model_validate(given)


def printed(run: object, *given: object, **more: object) -> str:
    console = Console(file=io.StringIO(), width=200)
    settings, *rest = given
    run(settings, console, *rest, **more)  # type: ignore[operator]
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def mark_sent(settings: Settings) -> None:
    async def mark() -> None:
        database = Database(settings.database)
        async with database.write() as connection:
            done = {"status": "sent", "due": None, "sent_at": NOW, "remote_ids": ["1.0"], "sent_version": 1}
            await connection.execute(sa.update(deliveries).values(**done, possibly_twice=True))
        await database.close()

    asyncio.run(mark())


def test_a_preview_shows_the_briefing_and_publishes_nothing(settings: Settings) -> None:
    said = printed(publish, settings, Order(FILE, preview=True))
    assert "Child Z in five minutes" in said
    assert "What makes it hard for families we know to come?" in said
    assert "This is new. To send at once: 1. In the next weekly digest: 1." in said
    assert "Nothing was published: this is a preview." in said
    with pytest.raises(NotPublished, match="No briefing child-z"):
        printed(report, settings, "briefing/child-z", as_csv=False)


def test_it_is_published_once_and_reported(settings: Settings) -> None:
    assert "Published version 1: 1 delivery to do." in printed(publish, settings, Order(FILE))
    assert "It was out already, as version 1." in printed(publish, settings, Order(FILE))
    said = printed(report, settings, "briefing/child-z", as_csv=False)
    assert "1 pending; 0 possibly sent twice." in said
    mark_sent(settings)
    said = printed(report, settings, "child-z", as_csv=False)
    assert "C1" in said
    assert "sent, possibly twice" in said


def test_the_report_as_a_spreadsheet(settings: Settings) -> None:
    printed(publish, settings, Order(FILE))
    mark_sent(settings)
    heading, line = printed(report, settings, "child-z", as_csv=True).splitlines()
    assert heading == (
        "lane,conversation,room,kind,status,why,attempts,possibly_twice,version,sent_at,next_attempt_at"
    )
    assert line == "slack/T1,C1,channel,briefing,sent,,0,yes,1,2026-11-25T12:00:00+00:00,"


def test_a_changed_file_is_a_correction(settings: Settings, tmp_path: Path) -> None:
    printed(publish, settings, Order(FILE))
    mark_sent(settings)
    folder = child_z(tmp_path / "content")
    edit(folder, "briefings/child-z.yaml", "keeping in touch with families", "families")
    said = printed(publish, settings, Order(folder / "briefings" / "child-z.yaml"))
    assert "This corrects it: 1 delivered message would change." in said
    assert "Published version 2: 1 delivery to do." in said


def test_a_withdrawal_says_how_many_it_reaches(settings: Settings) -> None:
    printed(publish, settings, Order(FILE))
    mark_sent(settings)
    assert "A notice replaces it in 1 conversation." in printed(withdraw, settings, "briefing/child-z")
    with pytest.raises(NotPublished, match="nothing to withdraw"):
        printed(withdraw, settings, "child-z")


def test_a_set_time_is_said_as_london_has_it(settings: Settings) -> None:
    at = dt.datetime(2036, 7, 1, 8, tzinfo=dt.UTC)
    said = printed(publish, settings, Order(FILE, at=at))
    assert "Scheduled for Tuesday 1 July 2036 at 09:00 (London), version 1." in said


@pytest.mark.parametrize("to", ["theme:nonsense", "everyone", "slack/", "email/nurse"])
def test_recipients_that_there_are_not_are_refused(settings: Settings, to: str) -> None:
    with pytest.raises(NotPublished, match="names nobody"):
        printed(publish, settings, Order(FILE, to=(to,)))


def test_it_can_be_narrowed(settings: Settings) -> None:
    said = printed(publish, settings, Order(FILE, to=("slack/C2",), preview=True))
    assert "To send at once: 0. In the next weekly digest: 1." in said
    said = printed(publish, settings, Order(FILE, to=("theme:missed-appointments",), preview=True))
    assert "To send at once: 0. In the next weekly digest: 0." in said


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("reads ten records", "reads two records", r"\[quotation\] child-z.yaml:19"),
        ("child-z/health-visiting/1", "child-z/health-visiting/9", r"\[id\] child-z.yaml"),
        ("topics: [missed-appointments]", "topics: [missed]", "`missed` is not in the content"),
        ("source: child-z-response", "source: another-one", "not a source that may be quoted"),
        ("status: ready", "status: finished", "child-z.yaml:9"),
    ],
)
def test_a_file_with_a_mistake_is_not_published(
    settings: Settings, tmp_path: Path, old: str, new: str, problem: str
) -> None:
    folder = child_z(tmp_path / "content")
    edit(folder, "briefings/child-z.yaml", old, new)
    with pytest.raises(ContentError, match=problem):
        printed(publish, settings, Order(folder / "briefings" / "child-z.yaml"))


def test_an_old_database_is_named_with_its_remedy(tmp_path: Path) -> None:
    given = {"knowledge_path": CHILD_Z, "database_url": f"sqlite:///{tmp_path / 'none.db'}"}
    with pytest.raises(StoreError, match="Run: learning-bot migrate"):
        printed(publish, Settings.model_validate(given), Order(FILE))


def test_the_command_itself(settings: Settings, tmp_path: Path) -> None:
    around = {**os.environ, "DATABASE_URL": settings.database_url, "KNOWLEDGE_PATH": str(CHILD_Z)}

    def command(*words: str) -> subprocess.CompletedProcess[str]:
        call = (sys.executable, "-m", "bot", *words)
        return subprocess.run(call, cwd=tmp_path, env=around, capture_output=True, text=True, check=False)

    wrong = command("publish", str(FILE), "--at", "2027-03-28T01:30")
    assert (wrong.returncode, "clocks go forward" in " ".join(wrong.stderr.split())) == (2, True)
    passed = command("publish", str(FILE), "--at", "2025-11-30T09:00")
    said = " ".join(passed.stderr.replace("\u2502", " ").split())
    assert "--at: 2025-11-30T09:00 has passed in London. Set a time to come, or leave --at out" in said
    assert passed.returncode == 2
    assert "No briefing child-z has been published" in command("deliveries", "child-z").stderr
    done = command("publish", str(FILE))
    assert (done.returncode, "Published version 1" in done.stdout) == (0, True)
    assert command("deliveries", "child-z", "--csv").stdout.startswith("lane,conversation")
    nothing = command("withdraw", "child-y")
    assert (nothing.returncode, "nothing to withdraw" in nothing.stderr) == (1, True)
