"""A health visitor's year with briefings, in her words, in Slack and in Teams."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.delivering import deliveries_of, working_on
from bot.settings import Settings
from bot.store.briefing_tables import deliveries
from bot.store.engine import Where
from tests.bot.conftest import Serve, settings_of
from tests.bot.people import InSlack, InTeams, Person, no_previews
from tests.bot.slack.fake_slack import COLLEAGUE
from tests.bot.surfaces import Served
from tests.conftest import MONDAY_MORNING
from tests.contents import child_z, edit

FIRST, SECOND = "briefing/child-z", "briefing/second"
TITLE = "Child Z in five minutes"
ABOUT = "What the Child Z response says about keeping in touch with families."
CORRECTED = "What the response says about families that move away."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Content with two briefings."""
    folder = child_z(tmp_path / "content")
    text = (folder / "briefings/child-z.yaml").read_text("utf-8")
    second = text.replace(FIRST, SECOND).replace(TITLE, "Another briefing").replace("child z briefing,", "")
    second = second.replace("questions: [ short summary of child z for the team]", "questions: []")
    (folder / "briefings/second.yaml").write_text(second, "utf-8")
    return folder


def in_slack(served: Served) -> tuple[Person, Person]:
    return InSlack(served), InSlack(served, COLLEAGUE)


def in_teams(served: Served) -> tuple[Person, Person]:
    """The curator uses the bot herself."""
    return InTeams(served), InTeams(served)


PLACES: dict[str, Callable[[Served], tuple[Person, Person]]] = {"Slack": in_slack, "Teams": in_teams}


@pytest.mark.parametrize("place", PLACES)
async def test_subscribe_read_discuss_be_corrected_and_leave(
    serve: Serve, folder: Path, where: Where, place: str
) -> None:
    curators = f"slack/{COLLEAGUE},{InTeams.id.fget(None)}"  # type: ignore[attr-defined]
    served = await serve(knowledge_path=folder, curators=curators, database_url=address_of(where))
    async with delivering(served, where):
        await a_year(served, folder, *PLACES[place](served))


async def a_year(served: Served, folder: Path, reader: Person, curator: Person) -> None:
    assert "You get briefings about everything" in await reader.says(
        "sign me up for all the briefings please"
    )

    preview = await curator.says(f"publish {FIRST}")
    assert "Preview. Nothing has been sent." in preview
    assert "1 conversation at once" in preview
    assert "is published" in await curator.presses("Publish it now")

    await reader.sees(TITLE)
    await reader.sees(ABOUT)
    assert "was discussed on 23 November 2026" in await reader.presses("We discussed this")
    assert "“we discussed this”: 1" in await reader.says("what do you hold about me?")

    messages = len(reader.screen())
    edit(folder, "briefings/child-z.yaml", ABOUT, CORRECTED)
    served.bot.content.reload()
    correction = await curator.says(f"publish {FIRST}")
    assert "1 delivered message is corrected" in correction
    await curator.presses("Publish it now")
    await reader.sees(f"{CORRECTED}")
    delivered = [each for each in no_previews(reader.screen()[:messages]) if CORRECTED in each]
    assert len(delivered) == 1
    assert ABOUT not in delivered[0]

    assert "No more briefings come here" in await reader.says("stop the emails")
    rows, messages = await sent_so_far(served), len(reader.screen())
    silence = await curator.says(f"publish {SECOND}")
    assert "It goes to 0 conversations" in silence
    assert "0 conversations" in await curator.presses("Publish it now")
    assert await sent_so_far(served) == rows
    assert not any(ABOUT in each for each in no_previews(reader.screen()[messages:]))


def address_of(where: Where) -> str:
    """As the setting DATABASE_URL has it."""
    return where if isinstance(where, str) else f"sqlite:///{where}"


@asynccontextmanager
async def delivering(served: Served, where: Where) -> AsyncIterator[None]:
    """On PostgreSQL a worker delivers, on SQLite the bot itself."""
    if not isinstance(where, str):
        yield
        return
    given = {**settings_of(served.folder, served.slack, served.microsoft), "database_url": where}
    store, library = served.bot.store, served.bot.content.library
    async with deliveries_of(store.database) as deliveries:
        settings = Settings.model_validate(given)
        async with working_on(settings, deliveries, store.installations, library, lambda: MONDAY_MORNING):
            yield


async def sent_so_far(served: Served) -> int:
    """How many deliveries there are."""
    async with served.bot.store.database.read() as connection:
        return int(await connection.scalar(sa.select(sa.func.count()).select_from(deliveries)) or 0)


@pytest.mark.parametrize("place", PLACES)
async def test_nobody_but_a_curator_publishes(serve: Serve, folder: Path, place: str) -> None:
    served = await serve(knowledge_path=folder)
    reader, _ = PLACES[place](served)
    await reader.says("subscribe to everything")
    for text in (f"publish {FIRST}", f"confirm publish {FIRST} 0123456789abcdef", f"withdraw {FIRST}"):
        assert "Only the curators" in await reader.says(text)
    assert await sent_so_far(served) == 0
