"""The real bot over the real content, built once for a test run. Words only: no encoder is needed."""

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from bot import logs
from bot.asking import Asking, prepare
from bot.store.migrate import upgrade
from handlers.messages import Reply
from tests.postgres import Postgres
from tests.postgres import postgres as postgres_server

MONDAY_MORNING = dt.datetime(2026, 11, 23, 10, 0, tzinfo=dt.UTC)
Ask = Callable[..., Reply]


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    """As the product logs: ids only. A command wrote to a stream of its own, closed by now."""
    level, handlers = logging.root.level, logging.root.handlers[:]
    logs.configure()
    yield
    structlog.reset_defaults()
    logging.root.setLevel(level)
    logging.root.handlers[:] = handlers


@pytest.fixture(scope="session")
def bot(tmp_path_factory: pytest.TempPathFactory) -> Asking:
    """The whole path of a question over the packaged content, on a Monday morning."""
    ready = prepare(None, tmp_path_factory.mktemp("no-encoder"), MONDAY_MORNING)
    assert not ready.problems
    return ready


@pytest.fixture
def ask(bot: Asking, request: pytest.FixtureRequest) -> Ask:
    """Asks one question after another in a conversation of this test's own."""

    def ask(*turns: str) -> Reply:
        async def talk() -> list[Reply]:
            return [await bot.reply(turn, request.node.nodeid + turns[0]) for turn in turns]

        return asyncio.run(talk())[-1]

    return ask


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started for the first test that needs it."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def migrated(postgres: Postgres) -> str:
    """The name of a migrated database, to be copied."""
    address = postgres.database()
    upgrade(address)
    return address.split("/")[3].partition("?")[0]


@pytest.fixture
def postgres_database(postgres: Postgres, migrated: str) -> str:
    """The address of a migrated PostgreSQL database of this test's own."""
    return postgres.database(migrated)


@pytest.fixture
def nowhere(tmp_path: Path) -> Path:
    """A folder without an encoder."""
    return tmp_path / "nowhere"
