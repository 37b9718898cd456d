"""The desk over two reviews, with a real database behind it and a clock that can be turned."""

import datetime as dt
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient
from pytest_aiohttp import AiohttpClient

from bot.building import builder
from bot.desk.access import Access
from bot.desk.place import Desk
from bot.desk.replaying import Replays
from bot.desk.routes import add_desk
from bot.store.curators import Curators
from bot.store.engine import Database
from bot.store.feedback import StoredFeedback
from bot.store.migrate import upgrade
from bot.store.patience import Patience
from bot.web.pages import add_routes
from bot.web.site import WebSettings
from handlers.dispatch import Dispatcher, Knowledge
from handlers.doubles import InMemoryMemory, NoQuestions
from knowledge.load import load
from tests import held, replies
from tests.bot.web.library import MONDAY
from tests.contents import CHILD_Z

Client = TestClient[web.Request, web.Application]
OWN = {"Sec-Fetch-Site": "same-origin"}


@dataclass
class Clock:
    """A clock that stands still until it is turned."""

    now: dt.datetime = MONDAY

    def __call__(self) -> dt.datetime:
        return self.now


@dataclass
class Office:
    """Everything a test of the desk needs."""

    client: Client
    desk: Desk
    clock: Clock
    database: Database

    async def enter(self) -> None:
        """Comes in by a new link."""
        answer = await self.client.get(f"/desk/enter?key={self.desk.access.new_link()}")
        assert str(answer.url).endswith("/desk")
        assert answer.status == 200

    async def token(self, path: str = "/desk/try") -> str:
        """The token that stands in the forms of the desk."""
        html = await (await self.client.get(path)).text()
        found = re.search(r'name="token" value="([^"]+)"', html)
        assert found
        return found[1]


@pytest.fixture(scope="session")
def knowledge_z() -> Knowledge:
    return builder(None)(load(CHILD_Z))


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    upgrade(tmp_path / "bot.db")
    database = Database(tmp_path / "bot.db")
    yield database
    await database.close()


@pytest.fixture
async def office(
    aiohttp_client: AiohttpClient, knowledge_z: Knowledge, database: Database
) -> AsyncIterator[Office]:
    clock = Clock()
    trying = Dispatcher(lambda: knowledge_z, InMemoryMemory(), NoQuestions())
    replays = Replays(trying, lambda: knowledge_z.library.revision, CHILD_Z, clock)
    desk = Desk(
        access=Access(clock),
        knowledge=lambda: knowledge_z,
        trying=trying,
        folder=CHILD_Z,
        kept=Curators(database),
        feedback=StoredFeedback(database, Patience()),
        replays=replays,
        clock=clock,
    )
    app = web.Application()
    library = knowledge_z.library
    shelves = held.shelves(lambda entry: replies.answered())
    add_routes(app, trying.reply_to, lambda: library, WebSettings(whole_source=True), shelves)
    add_desk(app, desk)
    yield Office(await aiohttp_client(app), desk, clock, database)
    await replays.stop()
