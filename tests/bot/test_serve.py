"""Someone starts the bot: it says where to chat and what is connected, serves, and stops in good order."""

import asyncio
import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import aiohttp
import pytest
import structlog
from rich.console import Console

from bot.app import Bot, running, web_settings
from bot.content import ContentHolder
from bot.report import print_report
from bot.serve import StartError, alone, listening, migrate, serve, work
from bot.settings import Settings
from bot.store.engine import StoreError
from bot.store.migrate import upgrade
from knowledge.library import ContentError

ANSWERS = """
answers:
  - id: answer/parking
    title: Where to park at the training centre
    questions: ["where do I park", "is there parking at the training centre"]
    text: Park in the visitors' car park behind the centre.
"""


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds one answer."""
    folder = tmp_path_factory.mktemp("knowledge")
    (folder / "answers").mkdir()
    (folder / "answers" / "parking.yaml").write_text(ANSWERS, encoding="utf-8")
    return folder


def settings_for(knowledge: Path, tmp_path: Path, **others: object) -> Settings:
    given = {"port": 0, "knowledge_path": knowledge, "database_url": f"sqlite:///{tmp_path / 'bot.db'}"}
    return Settings.model_validate({"encoder_path": knowledge, "reload_seconds": 0, **given, **others})


@pytest.fixture
async def bot(knowledge: Path, tmp_path: Path) -> AsyncIterator[Bot]:
    settings = settings_for(knowledge, tmp_path)
    upgrade(settings.database)
    async with running(settings) as bot:
        yield bot


async def ask(port: int, question: str) -> str:
    async with (
        aiohttp.ClientSession() as browser,
        browser.post(f"http://127.0.0.1:{port}/", data={"q": question}) as answer,
    ):
        return await answer.text()


async def test_the_chat_page_answers(bot: Bot, knowledge: Path, tmp_path: Path) -> None:
    async with listening(bot.app, settings_for(knowledge, tmp_path)) as port:
        page = await ask(port, "where do I park")
    assert "car park behind the centre" in page
    assert "999" in page


def break_the_database(file: Path) -> None:
    """In a thread: the bot's own transactions need the event loop to come to their end."""
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    for table in ("conversation_memory", "question_records"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("COMMIT")
    connection.close()


async def test_a_database_that_fails_while_serving_costs_no_answer(
    bot: Bot, knowledge: Path, tmp_path: Path
) -> None:
    async with listening(bot.app, settings_for(knowledge, tmp_path)) as port:
        await asyncio.to_thread(break_the_database, tmp_path / "bot.db")
        with structlog.testing.capture_logs() as logs:
            page = await ask(port, "where do I park")
            await bot.store.behind.settle()
    assert "car park behind the centre" in page
    assert "database_trouble" in {line["event"] for line in logs}


@pytest.mark.parametrize(("seconds", "watched"), [(5, [5]), (0, [])])
async def test_changed_content_is_looked_for_when_wanted(
    monkeypatch: pytest.MonkeyPatch, knowledge: Path, tmp_path: Path, seconds: int, watched: list[int]
) -> None:
    looked: list[float] = []

    async def watch(_self: object, seconds: float) -> None:
        looked.append(seconds)

    monkeypatch.setattr(ContentHolder, "watch", watch)
    settings = settings_for(knowledge, tmp_path, reload_seconds=seconds)
    upgrade(settings.database)
    async with running(settings):
        await asyncio.sleep(0)
    assert looked == watched


async def test_other_machines_get_no_chat_page_unless_it_is_opened(knowledge: Path, tmp_path: Path) -> None:
    settings = settings_for(knowledge, tmp_path, host="0.0.0.0")
    upgrade(settings.database)
    async with running(settings) as bot, listening(bot.app, settings) as port:
        async with aiohttp.ClientSession() as browser:
            async with browser.get(f"http://127.0.0.1:{port}/") as page:
                assert page.status == 404
            async with browser.get(f"http://127.0.0.1:{port}/health") as health:
                assert await health.json() == {"status": "ok", "revision": bot.content.library().revision}
        assert "Chat off: HOST is 0.0.0.0, which other machines can reach" in report(settings, bot, port)


@pytest.mark.parametrize(
    ("given", "loopback_only", "whole_source"),
    [
        ({}, True, True),
        ({"public_web": True}, False, False),
        ({"host": "0.0.0.0", "public_web": True}, False, False),
    ],
)
def test_other_machines_see_no_whole_source(
    knowledge: Path, tmp_path: Path, given: dict[str, object], loopback_only: bool, whole_source: bool
) -> None:
    pages = web_settings(settings_for(knowledge, tmp_path, **given))
    assert (pages.loopback_only, pages.whole_source) == (loopback_only, whole_source)


def report(settings: Settings, bot: Bot, port: int) -> str:
    console = Console(width=1000, record=True, quiet=True)
    console.quiet = False
    with console.capture() as printed:
        print_report(console, settings, bot, port)
    return re.sub(r" +", " ", printed.get())


async def test_the_start_says_where_to_chat_and_what_is_connected(
    bot: Bot, knowledge: Path, tmp_path: Path
) -> None:
    printed = report(settings_for(knowledge, tmp_path), bot, 3978)
    revision = bot.content.library().revision
    assert "Chat http://127.0.0.1:3978 (for this machine only)" in printed
    assert f"Content revision {revision}" in printed
    assert "not approved by the partnership, which every reply says" in printed
    assert "Slack off: SLACK_BOT_TOKEN is not set" in printed
    assert "Teams off: TEAMS_APP_ID is not set" in printed
    assert "Sentence encoder off:" in printed
    assert "make encoder" in printed


async def test_a_restart_after_a_mistake_answers_from_the_last_content_and_says_what_to_mend(
    tmp_path: Path,
) -> None:
    answers = tmp_path / "knowledge" / "answers" / "parking.yaml"
    answers.parent.mkdir(parents=True)
    answers.write_text(ANSWERS, encoding="utf-8")
    settings = settings_for(tmp_path / "knowledge", tmp_path)
    upgrade(settings.database)
    async with running(settings) as before:
        revision = before.content.library().revision
    answers.write_text(ANSWERS.replace("questions:", "questons:"), encoding="utf-8")

    async with running(settings) as bot, listening(bot.app, settings) as port:
        printed = report(settings, bot, port)
        page = await ask(port, "where do I park")

    other = tmp_path / "other"
    shutil.copytree(tmp_path / "knowledge", other)
    with pytest.raises(ContentError):
        async with running(settings_for(other, tmp_path)):
            pass
    assert f"Content revision {revision}" in printed
    assert "Mend this" in printed
    assert "answers/parking.yaml:5" in printed
    assert "car park behind the centre" in page


async def test_the_start_prints_a_link_to_the_desk_on_one_line_that_works_once(
    bot: Bot, knowledge: Path, tmp_path: Path
) -> None:
    console = Console(width=40)
    with console.capture() as printed:
        print_report(console, settings_for(knowledge, tmp_path), bot, 3978)
    line = printed.get().splitlines()[-1]
    assert line.startswith("http://127.0.0.1:3978/desk/enter?key=")
    key = line.partition("key=")[2]
    assert bot.desk is not None
    assert bot.desk.access.enter(key)
    assert not bot.desk.access.enter(key)


async def test_an_address_of_ip_version_6_can_be_opened(bot: Bot, knowledge: Path, tmp_path: Path) -> None:
    assert "http://[::1]:3978" in report(settings_for(knowledge, tmp_path, host="::1"), bot, 3978)


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


async def test_a_port_in_use_is_named_with_its_remedy(
    bot: Bot, knowledge: Path, tmp_path: Path, taken_port: int
) -> None:
    wanted = rf"Port {taken_port} on 127\.0\.0\.1 is in use by another program.* PORT={taken_port + 1}"
    with pytest.raises(StartError, match=wanted):
        async with listening(bot.app, settings_for(knowledge, tmp_path, port=taken_port)):
            pass


async def test_an_address_of_another_machine_is_named_with_its_remedy(
    bot: Bot, knowledge: Path, tmp_path: Path
) -> None:
    with pytest.raises(StartError, match="not an address of this machine"):
        async with listening(bot.app, settings_for(knowledge, tmp_path, host="192.0.2.1")):
            pass


@contextmanager
def started(command: str, knowledge: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A command of its own, as someone starts it in an empty folder. It does not outlive the test."""
    given = {
        "PORT": "0",
        "KNOWLEDGE_PATH": str(knowledge),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.db'}",
    }
    around = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    with subprocess.Popen(
        [sys.executable, "-m", "bot", command],
        env={**around, **given, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUNBUFFERED": "1"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_starts_in_an_empty_folder_and_stops_when_told_to(
    knowledge: Path, tmp_path: Path, how: signal.Signals
) -> None:
    with started("serve", knowledge, tmp_path) as process:
        assert process.stdout is not None
        chat = next(line for line in process.stdout if line.startswith("Chat"))
        port = int(re.search(r":(\d+) ", chat)[1])  # type: ignore[index]
        assert "car park" in asyncio.run(ask(port, "where do I park"))
        with pytest.raises(StoreError, match=rf"Another learning-bot \(process {process.pid}\)"):
            serve(settings_for(knowledge, tmp_path), Console(quiet=True))
        process.send_signal(how)
        printed, logged = process.communicate(timeout=30)
    assert process.returncode == 0
    assert printed.endswith("Stopping.\n")
    assert '"event": "stopped"' in logged
    assert "Traceback" not in logged


def test_another_link_to_the_desk_is_printed_when_told_to(knowledge: Path, tmp_path: Path) -> None:
    with started("serve", knowledge, tmp_path) as process:
        assert process.stdout is not None
        links = (line.strip() for line in process.stdout if "/desk/enter?key=" in line)
        first = next(links)
        process.send_signal(signal.SIGUSR1)
        second = next(links)
        assert first != second
        for link in (first, second):
            assert asyncio.run(opened(link)) == 303
        assert asyncio.run(opened(second)) == 403
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    assert process.returncode == 0


async def opened(link: str) -> int:
    async with aiohttp.ClientSession() as browser, browser.get(link, allow_redirects=False) as page:
        return page.status


@pytest.mark.parametrize(("host", "printed"), [("127.0.0.1", True), ("0.0.0.0", True), ("192.0.2.1", False)])
async def test_a_link_is_printed_only_where_this_machine_can_open_it(
    bot: Bot, knowledge: Path, tmp_path: Path, host: str, printed: bool
) -> None:
    said = report(settings_for(knowledge, tmp_path, host=host, public_web=True), bot, 3978)
    assert ("http://127.0.0.1:3978/desk/enter?key=" in said) == printed
    assert ("/desk/" in said) == printed


def test_migrating_is_refused_while_an_older_version_serves(knowledge: Path, tmp_path: Path) -> None:
    settings = settings_for(knowledge, tmp_path)
    with alone(settings.database), pytest.raises(StoreError, match="Another learning-bot"):
        migrate(settings)
    assert migrate(settings).changed
    with alone(settings.database):
        assert not migrate(settings).changed


def test_a_worker_asks_for_a_database_that_is_up_to_date(knowledge: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="Run: learning-bot migrate"):
        work(settings_for(knowledge, tmp_path), Console(quiet=True))


def test_a_worker_says_what_it_does_and_stops_when_told_to(knowledge: Path, tmp_path: Path) -> None:
    upgrade(settings_for(knowledge, tmp_path).database)
    with started("worker", knowledge, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "Removing what has been kept long enough, once a minute.\n"
        process.terminate()
        process.communicate(timeout=30)
    assert process.returncode == 0


@pytest.mark.parametrize("command", ["serve", "worker", "migrate"])
def test_wrong_settings_stop_the_start_with_one_line_each(command: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("PORTS=1\nSLACK_BOT_TOKEN=xoxb-hush\n", encoding="utf-8")
    with started(command, tmp_path / "missing", tmp_path) as process:
        printed, said = process.communicate(timeout=30)
    assert (process.returncode, printed) == (2, "")
    assert [line.split(" ")[0] for line in said.splitlines()] == ["KNOWLEDGE_PATH", "SLACK_SIGNING_SECRET"]
    assert "hush" not in said
