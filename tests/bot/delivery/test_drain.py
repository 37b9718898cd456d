"""What Slack answers while briefings are sent: nobody is lost, nothing is sent twice without saying so."""

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa
import structlog
from aiohttp import web

from bot.delivery.outcomes import MOST_ATTEMPTS
from bot.slack.api import UnreachableError
from bot.slack.courier import SlackCourier
from bot.slack.workspaces import Workspace
from bot.store.briefing_tables import conversations, deliveries
from bot.store.deliveries import delivery_store
from bot.store.engine import Database
from bot.store.patience import Patience
from bot.store.queue import LEASE
from bot.store.references import ConversationReferences, Reference
from handlers.briefing_reply import briefing_reply
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office


def said(error: str, status: int = 200, **headers: str) -> web.Response:
    return web.json_response({"ok": False, "error": error}, status=status, headers=headers)


def too_many(seconds: int) -> web.Response:
    return said("ratelimited", 429, **{"Retry-After": str(seconds)})


async def one(office: Office, channel: str = "C1") -> sa.Row[tuple[object, ...]]:
    wanted = sa.select(deliveries).join(conversations).where(conversations.c.channel == channel)
    async with office.database.read() as connection:
        return (await connection.execute(wanted)).one()


async def test_a_storm_of_429_holds_the_lane_and_loses_nobody(office: Office, briefing: Briefing) -> None:
    channels = [f"C{number}" for number in range(30)]
    await office.subscribe(*channels)
    await office.publish(briefing)
    office.slack.planted = [too_many(30) for _ in range(40)]
    await office.deliver()
    assert sorted(post.channel for post in office.slack.posts) == sorted(channels)
    report = await office.store.reports.of("child-z")
    assert {(each.possibly_twice, each.attempts) for each in report} == {(False, 1)}


async def test_slack_is_left_alone_for_as_long_as_it_asks(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2", "C3")
    await office.publish(briefing)
    office.slack.planted = [too_many(600)]
    await office.deliver()
    assert len(office.slack.posts) <= 1  # what was on its way beside it
    tried = len(office.slack.calls)
    for _ in range(9):
        office.clock.passes(minutes=1)
        await office.deliver()
    assert len(office.slack.calls) == tried
    office.clock.passes(minutes=2)
    await office.deliver()
    assert len(office.slack.posts) == 3


async def test_other_lanes_go_on_meanwhile(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", team="T0ONE")
    await office.subscribe("C2", team="T0TWO")
    await office.publish(briefing)
    office.slack.planted = [too_many(600)]
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C2"]


async def test_a_dead_channel_is_given_up_after_two_days(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2")
    office.slack.members.discard("C1")
    await office.publish(briefing)
    for _ in range(5):
        await office.deliver()
        office.clock.passes(minutes=30)
    assert await office.statuses() == {"C1 briefing": "pending", "C2 briefing": "sent"}
    office.clock.passes(days=1, hours=2)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "dead", "C2 briefing": "sent"}
    assert (await one(office)).error == "channel_not_found"
    await office.publish(briefing.model_copy(update={"id": "briefing/other", "title": "Another"}))
    await office.deliver()
    assert {post.channel for post in office.slack.posts} == {"C2"}


async def test_many_briefings_on_one_day_are_one_strike(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    office.slack.members.discard("C1")
    for name in ("one", "two", "three"):
        await office.publish(briefing.model_copy(update={"id": f"briefing/{name}"}))
        await office.deliver()
    async with office.database.read() as connection:
        place = (await connection.execute(sa.select(conversations))).one()
    assert (place.strikes, place.gone_at) == (1, None)


async def test_a_channel_that_is_back_the_next_day_gets_it(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    office.slack.members.discard("C1")
    await office.publish(briefing)
    await office.deliver()
    office.slack.members.add("C1")
    office.clock.passes(days=1, hours=2)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "sent"}
    async with office.database.read() as connection:
        strikes = await connection.scalar(sa.select(conversations.c.strikes))
    assert strikes == 0


async def test_a_channel_that_the_bot_is_added_to_again_has_two_days_again(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    office.slack.members.discard("C1")
    await office.publish(briefing)
    for _ in range(2):
        await office.deliver()
        office.clock.passes(days=1, hours=2)
    assert await office.statuses() == {"C1 briefing": "dead"}
    references = ConversationReferences(office.database, Patience(), office.clock.now)
    await references.keep(Reference("slack", "T0TEAM", "C1", "channel"))
    await office.publish(briefing.model_copy(update={"id": "briefing/other"}))
    await office.deliver()
    assert (await office.store.reports.of("other"))[0].status == "pending"


async def test_a_revoked_token_stops_its_lane_tells_the_operator_and_drops_nobody(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2", team="T0ONE")
    await office.subscribe("C3", team="T0TWO")
    office.slack.planted = [said("token_revoked"), said("token_revoked")]
    await office.publish(briefing)
    with structlog.testing.capture_logs() as logs:
        await office.drains().drain("slack/T0ONE")
    office.slack.planted.clear()  # one of the two may have been stopped before it was sent
    assert [(line["lane"], line["error"]) for line in logs if line["event"] == "lane_stopped"] == [
        ("slack/T0ONE", "token_revoked")
    ]
    assert await office.store.lanes.stopped() == {"slack/T0ONE": "token_revoked"}
    await office.drains().drain("slack/T0TWO")
    assert [post.channel for post in office.slack.posts] == ["C3"]
    waiting = {name: status for name, status in (await office.statuses()).items() if "C3" not in name}
    assert waiting == {"C1 briefing": "pending", "C2 briefing": "pending"}
    await office.deliver()  # the app has been installed again: the tick finds out
    assert set((await office.statuses()).values()) == {"sent"}
    assert await office.store.lanes.stopped() == {}


async def test_a_channel_in_which_the_bot_may_not_post_is_given_up_and_holds_up_no_other(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2")
    office.slack.refusing["C1"] = "no_permission"
    await office.publish(briefing)
    await office.deliver()
    assert await office.store.lanes.stopped() == {}
    assert await office.statuses() == {"C1 briefing": "pending", "C2 briefing": "sent"}
    office.clock.passes(days=1, hours=2)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "dead", "C2 briefing": "sent"}


async def test_a_channel_that_stops_the_lane_again_and_again_comes_after_the_others_and_is_given_up(
    office: Office, briefing: Briefing
) -> None:
    """Slack lets the bot in, says the next moment that it does not, and means this channel only."""
    channels = [f"C{number}" for number in range(5)]
    await office.subscribe(*channels)
    office.slack.refusing["C0"] = "team_access_not_granted"
    await office.publish(briefing)
    for _ in range(5):
        await office.deliver()
        office.clock.passes(minutes=1)
    assert sorted(post.channel for post in office.slack.posts) == channels[1:]
    assert (await one(office, "C0")).status == "pending"
    began = office.clock.at
    for _ in range(MOST_ATTEMPTS):
        office.clock.at = (await one(office, "C0")).due or office.clock.at
        await office.deliver()
    assert ((await one(office, "C0")).status, (await one(office, "C0")).attempts) == ("failed", MOST_ATTEMPTS)
    assert office.clock.at - began > dt.timedelta(days=4)


async def test_a_bot_that_may_not_write_waits_until_it_may(office: Office, briefing: Briefing) -> None:
    """Slack lets it in, so that being let in says nothing."""
    await office.subscribe("C1", "C2")
    office.slack.scopes, office.slack.failing["chat.postMessage"] = "commands,im:history", "missing_scope"
    await office.publish(briefing)
    for _ in range(30):
        await office.deliver()
        office.clock.passes(minutes=1)
    assert await office.store.lanes.stopped() == {"slack/T0TEAM": "missing_scope"}
    assert office.slack.calls.count("chat.postMessage") <= 2
    office.slack.scopes = "commands,chat:write"
    office.slack.failing.clear()
    await office.deliver()
    assert set((await office.statuses()).values()) == {"sent"}


class NoTokens:
    """Workspaces whose tokens cannot be read."""

    async def of(self, team: str) -> Workspace:
        raise UnreachableError("database")

    def forget(self, team: str) -> None: ...


async def test_without_a_token_nothing_is_sent_and_nothing_is_uncertain(
    office: Office, briefing: Briefing
) -> None:
    office.courier = SlackCourier(NoTokens(), office.session, office.slack.api_url)
    assert not await office.courier.installed("slack/T0TEAM")
    await office.subscribe("C1")
    await office.publish(briefing)
    for _ in range(12):
        await office.deliver()
        office.clock.passes(minutes=6)
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.error, row.possibly_twice) == ("failed", "database", False)
    assert office.slack.calls == []


async def test_the_longest_wait_that_slack_asked_for_counts(office: Office) -> None:
    lane, now = "slack/T0TEAM", office.clock.at
    for minutes in (10, 1):
        await office.store.lanes.hold(lane, now + dt.timedelta(minutes=minutes))
    assert (await office.store.lanes.now(lane)).held_until == now + dt.timedelta(minutes=10)


async def test_what_slack_may_have_taken_is_tried_again_and_reported(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    office.slack.planted, office.slack.taken_first = [said("internal_error", 500)], True
    await office.deliver()
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.possibly_twice) == ("sent", True)
    assert len(office.slack.posts) == 2
    assert [count for key, count in office.slack.keys.items() if key] == [2]


async def test_what_slack_will_never_take_is_not_tried_again(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    office.slack.planted = [said("invalid_blocks")]
    await office.deliver()
    assert ((await one(office)).status, (await one(office)).error) == ("failed", "invalid_blocks")


@pytest.mark.parametrize(("error", "end"), [("internal_error", "unknown"), (None, "unknown")])
async def test_eight_attempts_and_no_more(
    office: Office, briefing: Briefing, error: str | None, end: str
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    for _ in range(20):
        office.slack.planted.append(said(error) if error else web.Response(status=502, text="bad gateway"))
    for _ in range(30):
        await office.deliver()
        office.clock.passes(minutes=10)
    assert office.slack.calls.count("chat.postMessage") == MOST_ATTEMPTS
    assert ((await one(office)).status, (await one(office)).attempts) == (end, MOST_ATTEMPTS)


async def test_each_try_comes_later_than_the_one_before(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    office.slack.planted = [said("service_unavailable") for _ in range(5)]
    await office.deliver()
    waits = list(dict.fromkeys(wait for wait in office.clock.slept if wait > 1))  # of several slots the same
    assert waits == sorted(waits)
    assert len(waits) == 5


async def test_what_a_dead_process_was_sending_is_sent_again_after_its_lease(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    assert await office.store.queue.take("slack/T0TEAM", office.clock.now()) is not None
    await office.deliver()
    assert office.slack.posts == []
    office.clock.at += LEASE
    await office.deliver()
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.possibly_twice, row.attempts) == ("sent", True, 2)


async def test_who_comes_back_after_its_lease_writes_nothing_over(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    slow = await office.store.queue.take("slack/T0TEAM", office.clock.now())
    office.clock.at += LEASE
    quick = await office.store.queue.take("slack/T0TEAM", office.clock.now())
    assert slow is not None
    assert quick is not None
    assert not await office.store.queue.finished(slow, "failed", "too_late")
    assert await office.store.queue.sent(quick, ("1.0",), office.clock.now())
    assert not await office.store.queue.sent(slow, ("2.0",), office.clock.now())
    assert ((await one(office)).status, (await one(office)).remote_ids) == ("sent", ["1.0"])


async def test_two_processes_never_take_the_same(office: Office, briefing: Briefing) -> None:
    await office.subscribe(*(f"C{number}" for number in range(9)))
    await office.publish(briefing)
    databases = [Database(office.where) for _ in range(3)]
    queues = [delivery_store(each).queue for each in databases]
    taking = (queue.take("slack/T0TEAM", office.clock.now()) for _ in range(4) for queue in queues)
    found = [each.id for each in await asyncio.gather(*taking) if each is not None]
    for each in databases:
        await each.close()
    assert (len(found), len(set(found))) == (9, 9)


async def test_a_long_briefing_goes_on_where_it_was_broken_off(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(long(briefing))
    parts = len(drawn(office, long(briefing)))
    assert parts > 2
    drains = office.drains()
    taken = await office.store.queue.take("slack/T0TEAM", office.clock.now())
    assert taken is not None
    posted = await office.courier.post(taken.where, drawn(office, long(briefing))[0], "key")
    await office.store.queue.arrived(taken, (posted,), office.clock.now())
    office.clock.at += LEASE
    await drains.drain("slack/T0TEAM")
    assert len(office.slack.posts) == parts
    assert office.clock.slept.count(office.courier.limits.between) == parts - 1


async def test_a_correction_that_is_shorter_leaves_no_old_words(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(long(briefing))
    await office.deliver()
    before = len(office.slack.posts)
    await office.publish(briefing)
    await office.deliver()
    assert len(office.slack.posts) == before
    assert "This part of the briefing was removed" in office.read("C1")
    assert "Part 7" not in office.read("C1")
    await office.publish(long(briefing))
    await office.deliver()
    assert len(office.slack.posts) == before
    assert "Part 7" in office.read("C1")
    assert "This part of the briefing was removed" not in office.read("C1")


async def test_a_correction_waits_for_what_is_being_sent(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    taken = await office.store.queue.take("slack/T0TEAM", office.clock.now())
    assert taken is not None
    await office.publish(briefing.model_copy(update={"about": "Corrected."}))
    sleep = office.clock.sleep
    first = iter([True])  # several slots of the lane wait, and it is sent once

    async def it_arrives_while_the_correction_waits(seconds: float) -> None:
        if seconds > 1 and next(first, False):
            assert office.slack.calls == []
            posted = await office.courier.post(taken.where, drawn(office, briefing)[0], "key")
            assert await office.store.queue.sent(taken, (posted,), office.clock.now())
        await sleep(seconds)

    office.clock.sleep = it_arrives_while_the_correction_waits  # type: ignore[method-assign]
    await office.drains().drain("slack/T0TEAM")
    assert office.slack.calls == ["chat.postMessage", "chat.update"]
    assert len(office.slack.posts) == 1
    assert "Corrected." in office.read("C1")


async def test_the_pace_is_what_slack_allows(office: Office, briefing: Briefing) -> None:
    await office.subscribe(*(f"C{number}" for number in range(50)))
    await office.publish(briefing)
    began = office.clock.at
    await office.deliver()
    assert office.clock.at - began >= dt.timedelta(seconds=49 / office.courier.limits.a_second)


def long(briefing: Briefing) -> Briefing:
    section = briefing.sections[0]
    sections = [
        section.model_copy(update={"heading": f"Part {number}", "text": "Words and more words. " * 100})
        for number in range(12)
    ]
    return briefing.model_copy(update={"sections": tuple(sections)})


def drawn(office: Office, briefing: Briefing) -> tuple[object, ...]:
    return office.courier.drawn(briefing_reply(office.library, briefing))
