"""A curator publishes, corrects and withdraws; each recipient has what holds now, once."""

import asyncio
import datetime as dt
from collections.abc import Iterable

import pytest
import sqlalchemy as sa

from bot.store.briefing_tables import briefings
from bot.store.deliveries import delivery_store
from bot.store.engine import Database
from handlers.publishing import NotPublished
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office

BY = "slack/U0CURATOR"
WITHDRAWN = "This briefing has been withdrawn"


def corrected(briefing: Briefing, about: str = "What the response says, corrected.") -> Briefing:
    return briefing.model_copy(update={"about": about})


async def test_a_subscriber_gets_the_briefing_with_its_questions_to_talk_through(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    assert "Child Z in five minutes" in office.read("C1")
    assert "The team lead reads ten records each month." in office.read("C1")
    assert "What makes it hard for families we know to come?" in office.read("C1")
    assert "Licence: invented for tests" in office.read("C1")
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_a_locked_screen_shows_the_title_and_no_more(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    assert {post.text for post in office.slack.posts} == {
        "Safeguarding learning: Child Z in five minutes. Open this to read it."
    }


@pytest.mark.parametrize(
    ("kind", "topic", "gets"),
    [
        ("theme", "missed-appointments", True),
        ("theme", "bruising", False),
        ("audience", "police", True),
        ("audience", "gp", False),
        ("review", "child-z", True),
        ("review", "child-p", False),
    ],
)
async def test_it_goes_to_those_whom_it_is_for(
    office: Office, briefing: Briefing, kind: str, topic: str, gets: bool
) -> None:
    await office.subscribe("C1", kind=kind, topic=topic)
    await office.publish(briefing)
    await office.deliver()
    assert bool(office.slack.posts) is gets


async def test_who_subscribed_in_three_ways_gets_it_once(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.subscribe("C1", kind="theme", topic="missed-appointments")
    await office.subscribe("C1", kind="audience", topic="police", rhythm="weekly")
    await office.publish(briefing)
    await office.deliver()
    assert len(office.slack.posts) == 1


async def test_publishing_twice_sends_once(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2")
    for _ in range(2):
        await office.publish(briefing)
        await office.deliver()
    assert sorted(post.channel for post in office.slack.posts) == ["C1", "C2"]


async def test_two_curators_who_publish_at_once_send_once(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2")
    databases = [Database(office.where) for _ in range(4)]
    publishing = [office.publisher(each).publish_briefing(briefing, BY) for each in databases]
    published = await asyncio.gather(*publishing)
    for each in databases:
        await each.close()
    await office.deliver()
    assert sorted(each.change for each in published) == ["new", "unchanged", "unchanged", "unchanged"]
    assert {each.version for each in published} == {1}
    assert sorted(post.channel for post in office.slack.posts) == ["C1", "C2"]


async def test_a_death_between_publishing_and_waking_costs_a_minute(
    office: Office, briefing: Briefing
) -> None:
    """The process that published woke nobody and is gone: another one's tick finds the rows."""
    await office.subscribe("C1")
    await office.publish(briefing)
    office.clock.passes(minutes=1)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_a_death_while_publishing_leaves_nothing(office: Office, briefing: Briefing) -> None:
    class Dies:
        async def wake(self, connection: object, lanes: Iterable[str]) -> None:
            raise KeyboardInterrupt

    await office.subscribe("C1")
    office.store = delivery_store(office.database, Dies())
    with pytest.raises(KeyboardInterrupt):
        await office.publish(briefing)
    office.store = delivery_store(office.database)
    assert await office.statuses() == {}
    await office.publish(briefing)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_a_correction_changes_the_message_that_is_there(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await office.publish(corrected(briefing))
    await office.deliver()
    assert len(office.slack.posts) == 1
    assert "What the response says, corrected." in office.read("C1")
    assert "keeping in touch" not in office.read("C1")
    assert "This briefing has been corrected." in office.read("C1")
    assert await office.statuses() == {"C1 briefing": "sent", "C1 correction": "sent"}


async def test_what_was_not_sent_yet_is_sent_as_corrected(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.publish(corrected(briefing))
    await office.deliver()
    assert len(office.slack.posts) == 1
    assert "What the response says, corrected." in office.read("C1")
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_of_two_corrections_the_last_one_holds(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await office.publish(corrected(briefing, "Once."))
    await office.publish(corrected(briefing, "Twice."))
    await office.deliver()
    assert "Twice." in office.read("C1")
    assert "Once." not in office.read("C1")


async def test_back_to_the_first_words_is_a_correction_too(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    for each in (briefing, corrected(briefing), briefing):
        await office.publish(each)
        await office.deliver()
    assert "keeping in touch" in office.read("C1")
    assert len(office.slack.posts) == 1


@pytest.mark.parametrize("scheduled", [True, False])
async def test_who_withdrew_it_and_when_is_on_record(
    office: Office, briefing: Briefing, scheduled: bool
) -> None:
    at = office.clock.at + dt.timedelta(days=1) if scheduled else None
    await office.publish(briefing, at=at)
    office.clock.passes(hours=1)
    await office.publisher().withdraw("child-z", "slack/U0SECOND")
    async with office.database.read() as connection:
        (row,) = (await connection.execute(sa.select(briefings))).all()
    assert (row.published_by, row.withdrawn_by) == ("slack/U0CURATOR", "slack/U0SECOND")
    assert row.withdrawn_at == office.clock.at


async def test_a_withdrawal_leaves_a_notice_and_stops_what_waits(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await office.subscribe("C2")
    await office.publish(briefing, addressed=("slack/C2",))
    assert await office.publisher().withdraw("child-z", BY) == 1
    await office.deliver()
    assert WITHDRAWN in office.read("C1")
    assert "ten records" not in office.read("C1")
    assert office.read("C2") == ""
    assert await office.statuses() == {"C1 briefing": "sent", "C2 briefing": "dead", "C1 withdrawal": "sent"}


async def test_published_again_after_a_withdrawal_it_reaches_everyone(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await office.publisher().withdraw("child-z", BY)
    await office.deliver()
    await office.subscribe("C2")
    await office.publish(briefing)
    await office.deliver()
    for channel in ("C1", "C2"):
        assert "ten records" in office.read(channel)
        assert WITHDRAWN not in office.read(channel)
    assert len(office.slack.posts) == 2


async def test_nothing_can_be_withdrawn_that_is_not_out(office: Office) -> None:
    with pytest.raises(NotPublished, match="nothing to withdraw"):
        await office.publisher().withdraw("child-z", BY)


async def test_a_set_time_is_kept(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    at = office.clock.at.replace(hour=15)
    await office.publish(briefing, at=at)
    await office.deliver()
    assert office.slack.posts == []
    office.clock.passes(hours=3)
    await office.deliver()
    await office.deliver()
    assert len(office.slack.posts) == 1


async def test_what_is_scheduled_can_be_withdrawn(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing, at=office.clock.at.replace(hour=15))
    assert await office.publisher().withdraw("child-z", BY) == 0
    office.clock.passes(hours=4)
    await office.deliver()
    assert office.slack.posts == []


async def test_of_several_processes_one_publishes_what_is_scheduled(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing, at=office.clock.at.replace(hour=15))
    databases = [Database(office.where) for _ in range(4)]
    at = office.clock.at.replace(hour=16)
    assert await office.store.briefings.due(at) == ("child-z",)
    releasing = (delivery_store(each).briefings.release("child-z", at) for each in databases)
    released = await asyncio.gather(*releasing)
    for each in databases:
        await each.close()
    assert sum(released) == 1
    assert await office.statuses() == {"C1 briefing": "pending"}


async def test_it_can_go_to_one_channel_first_and_then_to_all(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2", "C3")
    await office.publish(briefing, addressed=("slack/C2",))
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C2"]
    await office.publish(briefing)
    await office.deliver()
    assert sorted(post.channel for post in office.slack.posts) == ["C1", "C2", "C3"]


async def test_a_preview_says_what_would_happen_and_changes_nothing(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2")
    await office.subscribe("C3", rhythm="weekly")
    prepared = await office.publisher().prepare("child-z")
    assert (prepared.change, prepared.version, prepared.recipients, prepared.digests) == ("new", 1, 2, 1)
    assert await office.statuses() == {}
    await office.publish(briefing)
    await office.deliver()
    again = await office.publisher().prepare_briefing(corrected(briefing))
    assert (again.change, again.version, again.corrected) == ("correction", 2, 2)
    assert (await office.publisher().prepare("child-z")).change == "unchanged"


async def test_what_changed_since_the_preview_is_not_published(office: Office) -> None:
    with pytest.raises(NotPublished, match="changed since this preview"):
        await office.publisher().publish("child-z", "another revision", BY)


def test_only_listed_curators_may(office: Office) -> None:
    assert office.publisher().may("slack", "U0CURATOR")
    assert not office.publisher().may("teams", "U0CURATOR")
    assert not office.publisher().may("slack", "U0")


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
async def test_a_draft_is_not_published(office: Office, briefing: Briefing, status: str) -> None:
    with pytest.raises(NotPublished, match=status):
        await office.publish(briefing.model_copy(update={"status": status}))
