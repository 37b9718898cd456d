"""Curators see what people reported, confirm numbers, and export what teams discussed."""

import asyncio
import datetime as dt
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import app
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from handlers.messages import Conversation
from handlers.records import Discussion, FeedbackRecord, KeptFor
from knowledge.files import packaged_content

RUN = CliRunner()
NOW = dt.datetime(2026, 3, 2, 14, 25, tzinfo=dt.UTC)
TEAM = Conversation("slack", "T1", "C1", "channel")
MASH = "contact/portsmouth-mash"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The database of the settings, not made yet."""
    file = tmp_path / "bot.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{file}")
    return file


@pytest.fixture
def filled(file: Path) -> Path:
    """A database with feedback and a discussion."""
    upgrade(file)

    async def fill(store: Store) -> None:
        await store.feedback.put(
            [
                FeedbackRecord("child-p/gp/1", "answer", "out_of_date", NOW),
                FeedbackRecord(MASH, "number", "wrong_number", NOW),
                FeedbackRecord(MASH, "number", "wrong_number", NOW),
            ]
        )
        await store.discussions.add(TEAM, Discussion(NOW.date(), "briefing/child-p"))

    async def run() -> None:
        async with opened(file, KeptFor(10, 180), lambda: NOW) as store:
            await fill(store)

    asyncio.run(run())
    return file


def said(*command: str, code: int = 0) -> str:
    done = RUN.invoke(app, list(command))
    assert done.exit_code == code, done.output
    return done.output


@pytest.mark.usefixtures("filled")
def test_feedback_is_listed_in_words_and_as_csv() -> None:
    assert said("feedback").splitlines() == [
        f"{MASH}: Number is wrong, 2 times, last on 2026-03-02",
        "child-p/gp/1: Out of date, once, last on 2026-03-02",
    ]
    assert said("feedback", "--csv").splitlines()[:2] == [
        "entry,reason,times,last_hour",
        f"{MASH},wrong_number,2,2026-03-02T14:00:00+00:00",
    ]


@pytest.mark.usefixtures("filled")
def test_discussions_are_exported_as_evidence() -> None:
    assert said("discussed") == "2026-03-02: briefing/child-p, slack channel T1/C1\n"
    assert said("discussed", "--csv").splitlines() == [
        "discussed_on,briefing,platform,room,team,channel",
        "2026-03-02,briefing/child-p,slack,channel,T1,C1",
    ]


def test_without_a_database_that_is_said(file: Path) -> None:
    assert f"There is no database at {file} yet" in said("feedback", code=1)
    assert "There is no database" in said("discussed", code=1)


def test_contacts_are_listed_also_before_there_is_a_database(file: Path) -> None:
    assert not file.exists()
    listed = said("contacts", "list")
    assert "To confirm (" in listed
    assert "contact/emergency" not in listed
    assert "Reported wrong" not in listed


@pytest.mark.usefixtures("filled")
def test_a_reported_number_is_listed_first_until_it_is_confirmed(tmp_path: Path) -> None:
    folder = tmp_path / "content"
    shutil.copytree(packaged_content(), folder)
    before = said("contacts", "list", "--knowledge", str(folder)).splitlines()
    assert before[:2] == [
        "Reported wrong (1)",
        f"  {MASH}: Portsmouth Multi-Agency Safeguarding Hub (MASH), 2 times, last on 2026-03-02",
    ]
    until = (dt.datetime.now(dt.UTC) + dt.timedelta(days=100)).date().isoformat()
    done = said("contacts", "confirm", MASH, "--by", "Jo", "--until", until, "--knowledge", str(folder))
    assert f"{MASH} is confirmed by Jo until {until}" in done
    after = said("contacts", "list", "--knowledge", str(folder))
    assert MASH not in after


@pytest.mark.usefixtures("filled")
def test_check_warns_of_a_reported_number_at_its_line() -> None:
    done = RUN.invoke(app, ["check", "--no-questions"])
    warned = [line for line in done.output.splitlines() if "reported wrong" in line]
    assert len(warned) == 1
    assert warned[0].startswith("[contact] contacts.yaml:")
    assert warned[0].endswith(f"warning: `{MASH}` is reported wrong, 2 times")


def test_what_cannot_be_confirmed_exits_with_the_reason(file: Path, tmp_path: Path) -> None:
    said_why = said("contacts", "confirm", "zebra", "--by", "Jo", "--until", "2031-01-01", code=1)
    assert "There is no contact zebra" in said_why
    wrong = said("contacts", "confirm", MASH, "--by", "Jo", "--until", "1/5/2031", code=2)
    assert "1/5/2031 is not a day such as 2027-05-01" in " ".join(wrong.replace("│", " ").split())
