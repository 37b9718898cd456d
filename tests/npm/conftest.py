"""Programs from npm, each a judgement of somebody else's: `make npm-test` installs and uses them.

Without Node or its packages these tests are skipped; in CI that is a failure.
"""

import json
import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM

HERE = Path(__file__).parent
MODULES = HERE / "node_modules"
Draw = Callable[[Sequence[Any]], list[str]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder needs Node."""
    for item in items:
        if "tests/npm/" in item.path.as_posix():
            item.add_marker(pytest.mark.npm)


@pytest.fixture(scope="session")
def node() -> str:
    """Node, with the packages of this folder."""
    found = shutil.which("node")
    if found is None:
        _missing("Node is not installed; on Debian: apt-get install nodejs npm")
    elif not MODULES.is_dir():
        _missing("The Node packages are not installed: make npm-test")
    return str(found)


def _missing(what: str) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium."""
    if not Path(CHROMIUM).exists():
        _missing("Chromium is not installed; on Debian: apt-get install chromium")
    return CHROMIUM


@pytest.fixture(scope="module")
def page(node: str, chromium: str) -> Iterator[Page]:
    """A window in which cards are drawn by the packages of Node."""
    assert node
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser.new_page(viewport={"width": 620, "height": 640})
        browser.close()


@pytest.fixture(scope="session")
def drawn_by(node: str) -> Callable[[str], Draw]:
    """Gives everything to a script of this folder, one JSON line each, and reads back one JSON line each."""

    def with_script(script: str) -> Draw:
        def draw(given: Sequence[Any]) -> list[str]:
            lines = "\n".join(json.dumps(each) for each in given)
            done = subprocess.run(
                [node, script], input=lines, capture_output=True, text=True, cwd=HERE, check=False
            )
            assert done.returncode == 0, done.stderr
            return [json.loads(line) for line in done.stdout.splitlines()]

        return draw

    return with_script


@pytest.fixture
def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@pytest.fixture
def emulated_slack(node: str, free_port: int) -> Iterator[str]:
    """emulate's Slack: a workspace with its own state. Gives the address of its Web API."""
    script = str(MODULES / "emulate" / "dist" / "index.js")
    command = [node, script, "start", "-s", "slack", "-p", str(free_port), "--seed", "slack.json"]
    with subprocess.Popen(
        command, cwd=HERE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = []
            for line in process.stdout:
                said.append(line)
                if "http://localhost" in line:
                    break
            else:
                pytest.fail("".join(said))
            yield f"http://127.0.0.1:{free_port}/api/"
        finally:
            process.terminate()
            process.communicate()
