"""What has been kept long enough goes, and nothing before."""

import datetime as dt

from bot.store.opening import Store
from bot.store.retention import Removed
from handlers.messages import Conversation
from handlers.ports import QuestionRecord, Remembered
from handlers.records import Discussion, FeedbackRecord, Held
from knowledge.commands import Scope
from tests.bot.store.conftest import NOW


async def keep_one_of_each(store: Store) -> None:
    await store.memory.remember("slack/T/C/", Remembered(case="child-p", at=NOW))
    await store.questions.record(QuestionRecord(NOW, "web", "not_held"))
    await store.events.first_time("Ev1")
    await store.feedback.put([FeedbackRecord("child-p/gp/1", "answer", "helpful", NOW)])


async def test_nothing_goes_before_its_time(store: Store) -> None:
    await keep_one_of_each(store)
    assert await store.retention.tick(NOW + dt.timedelta(minutes=10)) == Removed(0, 0, 0, 0)


async def test_everything_goes_when_its_time_has_come(store: Store) -> None:
    await keep_one_of_each(store)
    assert await store.retention.tick(NOW + dt.timedelta(minutes=11)) == Removed(1, 0, 0, 0)
    assert await store.retention.tick(NOW + dt.timedelta(hours=25)) == Removed(0, 0, 1, 0)
    assert await store.retention.tick(NOW + dt.timedelta(days=179)) == Removed(0, 0, 0, 0)
    assert await store.retention.tick(NOW + dt.timedelta(days=181)) == Removed(0, 1, 0, 0)
    assert await store.retention.tick(NOW + dt.timedelta(days=366)) == Removed(0, 0, 0, 1)


async def test_what_is_kept_of_a_place_goes_a_month_after_the_bot_left(store: Store) -> None:
    """A team that recorded what it discussed keeps that: it is evidence."""
    ward, team, stays = (Conversation("teams", "tenant", f"a:{number}") for number in range(3))
    for place in (ward, team, stays):
        await store.subscriptions.add(place, [Scope("everything")], "weekly", NOW)
    await store.discussions.add(team, Discussion(NOW.date(), "briefing/child-p"))
    for place in (ward, team):
        await store.references.forget("teams", place.channel)
    assert (await store.retention.tick(NOW + dt.timedelta(days=29))).conversations == 0
    assert len(await store.subscriptions.of(ward)) == 1
    assert (await store.retention.tick(NOW + dt.timedelta(days=31))).conversations == 1
    assert await store.account.of(ward) == Held()
    assert await store.account.of(team) == Held(discussions=1)
    assert await store.account.of(stays) == Held(subscriptions=1)


async def test_what_is_removed_is_gone_from_the_process_too(store: Store) -> None:
    await keep_one_of_each(store)
    await store.retention.tick(NOW + dt.timedelta(minutes=11))
    assert await store.memory.recall("slack/T/C/", NOW) is None
    assert not await store.events.first_time("Ev1")
    await store.retention.tick(NOW + dt.timedelta(hours=25))
    assert await store.events.first_time("Ev1")
