"""Microsoft's own Teams client for one machine in a real browser, with the real bot behind it.

Its licence allows evaluation, so it is installed for the test run only, into a folder that goes afterwards.
Where that is not possible these tests are skipped, in CI too.
"""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bot.settings import load_settings
from tests.browser.conftest import browser, real, running_beside

ALEX = "00000000-0000-0000-0000-0000000000020"
"""Who is logged in, by their id in the client's directory."""
PLAYGROUND = "@microsoft/m365agentsplayground@0.2.28"

__all__ = ["browser"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Node, and the browser too."""
    for item in items:
        if "tests/playground/" in item.path.as_posix():
            item.add_marker(pytest.mark.npm)


@pytest.fixture(scope="session")
def playground_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The client's command, installed for this run."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("Agents Playground needs Node and npm; on Debian: apt-get install nodejs npm")
    folder = tmp_path_factory.mktemp("playground")
    command = [npm, "install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", PLAYGROUND]
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=300)
    if done.returncode != 0:
        pytest.skip(f"{PLAYGROUND} could not be installed; npm needs a registry that has it")
    return folder / "node_modules" / ".bin" / "agentsplayground"


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the bot keeps things."""
    return tmp_path_factory.mktemp("teams-bot") / "bot.db"


@pytest.fixture(scope="session")
def teams_bot(kept: Path) -> Iterator[str]:
    """The bot as `TEAMS_LOCAL=true learning-bot serve` starts it, with the content that ships."""
    folder = kept.parent
    lines = (
        "PORT=0",
        "TEAMS_LOCAL=true",
        f"DATABASE_URL=sqlite:///{kept}",
        f"ENCODER_PATH={folder}",
        f"CURATORS=teams/{ALEX}",
    )
    (folder / ".env").write_text("\n".join(lines), "utf-8")
    with running_beside(real(load_settings(folder / ".env"))) as address:
        yield f"{address}/api/messages"


@pytest.fixture
def playground(playground_program: Path, teams_bot: str, tmp_path: Path) -> Iterator[str]:
    """The client's page. A new one for each test: it remembers what was said."""
    with started(playground_program, teams_bot, tmp_path) as address:
        yield address


@contextmanager
def started(program: Path, bot: str, folder: Path) -> Iterator[str]:
    """The client, from when it listens until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [str(program), "start", "-e", bot, "-c", "msteams", "-p", str(port), "--dt"]
    environment = {**os.environ, "TEAMSAPPTESTER_BROWSER": "none"}
    with subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout is not None
        try:
            assert any("Listening" in line for line in process.stdout), "Agents Playground did not start"
            yield f"http://127.0.0.1:{port}/"
        finally:
            process.terminate()


@pytest.fixture
def client(browser: Browser, playground: str) -> Iterator[Page]:
    """The client's page, opened."""
    context = browser.new_context(viewport={"width": 1400, "height": 1200})
    page = context.new_page()
    page.set_default_timeout(20_000)
    page.goto(playground)
    yield page
    context.close()
