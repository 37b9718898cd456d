"""Several workspaces install the bot. Each is answered with its own token, and one that leaves takes nothing
of another with it."""

import asyncio
import datetime as dt
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from aiohttp import ClientResponse, ClientSession
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore

from bot.asking import Asking
from bot.delivery.courier import NotDelivered
from bot.slack.api import SlackApi, UnreachableError
from bot.slack.courier import SlackCourier
from bot.slack.installed import InstalledBots
from bot.slack.names import INSTALL_PATH, REDIRECT_PATH, SCOPES
from bot.slack.sealing import Seal
from bot.slack.workspaces import SeveralWorkspaces
from bot.store.installation_tables import bots, states
from bot.store.installations import Installations
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from bot.store.references import Reference
from handlers.dispatch import Dispatcher
from handlers.doubles import InMemoryMemory, NoQuestions
from handlers.messages import Conversation
from handlers.record_doubles import in_memory_records
from handlers.records import KeptFor, Subscription
from tests.bot.slack import driving
from tests.bot.slack.conftest import NOW, Head, Open, Workspace
from tests.bot.slack.driving import Given
from tests.bot.slack.fake_slack import (
    BOT_TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    COLLEAGUE,
    MIDWIFE,
    OTHER_TEAM,
    OTHER_TOKEN,
    TEAM,
    FakeSlack,
    direct_channel,
)
from tests.postgres import Postgres
from tests.replies import answered

PUBLIC = "https://learning.example.org/"
KEY, NEW_KEY = "A" * 43 + "=", "B" * 43 + "="
STATE = "slack-app-oauth-state"


@dataclass
class Installable:
    """The bot as an app that workspaces install. `store` is its real database."""

    opening: Callable[[], AbstractAsyncContextManager[Workspace]]
    store: Store
    slack: FakeSlack
    stack: AsyncExitStack
    workspace: Workspace
    locations: list[str] = field(default_factory=list)

    async def restarts(self) -> None:
        """What was begun is done, and what is not kept is gone."""
        await self.stack.aclose()
        self.workspace = await self.stack.enter_async_context(self.opening())

    async def begin(self) -> str:
        """A person opens the address; what Slack is asked to send back."""
        client = self.workspace.driver.client
        answer = await client.get(INSTALL_PATH, allow_redirects=False)
        assert answer.status == 302
        self.locations.append(answer.headers["Location"])
        return parse_qs(urlsplit(self.locations[-1]).query)["state"][0]

    async def come_back(self, state: str, code: str, cookie: str | None = None) -> ClientResponse:
        """Slack sends the person's browser back."""
        given = {"Cookie": f"{STATE}={state if cookie is None else cookie}"}
        client = self.workspace.driver.client
        return await client.get(REDIRECT_PATH, params={"state": state, "code": code}, headers=given)

    async def install(self, token: str, team: str, code: str = "code") -> None:
        """All of it."""
        self.slack.codes[code] = (token, team)
        answer = await self.come_back(await self.begin(), code)
        assert answer.status == 200, await answer.text()

    async def asks(self, team: str, words: str = "x") -> None:
        """Someone asks in a workspace."""
        await self.workspace.driver.sends(driving.event(driving.direct(words), team=team))

    async def subscribed(self, team: str) -> tuple[Subscription, ...]:
        """What the midwife there gets."""
        here = Conversation("slack", team, direct_channel(MIDWIFE), "direct")
        return await self.store.subscriptions.of(here)

    async def left(self, team: str, kind: Given, at: float | None = None) -> int:
        """Slack says that a workspace left; what it is told."""
        at = time.time() if at is None else at
        return (await self.workspace.driver.sends(driving.event(kind, team=team, at=at))).status


@pytest.fixture(params=["sqlite", "postgresql"])
def where(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if request.param == "sqlite":
        upgrade(tmp_path / "bot.db")
        return tmp_path / "bot.db"
    server: Postgres = request.getfixturevalue("postgres")
    address = server.database()
    upgrade(address)
    return address


@pytest.fixture
def installing(open_workspace: Open, slack: FakeSlack, head: Head, where: Path | str) -> "Opened":
    return Opened(open_workspace, slack, head, where)


@dataclass
class Opened:
    """Opens the bot; `others` are settings."""

    workspace: Open
    slack: FakeSlack
    head: Head
    where: Path | str

    @asynccontextmanager
    async def __call__(self, thinking: Asking | None = None, **others: object) -> AsyncIterator[Installable]:
        self.slack.teams = {BOT_TOKEN: TEAM} if "slack_bot_token" in others else {}
        given: dict[str, object] = {
            "slack_bot_token": None,
            "slack_client_id": CLIENT_ID,
            "slack_client_secret": CLIENT_SECRET,
            "slack_token_key": KEY,
            "public_url": PUBLIC,
        }
        async with opened(self.where, KeptFor(10, 180), lambda: NOW) as store:
            brain = self.head.brain(installations=store.installations)
            if thinking is not None:
                brain = replace(brain, reply_to=dispatcher(thinking, store).reply_to)
            async with AsyncExitStack() as stack:

                def opening() -> AbstractAsyncContextManager[Workspace]:
                    return self.workspace(brain=brain, **{**given, **others})

                workspace = await stack.enter_async_context(opening())
                yield Installable(opening, store, self.slack, stack, workspace)


def dispatcher(thinking: Asking, store: Store) -> Dispatcher:
    """The real bot over the real database."""
    knowledge = thinking.knowledge
    assert knowledge is not None
    records = replace(in_memory_records(), subscriptions=store.subscriptions)
    return Dispatcher(lambda: knowledge, InMemoryMemory(), NoQuestions(), records)


UNINSTALLED: Given = {"type": "app_uninstalled"}
REVOKED: Given = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0BOT"]}}


def place(team: str) -> Reference:
    return Reference("slack", team, direct_channel(MIDWIFE), "direct")


async def kept_tokens(store: Store) -> dict[str, str]:
    async with store.installations.engine.connect() as connection:
        rows = (await connection.execute(sa.select(bots.c.team_id, bots.c.bot_token))).all()
    assert len({row.team_id for row in rows}) == len(rows)
    return {row.team_id: row.bot_token for row in rows}


async def test_slack_is_asked_for_what_the_bot_needs_and_no_more(installing: Opened) -> None:
    async with installing() as bot:
        await bot.begin()
    asked = parse_qs(urlsplit(bot.locations[0]).query)
    assert asked["scope"] == [",".join(SCOPES)]
    assert asked["user_scope"] == [""] if "user_scope" in asked else True
    assert asked["redirect_uri"] == [f"{PUBLIC.rstrip('/')}{REDIRECT_PATH}"]


async def test_two_workspaces_are_each_answered_with_their_own_token(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.install(OTHER_TOKEN, OTHER_TEAM)
        await bot.asks(TEAM)
        await bot.asks(OTHER_TEAM)
    assert {post.token for post in bot.slack.posts} == {BOT_TOKEN, OTHER_TOKEN}
    assert {message.conversation.team for message in bot.workspace.head.asked} == {TEAM, OTHER_TEAM}
    assert len({message.conversation.key for message in bot.workspace.head.asked}) == 2


async def test_they_stand_beside_the_workspace_of_the_settings(installing: Opened) -> None:
    async with installing(slack_bot_token=BOT_TOKEN) as bot:
        await bot.install(OTHER_TOKEN, OTHER_TEAM)
        await bot.asks(TEAM)
        await bot.asks(OTHER_TEAM)
        assert "Installed in 0 workspaces" in str(bot.workspace.connection)
    assert {post.token for post in bot.slack.posts} == {BOT_TOKEN, OTHER_TOKEN}


async def test_one_that_leaves_leaves_the_other_whole(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.install(OTHER_TOKEN, OTHER_TEAM)
        for team in (TEAM, OTHER_TEAM):
            assert await bot.store.references.keep(place(team))
        await bot.left(OTHER_TEAM, REVOKED)
        await bot.left(OTHER_TEAM, UNINSTALLED)
        await bot.restarts()
        assert set(await kept_tokens(bot.store)) == {TEAM}
        assert [each.team for each in await bot.store.references.every()] == [TEAM]
        await bot.asks(OTHER_TEAM)
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == [BOT_TOKEN]


async def test_slack_hears_that_a_farewell_arrived_when_nothing_is_left(
    installing: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A crash after that loses nothing, however long the database took."""
    forget_workspace = Installations.forget_workspace

    async def slow(self: Installations, team: str) -> None:
        await asyncio.sleep(0.3)
        await forget_workspace(self, team)

    monkeypatch.setattr(Installations, "forget_workspace", slow)
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.store.references.keep(place(TEAM))
        assert await bot.left(TEAM, UNINSTALLED) == 200
        assert await kept_tokens(bot.store) == {}
        assert await bot.store.references.every() == ()


async def test_a_farewell_that_the_database_does_not_take_is_said_again(
    installing: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def down(self: Installations, team: str) -> None:
        raise OSError

    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.store.references.keep(place(TEAM))
        farewell = driving.event(UNINSTALLED, team=TEAM, at=time.time())
        with monkeypatch.context() as trouble:
            trouble.setattr(Installations, "forget_workspace", down)
            assert (await bot.workspace.driver.sends(farewell)).status == 503
        assert len(await bot.store.references.every()) == 1
        await bot.restarts()
        assert (await bot.workspace.driver.sends(farewell)).status == 200
        assert await bot.store.references.every() == ()


def person_changed(user: str, *, deleted: bool) -> Given:
    return {"type": "user_change", "user": {"id": user, "team_id": TEAM, "deleted": deleted}}


async def test_who_has_left_the_workspace_gets_no_more_briefings(installing: Opened, bot: Asking) -> None:
    async with installing(thinking=bot) as app:
        app.slack.scopes += ",im:read"
        for token, team in ((BOT_TOKEN, TEAM), (OTHER_TOKEN, OTHER_TEAM)):
            await app.install(token, team)
            await app.asks(team, "subscribe to health visitors")
            await app.slack.posted(len(app.slack.posts) + 1)
        await app.left(TEAM, person_changed(MIDWIFE, deleted=False))
        await app.left(TEAM, person_changed(COLLEAGUE, deleted=True))
        assert await app.subscribed(TEAM)
        app.slack.people, app.slack.left = {COLLEAGUE}, {MIDWIFE}
        assert await app.left(TEAM, person_changed(MIDWIFE, deleted=True)) == 200
        assert await app.subscribed(TEAM) == ()
        assert await app.subscribed(OTHER_TEAM)


async def test_without_the_scope_for_it_slack_does_not_say_for_ever_who_has_left(installing: Opened) -> None:
    async with installing() as app:
        await app.install(BOT_TOKEN, TEAM)
        assert await app.left(TEAM, person_changed(MIDWIFE, deleted=True)) == 200


async def test_who_has_left_while_slack_is_in_trouble_is_forgotten_the_next_time(installing: Opened) -> None:
    async with installing() as app:
        await app.install(BOT_TOKEN, TEAM)
        app.slack.too_many["conversations.list"] = 9
        assert await app.left(TEAM, person_changed(MIDWIFE, deleted=True)) == 503


async def test_neither_sees_what_the_other_subscribes_to_and_one_that_leaves_takes_only_its_own(
    installing: Opened, bot: Asking
) -> None:
    """People with the same ids in both, each in words to the real bot over the real database."""
    async with installing(thinking=bot) as app:
        await app.install(BOT_TOKEN, TEAM)
        await app.install(OTHER_TOKEN, OTHER_TEAM)
        for team, words in ((TEAM, "subscribe to health visitors"), (OTHER_TEAM, "subscribe to housing")):
            await app.asks(team, words)
            await app.slack.posted(len(app.slack.posts) + 1)
        await app.restarts()
        assert [each.scope.id for each in await app.subscribed(TEAM)] == ["health-visiting"]
        assert [each.scope.id for each in await app.subscribed(OTHER_TEAM)] == ["housing"]
        await app.left(OTHER_TEAM, UNINSTALLED)
        await app.restarts()
        assert [each.scope.id for each in await app.subscribed(TEAM)] == ["health-visiting"]
        assert await app.subscribed(OTHER_TEAM) == ()
        assert set(await kept_tokens(app.store)) == {TEAM}


async def test_a_token_that_is_revoked_to_be_replaced_costs_no_subscription(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.store.references.keep(place(TEAM))
        await bot.left(TEAM, REVOKED)
        await bot.restarts()
        assert await kept_tokens(bot.store) == {}
        assert len(await bot.store.references.every()) == 1
        await bot.install("xoxb-new", TEAM)
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == ["xoxb-new"]


async def test_tokens_of_people_that_are_revoked_change_nothing(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.left(TEAM, {"type": "tokens_revoked", "tokens": {"oauth": [MIDWIFE], "bot": []}})
        await bot.restarts()
        assert set(await kept_tokens(bot.store)) == {TEAM}


async def test_a_workspace_that_left_is_answered_no_more_from_that_moment(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.asks(TEAM)
        await bot.slack.posted(1)
        await bot.left(TEAM, UNINSTALLED)
        await bot.asks(TEAM)
    assert len(bot.slack.posts) == 1


async def test_a_workspace_of_an_organisation_installs_it_for_itself(installing: Opened) -> None:
    async with installing() as bot:
        bot.slack.organisation = {"id": "E0ORG", "name": "HIPS"}
        await bot.install(BOT_TOKEN, TEAM)
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == [BOT_TOKEN]


async def test_nobody_installs_it_in_a_whole_organisation_at_once(installing: Opened) -> None:
    async with installing() as bot:
        bot.slack.organisation, bot.slack.for_all = {"id": "E0ORG", "name": "HIPS"}, True
        bot.slack.codes["code"] = (BOT_TOKEN, TEAM)
        answer = await bot.come_back(await bot.begin(), "code")
        assert answer.status >= 400
        assert await kept_tokens(bot.store) == {}


async def test_an_old_farewell_does_not_remove_a_new_installation(installing: Opened) -> None:
    """Slack says it again for minutes when in doubt."""
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.store.references.keep(place(TEAM))
        await bot.left(TEAM, UNINSTALLED, at=time.time() - 120)
        await bot.restarts()
        assert set(await kept_tokens(bot.store)) == {TEAM}
        assert len(await bot.store.references.every()) == 1


async def test_a_workspace_that_installs_again_has_one_token(installing: Opened) -> None:
    async with installing(slack_token_key=None) as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.install("xoxb-new", TEAM)
        assert await kept_tokens(bot.store) == {TEAM: "xoxb-new"}


async def test_a_new_token_is_used_at_once(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.asks(TEAM)
        await bot.slack.posted(1)
        await bot.install("xoxb-new", TEAM)
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == [BOT_TOKEN, "xoxb-new"]


async def test_once_a_token_is_refused_the_one_that_another_process_got_answers(
    installing: Opened,
) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        await bot.asks(TEAM)
        await bot.slack.posted(1)
        other = InstalledBots(CLIENT_ID, bot.store.installations.engine, Seal(KEY))
        await other.async_save_bot(bot_with("xoxb-new"))
        bot.slack.teams = {"xoxb-new": TEAM}
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == [BOT_TOKEN, "xoxb-new"]


def bot_with(token: str, team: str = TEAM) -> Bot:
    return Bot(
        app_id="A0APP",
        bot_token=token,
        bot_id="B",
        bot_user_id="U",
        bot_scopes="",
        installed_at=time.time() + 1,
        team_id=team,
    )


@dataclass
class Kept:
    """One token in a database; without it the database is down."""

    token: str = BOT_TOKEN
    now: float = 0.0
    when_saved: Callable[[str], None] = print

    async def find(self, team: str) -> Bot:
        if not self.token:
            raise OSError
        return bot_with(self.token, team)

    async def token_of(self, several: SeveralWorkspaces, team: str = TEAM) -> str | None:
        return (await several.of(team)).api.client.token


@pytest.fixture
async def kept() -> AsyncIterator[tuple[Kept, SeveralWorkspaces]]:
    kept = Kept()
    async with ClientSession() as session:
        installed = cast(InstalledBots, kept)
        yield (
            kept,
            SeveralWorkspaces(installed, lambda token: SlackApi(token, session), clock=lambda: kept.now),
        )


async def test_while_the_database_is_down_the_last_token_is_used(
    kept: tuple[Kept, SeveralWorkspaces],
) -> None:
    database, several = kept
    assert await database.token_of(several) == BOT_TOKEN
    database.now, database.token = 3_600, ""
    assert await database.token_of(several) == BOT_TOKEN
    with pytest.raises(UnreachableError):
        await several.of(OTHER_TEAM)


async def test_a_token_that_another_process_got_is_used_within_a_minute_or_so(
    kept: tuple[Kept, SeveralWorkspaces],
) -> None:
    database, several = kept
    assert await database.token_of(several) == BOT_TOKEN
    database.token = "xoxb-new"
    database.now = 59
    assert await database.token_of(several) == BOT_TOKEN
    database.now = 61
    assert await database.token_of(several) == "xoxb-new"


async def test_a_briefing_refused_for_its_token_goes_out_with_the_new_one(
    slack: FakeSlack,
) -> None:
    database = Kept()
    async with ClientSession() as session:
        several = SeveralWorkspaces(
            cast(InstalledBots, database), lambda token: SlackApi(token, session, slack.api_url)
        )
        courier = SlackCourier(several, session, slack.api_url)
        (message,) = courier.drawn(answered())
        await courier.post(place(TEAM), message, "one")
        database.token = "xoxb-new"
        slack.teams = {"xoxb-new": TEAM}
        with pytest.raises(NotDelivered):
            await courier.post(place(TEAM), message, "two")
        await courier.post(place(TEAM), message, "two")
    assert [post.token for post in slack.posts] == [BOT_TOKEN, "xoxb-new"]


async def test_the_workspace_of_the_settings_is_answered_when_slack_comes_back(
    open_workspace: Open, slack: FakeSlack, where: Path | str
) -> None:
    """Slack does not answer while the bot starts, so nobody knows yet which workspace the token is for."""
    slack.too_many["auth.test"] = 9
    slack.teams = {BOT_TOKEN: TEAM, OTHER_TOKEN: OTHER_TEAM}
    given = {"slack_client_id": CLIENT_ID, "slack_client_secret": CLIENT_SECRET, "slack_token_key": KEY}
    async with opened(where, KeptFor(10, 180), lambda: NOW) as store:
        installed = InstalledBots(CLIENT_ID, store.installations.engine, Seal(KEY))
        await installed.async_save_bot(bot_with(OTHER_TOKEN, OTHER_TEAM))
        brain = Head().brain(installations=store.installations)
        async with open_workspace(brain=brain, public_url=PUBLIC, **given) as workspace:
            assert workspace.connection.on
            assert "Slack could not be reached yet (ratelimited)" in str(workspace.connection)
            for team in (TEAM, OTHER_TEAM):
                await workspace.driver.sends(driving.event(driving.direct("x"), team=team))
            await slack.posted(2)
    assert {post.token for post in slack.posts} == {BOT_TOKEN, OTHER_TOKEN}


async def test_tokens_are_sealed_where_a_key_is_set_and_said_not_to_be_otherwise(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        (kept,) = (await kept_tokens(bot.store)).values()
        assert BOT_TOKEN not in kept
        assert Seal(KEY).open(kept) == BOT_TOKEN
        assert "unencrypted" not in str(bot.workspace.connection)
    async with installing(slack_token_key=None) as bot:
        assert "their tokens stand in the database unencrypted" in str(bot.workspace.connection)


async def test_a_key_is_replaced_while_the_old_one_still_opens(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
    async with installing(slack_token_key=f"{NEW_KEY}, {KEY}") as bot:
        bot.slack.teams = {BOT_TOKEN: TEAM}
        await bot.asks(TEAM)
    assert [post.token for post in bot.slack.posts] == [BOT_TOKEN]


def test_what_no_key_opens_stays_shut() -> None:
    sealed = Seal(KEY).close(BOT_TOKEN)
    assert Seal(NEW_KEY).open(sealed) is None
    assert Seal().open(sealed) is None
    assert Seal(KEY).open(BOT_TOKEN) == BOT_TOKEN


async def test_who_installed_it_is_not_kept(installing: Opened) -> None:
    async with installing() as bot:
        await bot.install(BOT_TOKEN, TEAM)
        async with bot.store.installations.engine.connect() as connection:
            rows = (await connection.execute(sa.select(bots))).all()
    assert MIDWIFE not in repr(rows)


@pytest.mark.parametrize(
    ("state", "cookie", "code", "status"),
    [
        ("another", None, "code", 401),
        (None, "stolen", "code", 400),
        (None, None, "forged", 401),
    ],
)
async def test_who_did_not_begin_here_installs_nothing(
    installing: Opened, state: str | None, cookie: str | None, code: str, status: int
) -> None:
    async with installing() as bot:
        bot.slack.codes["code"] = (BOT_TOKEN, TEAM)
        begun = await bot.begin()
        answer = await bot.come_back(state or begun, code, cookie)
        assert answer.status == status
        assert await kept_tokens(bot.store) == {}


async def test_what_slack_sent_back_is_good_once(installing: Opened) -> None:
    async with installing() as bot:
        bot.slack.codes = {"one": (BOT_TOKEN, TEAM), "two": (OTHER_TOKEN, OTHER_TEAM)}
        state = await bot.begin()
        assert (await bot.come_back(state, "one")).status == 200
        assert (await bot.come_back(state, "two")).status == 401
        assert set(await kept_tokens(bot.store)) == {TEAM}


async def test_what_nobody_came_back_for_is_removed(installing: Opened) -> None:
    async with installing() as bot:
        await bot.begin()
        async with bot.store.installations.engine.connect() as connection:
            (expires,) = (await connection.execute(sa.select(states.c.expire_at))).one()
        expires = expires.replace(tzinfo=dt.UTC)
        for seconds, left in ((-1, 1), (1, 0)):
            await bot.store.retention.tick(expires + dt.timedelta(seconds=seconds))
            async with bot.store.installations.engine.connect() as connection:
                assert len((await connection.execute(sa.select(states))).all()) == left


def test_the_tables_are_those_of_slacks_own_store() -> None:
    theirs = SQLAlchemyInstallationStore.build_bots_table(sa.MetaData(), "slack_bots")
    assert described(bots) == described(theirs)
    assert {index.name for index in bots.indexes} == {index.name for index in theirs.indexes}
    theirs = SQLAlchemyOAuthStateStore.build_oauth_states_table(sa.MetaData(), "slack_oauth_states")
    assert described(states) == described(theirs)


def described(table: sa.Table) -> list[tuple[str, str, bool]]:
    return [(each.name, repr(each.type), bool(each.nullable)) for each in table.columns]
