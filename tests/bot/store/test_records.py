"""What is kept for people and teams: the stand-in in memory and both databases do the same."""

import datetime as dt
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from pathlib import Path

import pytest
import sqlalchemy as sa

from bot.store.briefing_tables import briefings, conversations, deliveries
from bot.store.engine import Database, Where
from bot.store.migrate import upgrade
from bot.store.opening import Store, opened
from bot.store.patience import Patience
from bot.store.subscriptions import StoredSubscriptions
from handlers.messages import Conversation, Reach
from handlers.record_doubles import in_memory_records
from handlers.records import (
    Account,
    Discussion,
    Discussions,
    FeedbackRecord,
    Held,
    NotKept,
    Subscription,
    Subscriptions,
)
from knowledge.commands import Scope
from tests.bot.store.conftest import NOW, PERIODS

ALL = Scope("everything")
MIDWIVES = Scope("audience", "midwifery")
SLEEP = Scope("theme", "safe-sleep")
PERSON = Conversation("slack", "T1", "D1")
CHANNEL = Conversation("slack", "T1", "C1", "channel")
THREAD = Conversation("slack", "T1", "C1", "channel", "1700000000.1")
TEAMS = Conversation("teams", "19:team", "19:general", "channel", "", Reach("tenant", "28:bot", "https://x/"))
FIRST, SECOND = dt.date(2026, 3, 1), dt.date(2026, 3, 2)


class Kept:
    """What is tried, whatever keeps it."""

    def __init__(self, subscriptions: Subscriptions, discussions: Discussions, account: Account) -> None:
        self.subscriptions = subscriptions
        self.discussions = discussions
        self.account = account


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
async def kept(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Kept]:
    async with AsyncExitStack() as stack:
        if request.param == "memory":
            records = in_memory_records()
            yield Kept(records.subscriptions, records.discussions, records.account)
            return
        where: Where = tmp_path / "bot.db"
        if request.param == "sqlite":
            upgrade(where)
        else:
            where = request.getfixturevalue("postgres_database")
        store = await stack.enter_async_context(opened(where, PERIODS, lambda: NOW))
        yield Kept(store.subscriptions, store.discussions, store.account)


async def test_subscriptions_are_kept_in_order_and_once(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [MIDWIVES, SLEEP], "immediate", NOW)
    await kept.subscriptions.add(PERSON, [SLEEP], "weekly", NOW)
    assert await kept.subscriptions.of(PERSON) == (
        Subscription(MIDWIVES, "immediate"),
        Subscription(SLEEP, "weekly"),
    )
    assert await kept.subscriptions.of(CHANNEL) == ()


async def test_a_thread_is_no_place_of_its_own(kept: Kept) -> None:
    await kept.subscriptions.add(THREAD, [ALL], "weekly", NOW)
    assert await kept.subscriptions.of(CHANNEL) == (Subscription(ALL, "weekly"),)


async def test_a_choice_replaces_what_was_chosen_before(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [ALL, MIDWIVES], "weekly", NOW)
    await kept.subscriptions.add(CHANNEL, [ALL], "immediate", NOW)
    await kept.subscriptions.change(PERSON, paused=True)
    paused, new = Subscription(MIDWIVES, "immediate", True), Subscription(SLEEP, "weekly")
    await kept.subscriptions.replace(PERSON, [new, paused], NOW)
    assert await kept.subscriptions.of(PERSON) == (paused, new)
    await kept.subscriptions.replace(PERSON, [], NOW)
    assert await kept.subscriptions.of(PERSON) == ()
    assert len(await kept.subscriptions.of(CHANNEL)) == 1


async def test_subscriptions_are_removed_by_what_they_are_about_or_all(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [ALL, MIDWIVES, SLEEP], "immediate", NOW)
    await kept.subscriptions.add(CHANNEL, [ALL], "immediate", NOW)
    assert await kept.subscriptions.remove(PERSON, [SLEEP, Scope("review", "child-p")]) == 1
    assert await kept.subscriptions.remove(PERSON, []) == 0
    assert await kept.subscriptions.remove(PERSON) == 2
    assert await kept.subscriptions.remove(PERSON) == 0
    assert len(await kept.subscriptions.of(CHANNEL)) == 1


async def test_all_subscriptions_of_a_place_change_together(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [MIDWIVES, SLEEP], "immediate", NOW)
    assert await kept.subscriptions.change(PERSON, rhythm="weekly") == 2
    assert await kept.subscriptions.change(PERSON, paused=True) == 2
    assert await kept.subscriptions.of(PERSON) == (
        Subscription(MIDWIVES, "weekly", True),
        Subscription(SLEEP, "weekly", True),
    )
    assert await kept.subscriptions.change(PERSON, paused=False) == 2
    assert not any(each.paused for each in await kept.subscriptions.of(PERSON))
    assert await kept.subscriptions.change(CHANNEL, paused=True) == 0


async def test_what_was_paused_comes_again_when_it_is_subscribed_to_again(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [ALL], "weekly", NOW)
    await kept.subscriptions.change(PERSON, paused=True)
    await kept.subscriptions.add(PERSON, [ALL], "immediate", NOW)
    assert await kept.subscriptions.of(PERSON) == (Subscription(ALL, "immediate"),)


async def test_a_discussion_is_recorded_once_a_day_and_can_be_taken_back(kept: Kept) -> None:
    first, second = Discussion(FIRST, "briefing/child-p"), Discussion(SECOND, "briefing/child-p")
    assert await kept.discussions.add(TEAMS, first)
    assert await kept.discussions.add(TEAMS, second)
    assert not await kept.discussions.add(TEAMS, first)
    assert await kept.discussions.of(TEAMS) == (second, first)
    assert await kept.discussions.of(PERSON) == ()
    assert await kept.discussions.remove(TEAMS, first)
    assert not await kept.discussions.remove(TEAMS, first)
    assert await kept.discussions.of(TEAMS) == (second,)


async def test_what_is_held_is_counted_and_erased(kept: Kept) -> None:
    await kept.subscriptions.add(PERSON, [MIDWIVES, SLEEP], "immediate", NOW)
    await kept.discussions.add(PERSON, Discussion(FIRST, "briefing/child-p"))
    await kept.subscriptions.add(CHANNEL, [ALL], "immediate", NOW)
    assert await kept.account.of(PERSON) == Held(2, 1)
    await kept.account.erase(PERSON)
    assert (await kept.account.of(PERSON)).nothing
    assert await kept.account.of(CHANNEL) == Held(1)


async def test_whoever_published_is_told_of_it_and_erased_from_it(store: Store, database: Database) -> None:
    await _publish(database, "child-p", NOW, sent=False)
    await _publish(database, "second", NOW, sent=False)
    async with database.write() as connection:
        theirs = sa.update(briefings).where(briefings.c.slug == "second")
        await connection.execute(theirs.values(published_by="slack/U2", withdrawn_by="slack/U1"))
    assert await store.account.of(PERSON, "slack/U1") == Held(published=2)
    assert await store.account.of(PERSON) == Held()
    await store.account.erase(PERSON, "slack/U1")
    assert (await store.account.of(PERSON, "slack/U1")).nothing
    assert (await store.account.of(PERSON)).nothing
    async with database.read() as connection:
        signed = sa.select(briefings.c.published_by, briefings.c.withdrawn_by).order_by(briefings.c.slug)
        assert [tuple(row) for row in await connection.execute(signed)] == [("", None), ("slack/U2", "")]


async def test_what_teams_needs_to_be_written_to_is_kept_with_the_subscription(
    store: Store, database: Database
) -> None:
    await store.subscriptions.add(TEAMS, [ALL], "immediate", NOW)
    await store.discussions.add(
        Conversation("teams", TEAMS.team, TEAMS.channel, "channel"), Discussion(FIRST, "briefing/child-p")
    )
    async with database.read() as connection:
        [row] = (await connection.execute(sa.select(conversations))).all()
    assert (row.tenant, row.bot, row.service_url) == ("tenant", "28:bot", "https://x/")
    assert (row.lane, row.room, row.gone_at) == ("teams/tenant", "channel", None)


async def test_speaking_to_the_bot_again_makes_a_lost_place_known_again(
    store: Store, database: Database
) -> None:
    await store.subscriptions.add(PERSON, [ALL], "immediate", NOW)
    await store.references.forget("slack", "D1")
    await store.subscriptions.add(PERSON, [SLEEP], "immediate", NOW)
    async with database.read() as connection:
        assert await connection.scalar(sa.select(conversations.c.gone_at)) is None


async def test_feedback_is_counted_by_entry_and_reason(store: Store) -> None:
    later = NOW + dt.timedelta(hours=3)
    await store.feedback.put(
        [
            FeedbackRecord("child-p/gp/1", "answer", "helpful", NOW),
            FeedbackRecord("child-p/gp/1", "answer", "helpful", later),
            FeedbackRecord("contact/x", "number", "wrong_number", NOW),
        ]
    )
    await store.feedback.put([])
    said = [
        (each.entry, each.reason, each.times, each.last.minute) for each in await store.feedback.tallies()
    ]
    assert said == [("child-p/gp/1", "helpful", 2, 0), ("contact/x", "wrong_number", 1, 0)]


async def test_every_discussion_is_listed_with_its_place_for_the_export(store: Store) -> None:
    await store.discussions.add(PERSON, Discussion(FIRST, "briefing/child-p"))
    await store.discussions.add(TEAMS, Discussion(SECOND, "briefing/child-p"))
    every = await store.discussions.every()
    assert [(each.discussed_on, each.platform, each.channel) for each in every] == [
        (SECOND, "teams", "19:general"),
        (FIRST, "slack", "D1"),
    ]


async def test_what_is_out_and_what_was_sent_here(store: Store, database: Database) -> None:
    await store.subscriptions.add(PERSON, [ALL], "immediate", NOW)
    await _publish(database, "child-p", NOW, sent=True)
    await _publish(database, "second", NOW + dt.timedelta(days=1), sent=False)
    await _publish(database, "gone", NOW, sent=False, status="withdrawn")
    out = await store.issued.for_place(PERSON)
    assert [(each.briefing, each.title, each.sent) for each in out] == [
        ("briefing/second", "About second", False),
        ("briefing/child-p", "About child-p", True),
    ]
    assert not any(each.sent for each in await store.issued.for_place(CHANNEL))
    await _digest(database, "second")
    assert all(each.sent for each in await store.issued.for_place(PERSON))


async def _digest(database: Database, *slugs: str) -> None:
    async with database.write() as connection:
        where = await connection.scalar(sa.select(conversations.c.id))
        row = {"kind": "digest", "key": "digest/1", "lane": "slack/T1", "status": "sent", "items": slugs}
        await connection.execute(sa.insert(deliveries).values(conversation_id=where, **row))


async def _publish(
    database: Database, slug: str, at: dt.datetime, *, sent: bool, status: str = "published"
) -> None:
    async with database.write() as connection:
        row = {
            "slug": slug,
            "version": 1,
            "status": status,
            "content": {"title": f"About {slug}"},
            "revision": "r",
            "publish_at": at,
            "published_at": at,
            "published_by": "slack/U1",
        }
        briefing = await connection.scalar(sa.insert(briefings).values(row).returning(briefings.c.id))
        if sent:
            where = await connection.scalar(sa.select(conversations.c.id))
            delivery = {"kind": "briefing", "key": f"briefing/{slug}", "lane": "slack/T1", "status": "sent"}
            await connection.execute(
                sa.insert(deliveries).values(briefing_id=briefing, conversation_id=where, **delivery)
            )


async def test_when_the_database_does_not_answer_the_person_can_be_told(tmp_path: Path) -> None:
    database = Database(tmp_path / "no-tables.db")
    subscriptions = StoredSubscriptions(database, Patience(), lambda: NOW)
    with pytest.raises(NotKept):
        await subscriptions.add(PERSON, [ALL], "immediate", NOW)
    with pytest.raises(NotKept):
        await subscriptions.of(PERSON)
    await database.close()
