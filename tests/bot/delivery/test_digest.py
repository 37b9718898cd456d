"""The weekly digest: once a week, whatever happens in between, and through every change of the clocks."""

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.delivery.calendar import last_digest
from bot.store.deliveries import delivery_store
from bot.store.engine import Database, Where
from bot.store.patience import Patience
from bot.store.subscriptions import StoredSubscriptions
from handlers.messages import Conversation
from knowledge.commands import Scope
from knowledge.hours import LONDON
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office


def another(briefing: Briefing, name: str) -> Briefing:
    return briefing.model_copy(update={"id": f"briefing/{name}", "title": f"About {name}"})


async def weekly(office: Office, *channels: str) -> None:
    """Subscribed before anything was published, in a week whose digest is out."""
    await office.subscribe(*channels, rhythm="weekly")
    await office.deliver()


async def monday(office: Office, weeks: int = 1) -> None:
    office.clock.at = last_digest(office.clock.at) + dt.timedelta(days=7 * weeks, minutes=1)
    await office.deliver()


async def test_the_week_is_sent_in_one_message_on_monday(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.publish(another(briefing, "other"))
    await office.deliver()
    assert office.slack.posts == []
    await monday(office)
    assert len(office.slack.posts) == 1
    assert "Child Z in five minutes" in office.read("C1")
    assert "About other" in office.read("C1")


async def test_a_week_without_briefings_sends_nothing(office: Office) -> None:
    await weekly(office, "C1")
    await monday(office)
    assert office.slack.posts == []


async def test_what_was_in_one_digest_is_not_in_the_next(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await monday(office)
    await office.publish(another(briefing, "other"))
    await monday(office)
    assert len(office.slack.posts) == 2
    (_, second) = office.slack.posts
    assert "Child Z in five minutes" not in str(second.blocks)


async def test_who_has_it_by_itself_does_not_get_it_in_the_digest(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.subscribe("C1", kind="theme", topic="missed-appointments")
    await office.publish(briefing)
    await office.deliver()
    await monday(office)
    assert len(office.slack.posts) == 1


async def test_what_is_older_than_a_subscription_is_left_out(office: Office, briefing: Briefing) -> None:
    await office.deliver()
    await office.publish(briefing)
    office.clock.passes(hours=1)
    await office.subscribe("C1", rhythm="weekly")
    await monday(office)
    assert office.slack.posts == []


async def test_a_restart_in_the_middle_sends_each_of_them_once(office: Office, briefing: Briefing) -> None:
    channels = [f"C{number}" for number in range(9)]
    await weekly(office, *channels)
    await office.publish(briefing)
    office.clock.at = last_digest(office.clock.at) + dt.timedelta(days=7)
    until = last_digest(office.clock.at)
    databases = [Database(office.where) for _ in range(3)]
    made = [delivery_store(each).digests.make(until, office.clock.at) for each in databases]
    assert sorted(await asyncio.gather(*made)) == [0, 0, 9]
    for each in databases:
        await each.close()
    taken = await office.store.queue.take("slack/T0TEAM", office.clock.now())
    assert taken is not None  # and this process died
    for _ in range(3):
        await office.deliver()
        office.clock.passes(minutes=2)
    assert sorted(post.channel for post in office.slack.posts) == sorted(channels)


async def test_after_weeks_in_which_nothing_ran_one_digest_holds_all(
    office: Office, briefing: Briefing
) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    office.clock.passes(days=7)
    await office.publish(another(briefing, "other"))
    await monday(office, weeks=3)
    assert len(office.slack.posts) == 1
    assert "Child Z in five minutes" in office.read("C1")
    assert "About other" in office.read("C1")


async def test_what_was_withdrawn_before_monday_is_not_sent(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.publisher().withdraw("child-z", "terminal")
    await monday(office)
    assert office.slack.posts == []


async def test_what_is_withdrawn_later_is_taken_out_of_the_digest(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.publish(another(briefing, "other"))
    await monday(office)
    await office.publisher().withdraw("child-z", "terminal")
    await office.deliver()
    assert len(office.slack.posts) == 1
    assert "keeping in touch" in office.read("C1")  # of the other one
    assert "This briefing has been withdrawn" in office.read("C1")
    assert await office.statuses() == {"C1 digest": "sent", "C1 withdrawal": "sent"}


async def test_a_correction_reaches_the_digest_too(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await monday(office)
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await office.deliver()
    assert len(office.slack.posts) == 1
    assert "Corrected words." in office.read("C1")
    await monday(office)
    assert len(office.slack.posts) == 1


async def test_who_wants_it_at_once_from_now_on_gets_what_waited(office: Office, briefing: Briefing) -> None:
    """A channel says "weekly", a briefing comes out, and before Monday the channel says "immediately"."""
    channel = Conversation("slack", "T0TEAM", "C1", "channel")
    kept = StoredSubscriptions(office.database, Patience(), office.clock.now)
    await weekly(office, "C1", "C2")
    await office.publish(briefing)
    await kept.change(channel, rhythm="immediate")
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]
    await monday(office)
    assert [post.channel for post in office.slack.posts] == ["C1", "C2"]


async def test_who_subscribes_again_at_once_gets_what_waited(office: Office, briefing: Briefing) -> None:
    channel = Conversation("slack", "T0TEAM", "C1", "channel")
    kept = StoredSubscriptions(office.database, Patience(), office.clock.now)
    await weekly(office, "C1")
    await office.publish(briefing)
    await kept.add(channel, [Scope("theme", "bruising")], "immediate", office.clock.at)
    await office.deliver()
    assert office.slack.posts == []
    await kept.add(channel, [Scope("everything")], "immediate", office.clock.at)
    await office.deliver()
    await monday(office)
    assert [post.channel for post in office.slack.posts] == ["C1"]


class Late(Database):
    """It has done its work, and waits before it makes that known to others."""

    def __init__(self, where: Where) -> None:
        super().__init__(where)
        self.did, self.may_end = asyncio.Event(), asyncio.Event()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        async with super().write() as connection:
            yield connection
            self.did.set()
            await self.may_end.wait()


@pytest.mark.parametrize("change_first", [True, False])
async def test_who_wants_it_at_once_in_the_moment_in_which_it_comes_out_gets_it_at_once(
    office: Office, briefing: Briefing, change_first: bool
) -> None:
    def change(database: Database) -> Awaitable[object]:
        kept = StoredSubscriptions(database, Patience(), office.clock.now)
        return kept.change(Conversation("slack", "T0TEAM", "C1", "channel"), rhythm="immediate")

    def publish(database: Database) -> Awaitable[object]:
        return office.publisher(database).publish_briefing(briefing, "slack/U0CURATOR")

    first, second = (change, publish) if change_first else (publish, change)
    await weekly(office, "C1")
    late = Late(office.where)
    one = asyncio.ensure_future(first(late))
    await late.did.wait()
    other = asyncio.ensure_future(second(office.database))
    await asyncio.wait({other}, timeout=0.3)
    late.may_end.set()
    await asyncio.gather(one, other)
    await late.close()
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_what_was_in_a_digest_does_not_come_again_by_itself(office: Office, briefing: Briefing) -> None:
    channel = Conversation("slack", "T0TEAM", "C1", "channel")
    kept = StoredSubscriptions(office.database, Patience(), office.clock.now)
    await weekly(office, "C1", "C2")
    await office.publish(briefing, addressed=("slack/C1",))
    await monday(office)
    await kept.change(channel, rhythm="immediate")
    await office.publish(briefing)
    await office.deliver()
    await monday(office)
    assert [post.channel for post in office.slack.posts] == ["C1", "C2"]


@pytest.mark.parametrize("seconds", [0, 20])
async def test_what_is_scheduled_for_the_moment_of_the_digest_is_in_it_once(
    office: Office, briefing: Briefing, seconds: int
) -> None:
    """The tick of that minute may come a little later."""
    await weekly(office, "C1")
    at = last_digest(office.clock.at) + dt.timedelta(days=7)
    await office.publish(briefing, at=at)
    office.clock.at = at + dt.timedelta(seconds=seconds)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]
    await monday(office)
    assert len(office.slack.posts) == 1


async def test_what_came_due_while_nothing_ran_is_in_the_digest_that_was_missed(
    office: Office, briefing: Briefing
) -> None:
    await weekly(office, "C1")
    await office.publish(briefing, at=office.clock.at + dt.timedelta(days=3))
    office.clock.at = last_digest(office.clock.at) + dt.timedelta(days=8)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]
    await monday(office)
    assert len(office.slack.posts) == 1


async def test_what_was_committed_just_after_the_digest_was_made_is_in_the_next(
    office: Office, briefing: Briefing
) -> None:
    """Another process began to publish a second before nine, and was done a second after."""
    await weekly(office, "C1")
    nine = last_digest(office.clock.at) + dt.timedelta(days=7)
    office.clock.at = nine + dt.timedelta(seconds=1)
    await office.deliver()
    office.clock.at = nine - dt.timedelta(seconds=1)
    await office.publish(briefing)
    await monday(office)
    assert [post.channel for post in office.slack.posts] == []
    await monday(office)
    assert [post.channel for post in office.slack.posts] == ["C1"]
    await monday(office)
    assert len(office.slack.posts) == 1


@pytest.mark.parametrize(
    ("now", "digest"),
    [
        ("2026-03-29T12:00Z", "2026-03-23T09:00Z"),  # the clocks went forward that night
        ("2026-03-30T07:59Z", "2026-03-23T09:00Z"),
        ("2026-03-30T08:00Z", "2026-03-30T08:00Z"),
        ("2026-10-25T12:00Z", "2026-10-19T08:00Z"),  # the clocks went back that night
        ("2026-10-26T08:59Z", "2026-10-19T08:00Z"),
        ("2026-10-26T09:00Z", "2026-10-26T09:00Z"),
        ("2026-11-25T12:00Z", "2026-11-23T09:00Z"),
        ("2026-12-28T09:00Z", "2026-12-28T09:00Z"),
    ],
)
def test_monday_at_nine_is_nine_in_london(now: str, digest: str) -> None:
    moment = last_digest(dt.datetime.fromisoformat(now))
    assert moment == dt.datetime.fromisoformat(digest)
    assert moment.astimezone(LONDON).hour == 9


@pytest.mark.parametrize("start", ["2026-03-27T12:00Z", "2026-10-23T12:00Z"])
async def test_a_change_of_the_clocks_costs_no_digest_and_sends_none_twice(
    office: Office, briefing: Briefing, start: str
) -> None:
    office.clock.at = dt.datetime.fromisoformat(start)
    await weekly(office, "C1")
    await office.publish(briefing)
    for _ in range(6 * 24):
        office.clock.passes(hours=1)
        await office.store.digests.make(last_digest(office.clock.at), office.clock.at)
    await office.deliver()
    assert await office.statuses() == {"C1 digest": "sent"}
