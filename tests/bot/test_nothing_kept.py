"""Details of people go in through every surface, and nothing of them is found anywhere afterwards."""

import io
import json
from collections.abc import Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
import structlog

from bot import logs
from bot.store.engine import Where, migration_engine
from knowledge.kept_words import KeptWords
from knowledge.search.engine import Engine
from tests.bot.conftest import Serve
from tests.bot.planted import Planted, planted
from tests.bot.slack import driving as slack_driving
from tests.bot.surfaces import Served
from tests.bot.teams import driving as teams_driving
from tests.bot.teams.reading import strings

BROKEN = "allotment"
"""A question with this word makes the search fail."""


@pytest.fixture(autouse=True)
def log() -> Iterator[io.StringIO]:
    """Everything that is logged, as the product logs it."""
    lines = io.StringIO()
    logs.configure("debug", lines)
    yield lines
    structlog.reset_defaults()


@pytest.fixture(autouse=True)
def search_that_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error holds the person's words, as errors do."""
    search = Engine.search

    def failing(self: Engine, question: str, *more: Any) -> Any:
        if BROKEN in question:
            raise RuntimeError(question)
        return search(self, question, *more)

    monkeypatch.setattr(Engine, "search", failing)


@pytest.fixture
def detector_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """What identifies somebody is missed, every time."""
    monkeypatch.setattr("handlers.dispatch.identifying", lambda *_: ())


@pytest.fixture
def list_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every word is allowed."""
    monkeypatch.setattr(KeptWords, "of", lambda _self, text: tuple(text.split()))


async def mentioned_in_slack(served: Served, text: str) -> None:
    before = len(served.slack.posts)
    driver = slack_driving.Driver(served.client, served.slack)
    await driver.sends(slack_driving.event(slack_driving.mention(text)))
    await served.slack.posted(before + 1)


async def over_socket_mode(served: Served, text: str) -> None:
    before = len(served.slack.posts)
    await served.slack.connected()
    event = slack_driving.event(slack_driving.mention(text))
    await served.slack.deliver(slack_driving.envelope("events_api", event))
    await served.slack.posted(before + 1)


async def in_a_direct_message(served: Served, text: str) -> None:
    before = len(served.slack.posts)
    driver = slack_driving.Driver(served.client, served.slack)
    await driver.sends(slack_driving.event(slack_driving.direct(text)))
    await served.slack.posted(before + 1)


async def in_a_channel_of_teams(served: Served, text: str) -> None:
    mention = teams_driving.said(f"{teams_driving.MENTION} {text}", "channel")
    assert (await teams_driving.Driver(served.client, served.microsoft).post(mention)).status == 201


async def to_the_bot_in_teams(served: Served, text: str) -> None:
    said = teams_driving.said(text)
    assert (await teams_driving.Driver(served.client, served.microsoft).post(said)).status == 201


async def in_the_browser(served: Served, text: str) -> None:
    form = {"q": text, "conversation": "a-conversation-of-a-page"}
    assert (await served.client.post("/ask", data=form)).status == 200


WAYS = (
    mentioned_in_slack,
    over_socket_mode,
    in_a_direct_message,
    in_a_channel_of_teams,
    to_the_bot_in_teams,
    in_the_browser,
)


async def said_everywhere(served: Served) -> list[Planted]:
    """Every message in every way, each with details of its own."""
    used = [planted(number) for number in range(len(WAYS))]
    for way, details in zip(WAYS, used, strict=True):
        for text in (*details.messages(), details.live()):
            await way(served, text)
    await served.bot.store.behind.settle()
    return used


async def found(served: Served, where: Where, logged: str, details: Sequence[Planted]) -> set[str]:
    """Which of the details are in the database, the logs, the metrics, or what was posted."""
    metrics = await served.client.get("/metrics")
    posted = [*(post.blocks for post in served.slack.posts), *(post.card for post in served.microsoft.posts)]
    places = [
        _all_rows(where),
        logged,
        await metrics.text() if metrics.status == 200 else "",
        "\n".join(strings(json.loads(json.dumps(posted)))),
    ]
    if not isinstance(where, str):
        places += [each.read_bytes().decode("latin-1") for each in where.parent.glob("bot.db*")]
    everything = "\n".join(places).lower()
    return {word for each in details for word in each.every if word.lower() in everything}


def _all_rows(where: Where) -> str:
    """Every row of every table, also those of the job queue."""
    with migration_engine(where).connect() as connection:
        tables = sa.inspect(connection).get_table_names()
        rows = [connection.exec_driver_sql(f'SELECT * FROM "{table}"').all() for table in tables]
    return "\n".join(str(tuple(row)) for some in rows for row in some)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> dict[str, object]:
    if request.param == "sqlite":
        return {}
    return {"database_url": request.getfixturevalue("postgres_database")}


def where_of(served: Served, given: dict[str, object]) -> Where:
    return str(given["database_url"]) if given else served.folder / "bot.db"


async def test_nothing_is_kept_of_details_of_people(
    serve: Serve, database_url: dict[str, object], log: io.StringIO
) -> None:
    served = await serve(**database_url)
    details = await said_everywhere(served)
    assert "reply_failed" in log.getvalue()
    assert await found(served, where_of(served, database_url), log.getvalue(), details) == set()


@pytest.mark.usefixtures("detector_off")
async def test_nothing_is_kept_of_what_the_detector_misses(
    serve: Serve, database_url: dict[str, object], log: io.StringIO
) -> None:
    served = await serve(**database_url)
    details = await said_everywhere(served)
    where = where_of(served, database_url)
    assert '"for", "midwives", "for", "mum", "_", "_"' in _all_rows(where).replace("'", '"')
    assert await found(served, where, log.getvalue(), details) == set()


@pytest.mark.usefixtures("detector_off", "list_off")
async def test_the_search_finds_every_detail_when_the_list_is_off(
    serve: Serve, database_url: dict[str, object], log: io.StringIO
) -> None:
    served = await serve(**database_url)
    details = await said_everywhere(served)
    every = {word for each in details for word in each.every}
    assert await found(served, where_of(served, database_url), log.getvalue(), details) == every
