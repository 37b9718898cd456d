"""The commands themselves on PostgreSQL: one publishes, workers deliver, and stop in good order."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.delivery.conftest import Office
from tests.bot.slack.fake_slack import BOT_TOKEN, SECRET
from tests.contents import CHILD_Z

LONGEST = 90.0


@pytest.fixture(params=["postgresql"])
def where(request: pytest.FixtureRequest) -> str:
    """Workers are for PostgreSQL."""
    address: str = request.getfixturevalue("postgres_database")
    return address


@pytest.fixture
def around(office: Office, tmp_path: Path) -> dict[str, str]:
    """The settings of every process."""
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "TEAMS_"))},
        "DATABASE_URL": str(office.where),
        "KNOWLEDGE_PATH": str(CHILD_Z),
        "ENCODER_PATH": str(tmp_path),
        "SLACK_BOT_TOKEN": BOT_TOKEN,
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": office.slack.api_url,
    }


async def command(*words: str, around: dict[str, str], folder: Path) -> asyncio.subprocess.Process:
    call = (sys.executable, "-m", "bot", *words)
    pipe = asyncio.subprocess.PIPE
    return await asyncio.create_subprocess_exec(*call, cwd=folder, env=around, stdout=pipe, stderr=pipe)


@pytest.fixture
async def workers(
    office: Office, around: dict[str, str], tmp_path: Path
) -> AsyncIterator[list[asyncio.subprocess.Process]]:
    """Two of them, ready."""
    started = [await command("worker", around=around, folder=tmp_path) for _ in range(2)]
    for each in started:
        assert each.stdout is not None
        assert b"Delivering briefings" in await asyncio.wait_for(each.stdout.readline(), LONGEST)
    yield started
    for each in started:
        if each.returncode is None:
            each.kill()
            await each.wait()


async def test_published_in_one_process_it_is_delivered_by_another(
    office: Office, workers: list[asyncio.subprocess.Process], around: dict[str, str], tmp_path: Path
) -> None:
    channels = [f"C{number}" for number in range(6)]
    await office.subscribe(*channels)
    file = str(CHILD_Z / "briefings" / "child-z.yaml")
    publishing = await command("publish", file, "--wait", around=around, folder=tmp_path)
    said, wrong = await asyncio.wait_for(publishing.communicate(), LONGEST)
    assert (publishing.returncode, wrong) == (0, b"")
    assert b"6 sent; 0 possibly sent twice." in said
    assert sorted(post.channel for post in office.slack.posts) == channels
    for each in workers:
        each.send_signal(signal.SIGTERM)
        _, logged = await asyncio.wait_for(each.communicate(), LONGEST)
        assert (each.returncode, b"Traceback" in logged, b'"level": "error"' in logged) == (0, False, False)
