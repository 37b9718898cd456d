"""Briefings in Teams: the real SDK, a stand-in for Microsoft, and what its refusals mean."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import sqlalchemy as sa
from pytest_aiohttp import AiohttpServer

from bot.delivery.drain import Drains
from bot.delivery.publishing import Publisher
from bot.delivery.rendering import Rendering
from bot.delivery.tick import tick
from bot.settings import Settings
from bot.store.briefing_tables import conversations, subscriptions
from bot.store.deliveries import DeliveryStore, delivery_store
from bot.store.engine import Database, Where
from bot.teams.connecting import teams_courier
from bot.teams.courier import TeamsCourier
from knowledge.library import Library
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Clock
from tests.bot.teams.fake_teams import (
    APP_ID,
    BOT,
    CHANNEL,
    CHAT,
    SECRET,
    TENANT,
    FakeMicrosoft,
    Refusal,
)
from tests.bot.teams.reading import words

LANE = f"teams/{TENANT}"


@dataclass
class Post:
    """Briefings on their way to one organisation."""

    microsoft: FakeMicrosoft
    database: Database
    store: DeliveryStore
    courier: TeamsCourier
    library: Library
    clock: Clock

    async def publish(self, briefing: Briefing) -> None:
        publisher = Publisher(self.store, lambda: self.library, self.clock.now)
        await publisher.publish_briefing(briefing, "terminal")

    async def deliver(self) -> None:
        rendering = Rendering(self.store.briefings, self.store.queue, lambda: self.library)
        drains = Drains(self.store, {"teams": self.courier}, rendering, self.clock.time())
        for lane in await tick(self.store, drains, self.clock.now()):
            await drains.drain(lane)

    async def report(self) -> dict[str, tuple[str, str, bool]]:
        found = await self.store.reports.of("child-z")
        return {
            f"{each.channel} {each.kind}": (each.status, each.error, each.possibly_twice) for each in found
        }


@pytest.fixture
async def post(aiohttp_server: AiohttpServer, where: Where, library: Library) -> AsyncIterator[Post]:
    """A practitioner's chat and a team's channel have subscribed to everything."""
    microsoft = FakeMicrosoft()
    server = await aiohttp_server(microsoft.app())
    microsoft.url = f"http://127.0.0.1:{server.port}"
    database = Database(where)
    clock = Clock()
    given = {"platform": "teams", "team": TENANT, "tenant": TENANT, "bot": BOT, "lane": LANE}
    async with database.write() as connection:
        for channel, room in ((CHAT, "direct"), (CHANNEL, "channel")):
            place = {**given, "channel": channel, "room": room, "service_url": microsoft.service_url}
            adding = sa.insert(conversations).values(**place).returning(conversations.c.id)
            wants = {"kind": "everything", "rhythm": "immediate", "since": clock.at}
            known = await connection.scalar(adding)
            await connection.execute(sa.insert(subscriptions).values(conversation_id=known, **wants))
    settings = Settings.model_validate(
        {
            "teams_app_id": APP_ID,
            "teams_app_password": SECRET,
            "teams_tenant_id": TENANT,
            "teams_login_url": f"{microsoft.url}/login/",
        }
    )
    async with teams_courier(settings) as courier:
        yield Post(microsoft, database, delivery_store(database), courier, library, clock)
    await database.close()


async def test_a_briefing_comes_as_a_card_and_its_correction_changes_the_card(
    post: Post, briefing: Briefing
) -> None:
    await post.publish(briefing)
    await post.deliver()
    assert sorted(each.conversation for each in post.microsoft.posts) == sorted([CHAT, CHANNEL])
    assert "ten records each month" in words(post.microsoft.posts[0].card)
    await post.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await post.deliver()
    assert len(post.microsoft.posts) == 2
    for each in post.microsoft.posts:
        assert "Corrected words." in words(each.card)
    assert post.microsoft.calls.count("put") == 2


async def test_a_locked_screen_shows_the_title_and_no_more(post: Post, briefing: Briefing) -> None:
    await post.publish(briefing)
    await post.deliver()
    assert {each.activity["summary"] for each in post.microsoft.posts} == {"Child Z in five minutes"}
    assert {each.activity["text"] for each in post.microsoft.posts} == {"Child Z in five minutes [1]"}


async def test_a_withdrawal_leaves_a_notice(post: Post, briefing: Briefing) -> None:
    await post.publish(briefing)
    await post.deliver()
    await Publisher(post.store, lambda: post.library, post.clock.now).withdraw("child-z", "terminal")
    await post.deliver()
    for each in post.microsoft.posts:
        assert "This briefing has been withdrawn" in words(each.card)
        assert "ten records" not in words(each.card)


async def test_throttled_recipients_are_not_dropped(post: Post, briefing: Briefing) -> None:
    post.microsoft.refusals = [Refusal(429, "Throttled", "17") for _ in range(20)]
    await post.publish(briefing)
    await post.deliver()
    assert len(post.microsoft.posts) == 2
    assert set((await post.report()).values()) == {("sent", "", False)}
    assert any(17 <= each < 19 for each in post.clock.slept)


@pytest.mark.parametrize("status", [412, 503])
async def test_what_teams_did_not_take_for_a_moment_is_tried_again(
    post: Post, briefing: Briefing, status: int
) -> None:
    post.microsoft.refusals = [Refusal(status, "Later"), Refusal(status, "Later")]
    await post.publish(briefing)
    await post.deliver()
    assert set((await post.report()).values()) == {("sent", "", False)}


async def test_teams_is_left_alone_for_as_long_as_it_asks(post: Post, briefing: Briefing) -> None:
    post.microsoft.refusals = [Refusal(503, "Later", "40")]
    await post.publish(briefing)
    await post.deliver()
    assert any(39 <= each <= 40 for each in post.clock.slept)


@pytest.mark.parametrize("status", [500, 502, 504])
async def test_what_teams_may_have_taken_is_reported(post: Post, briefing: Briefing, status: int) -> None:
    post.microsoft.refusals = [Refusal(status, html=True)]
    await post.publish(briefing)
    await post.deliver()
    assert sorted(each[2] for each in (await post.report()).values()) == [False, True]


async def test_who_blocked_the_bot_is_given_up_after_two_days(post: Post, briefing: Briefing) -> None:
    post.microsoft.conversations.pop(CHANNEL)
    post.microsoft.refusals = [Refusal(403, "MessageWritesBlocked") for _ in range(2)]
    await post.publish(briefing)
    await post.deliver()
    assert {each[0] for each in (await post.report()).values()} == {"pending"}
    post.clock.passes(days=1, hours=2)
    await post.deliver()
    assert await post.report() == {
        f"{CHAT} briefing": ("sent", "", False),
        f"{CHANNEL} briefing": ("dead", "ConversationNotFound", False),
    }


async def test_a_secret_that_is_refused_stops_the_lane_until_it_is_mended(
    post: Post, briefing: Briefing
) -> None:
    post.microsoft.login = Refusal(401, "invalid_client")
    await post.publish(briefing)
    await post.deliver()
    assert await post.store.lanes.stopped() == {LANE: "login_refused"}
    assert {each[0] for each in (await post.report()).values()} == {"pending"}
    post.microsoft.login = None
    await post.deliver()
    assert {each[0] for each in (await post.report()).values()} == {"sent"}


async def test_a_token_that_teams_does_not_take_is_fetched_anew(post: Post, briefing: Briefing) -> None:
    post.microsoft.refusals = [Refusal(401, "Unauthorized") for _ in range(2)]
    await post.publish(briefing)
    for _ in range(2):
        await post.deliver()
        post.clock.passes(minutes=1)
    assert {each[0] for each in (await post.report()).values()} == {"sent"}
    assert post.microsoft.calls.count(f"token {TENANT}") > 1


async def test_a_token_that_teams_never_takes_stops_the_lane_less_and_less_often(
    post: Post, briefing: Briefing
) -> None:
    post.microsoft.refusals = [Refusal(401, "Unauthorized") for _ in range(100)]
    await post.publish(briefing)
    for _ in range(60):
        await post.deliver()
        post.clock.passes(minutes=1)
    assert {each[0] for each in (await post.report()).values()} == {"pending"}
    assert 100 - len(post.microsoft.refusals) < 8
    for _ in range(20):
        await post.deliver()
        post.clock.passes(hours=12)
    assert {each[0] for each in (await post.report()).values()} == {"failed"}


async def test_a_message_that_someone_deleted_cannot_be_corrected_and_is_reported(
    post: Post, briefing: Briefing
) -> None:
    await post.publish(briefing)
    await post.deliver()
    await post.publish(briefing.model_copy(update={"about": "Corrected words."}))
    post.microsoft.refusals = [Refusal(404, "ActivityNotFoundInConversation")] * 2
    await post.deliver()
    found = {each for name, each in (await post.report()).items() if name.endswith("correction")}
    assert found == {("failed", "ActivityNotFoundInConversation", False)}
