"""What waits is sent only as long as it is out, someone there wants it, and the bot is there."""

import datetime as dt

import pytest
from aiohttp import web

from bot.store.patience import Patience
from bot.store.references import ConversationReferences, Reference
from bot.store.subscriptions import StoredSubscriptions
from handlers.messages import Conversation
from handlers.records import Subscription
from knowledge.commands import Scope
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office
from tests.bot.delivery.test_digest import monday, weekly

PLACE = Conversation("slack", "T0TEAM", "C1", "channel")
LANE = "slack/T0TEAM"


def kept(office: Office) -> StoredSubscriptions:
    return StoredSubscriptions(office.database, Patience(), office.clock.now)


def places(office: Office) -> ConversationReferences:
    return ConversationReferences(office.database, Patience(), office.clock.now)


def later() -> web.Response:
    """Slack did not take it."""
    return web.json_response(
        {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": "600"}
    )


async def waits(office: Office, briefing: Briefing) -> None:
    """It was to be sent, and Slack asked to wait."""
    await office.publish(briefing)
    office.slack.planted = [later(), later()]
    await office.deliver()
    office.slack.planted = []
    assert office.slack.posts == []


async def test_who_unsubscribes_gets_nothing_more(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2")
    await waits(office, briefing)
    await kept(office).remove(PLACE)
    office.clock.passes(minutes=11)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "dead", "C2 briefing": "sent"}
    assert [post.channel for post in office.slack.posts] == ["C2"]


async def paused_over(office: Office, briefing: Briefing) -> None:
    """It was to be sent while they did not want any."""
    await office.subscribe("C1")
    await waits(office, briefing)
    await kept(office).change(PLACE, paused=True)
    office.clock.passes(minutes=11)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "dead"}


async def test_who_pauses_gets_nothing_more(office: Office, briefing: Briefing) -> None:
    await paused_over(office, briefing)
    assert office.slack.posts == []


@pytest.mark.parametrize("again", ["resume", "subscribe", "choose"])
async def test_who_pauses_and_resumes_gets_what_was_on_its_way(
    office: Office, briefing: Briefing, again: str
) -> None:
    await paused_over(office, briefing)
    if again == "resume":
        await kept(office).change(PLACE, paused=False)
    elif again == "subscribe":
        await kept(office).add(PLACE, [Scope("everything")], "immediate", office.clock.at)
    else:
        await kept(office).replace(PLACE, [Subscription(Scope("everything"))], office.clock.at)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.attempts, row.error) == ("sent", 1, "")


async def test_who_resumes_gets_it_as_it_is_now(office: Office, briefing: Briefing) -> None:
    await paused_over(office, briefing)
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await kept(office).change(PLACE, paused=False)
    await office.deliver()
    assert len(office.slack.posts) == 1
    assert "Corrected words." in office.read("C1")


async def test_who_resumes_does_not_get_what_was_withdrawn(office: Office, briefing: Briefing) -> None:
    await paused_over(office, briefing)
    await office.publisher().withdraw("child-z", "terminal")
    await kept(office).change(PLACE, paused=False)
    await office.deliver()
    assert office.slack.posts == []
    assert await office.statuses() == {"C1 briefing": "dead"}


async def test_who_resumes_with_a_weekly_digest_gets_it_there(office: Office, briefing: Briefing) -> None:
    await office.deliver()
    await paused_over(office, briefing)
    await kept(office).change(PLACE, rhythm="weekly")
    await kept(office).change(PLACE, paused=False)
    await office.deliver()
    assert office.slack.posts == []
    await monday(office)
    assert await office.statuses() == {"C1 briefing": "dead", "C1 digest": "sent"}


async def test_who_unsubscribed_and_comes_back_begins_anew(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await waits(office, briefing)
    await kept(office).remove(PLACE)
    office.clock.passes(minutes=11)
    await office.deliver()
    await kept(office).add(PLACE, [Scope("everything")], "immediate", office.clock.at)
    await office.deliver()
    assert office.slack.posts == []


async def test_a_withdrawn_briefing_that_comes_out_again_reaches_who_changed_between_rhythms(
    office: Office, briefing: Briefing
) -> None:
    await office.deliver()
    await office.subscribe("C1")
    await waits(office, briefing)
    await office.publisher().withdraw("child-z", "terminal")
    await kept(office).change(PLACE, rhythm="weekly")
    office.clock.passes(minutes=11)
    await office.publish(briefing)
    await office.deliver()
    assert office.slack.posts == []
    await kept(office).change(PLACE, rhythm="immediate")
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]
    assert await office.statuses() == {"C1 briefing": "sent"}
    await monday(office)
    assert len(office.slack.posts) == 1


async def test_who_stops_one_theme_still_gets_what_is_of_another(office: Office, briefing: Briefing) -> None:
    for kind, topic in (("theme", "missed-appointments"), ("audience", "police"), ("theme", "bruising")):
        await office.subscribe("C1", kind=kind, topic=topic)
    await waits(office, briefing)
    await kept(office).remove(PLACE, [Scope("theme", "missed-appointments")])
    office.clock.passes(minutes=11)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_who_still_has_another_subscription_to_it_gets_what_was_sent_to_the_one_they_stopped(
    office: Office, briefing: Briefing
) -> None:
    for topic in ("missed-appointments", "bruising"):
        await office.subscribe("C1", kind="theme", topic=topic)
    await office.publish(briefing, addressed=("theme:bruising",))
    await kept(office).remove(PLACE, [Scope("theme", "bruising")])
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "sent"}


async def test_who_stops_all_that_it_is_about_does_not_get_it(office: Office, briefing: Briefing) -> None:
    for topic in ("missed-appointments", "bruising"):
        await office.subscribe("C1", kind="theme", topic=topic)
    await waits(office, briefing)
    await kept(office).remove(PLACE, [Scope("theme", "missed-appointments")])
    office.clock.passes(minutes=11)
    await office.deliver()
    assert office.slack.posts == []


async def test_a_digest_that_waits_is_stopped_too(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    office.slack.planted = [later(), later()]
    await monday(office)
    office.slack.planted = []
    await kept(office).remove(PLACE)
    office.clock.passes(minutes=11)
    await office.deliver()
    assert await office.statuses() == {"C1 digest": "dead"}


async def test_who_comes_back_gets_the_correction_with_all_of_it(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await waits(office, briefing)
    await kept(office).remove(PLACE)
    office.clock.passes(minutes=11)
    await office.deliver()
    await kept(office).add(PLACE, [Scope("everything")], "immediate", office.clock.at)
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await office.deliver()
    assert "Corrected words." in office.read("C1")


async def test_a_change_still_reaches_who_has_it_and_unsubscribed(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await kept(office).remove(PLACE)
    await office.publisher().withdraw("child-z", "terminal")
    await office.deliver()
    assert "This briefing has been withdrawn" in office.read("C1")


async def test_what_was_withdrawn_while_it_was_being_sent_is_not_tried_again(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    taken = await office.store.queue.take(LANE, office.clock.now())
    assert taken is not None
    await office.publisher().withdraw("child-z", "terminal")
    await office.store.queue.again(taken, office.clock.now(), "unclear")
    await office.deliver()
    assert office.slack.posts == []
    assert await office.statuses() == {"C1 briefing": "dead", "C1 withdrawal": "dead"}


async def test_a_process_that_has_drawn_it_already_does_not_send_what_was_withdrawn(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2")
    await office.publish(briefing)
    drains = office.drains()
    taken = await office.store.queue.take(LANE, office.clock.now())
    assert taken is not None
    await drains.drain(LANE)
    await office.publisher().withdraw("child-z", "terminal")
    await office.store.queue.again(taken, office.clock.now(), "unclear")
    await drains.drain(LANE)
    assert len(office.slack.posts) == 1
    assert "This briefing has been withdrawn" in office.read(office.slack.posts[0].channel)


async def test_where_the_bot_was_removed_nothing_is_sent(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2")
    await office.publish(briefing)
    await places(office).forget("slack", "C1")
    for _ in range(3):
        await office.deliver()
        office.clock.passes(hours=13)
    assert [post.channel for post in office.slack.posts] == ["C2"]
    assert await office.statuses() == {"C1 briefing": "dead", "C2 briefing": "sent"}


async def test_an_update_of_the_app_costs_nobody_a_briefing(office: Office, briefing: Briefing) -> None:
    """The platform says that the bot was removed, and a moment later that it was added."""
    await office.subscribe("C1")
    await office.publish(briefing)
    await places(office).forget("slack", "C1")
    await office.deliver()
    await places(office).keep(Reference("slack", "T0TEAM", "C1", "channel"))
    office.clock.passes(minutes=16)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]


@pytest.mark.parametrize("channel", ["19:general", "19:other"])
async def test_a_team_that_removes_the_bot_removes_it_from_each_of_its_channels(
    office: Office, channel: str
) -> None:
    reference = Reference("teams", "19:general", channel, "channel", "tenant")
    other = Reference("teams", "19:another", "19:another", "channel", "tenant")
    for each in (reference, other):
        await places(office).keep(each)
    await places(office).forget("teams", "19:general")
    assert await places(office).every() == (other,)
    await places(office).keep(Reference("teams", "19:general", "19:general", "channel", "tenant"))
    assert reference in await places(office).every()


async def test_what_arrived_and_could_not_be_written_down_is_not_posted_again(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    sent = office.store.queue.sent
    failures = [ValueError("a fault of ours"), ValueError("once more")]

    async def fails(*given: object) -> bool:
        if failures:
            raise failures.pop()
        return await sent(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(office.store.queue, "sent", fails)
    for _ in range(4):
        await office.deliver()
        office.clock.passes(minutes=1)
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.possibly_twice, len(office.slack.posts)) == ("sent", False, 1)


async def test_what_can_never_be_written_down_is_reported_as_unknown(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)

    async def fails(*given: object) -> bool:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(office.store.queue, "sent", fails)
    for _ in range(20):
        await office.deliver()
        office.clock.passes(minutes=6)
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.error, len(office.slack.posts)) == ("unknown", "ValueError", 1)


async def test_a_wait_between_two_messages_of_one_briefing_costs_no_lease(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slack takes the first and asks to wait before the second: it goes on there, nothing is uncertain."""
    await office.subscribe("C1")
    section = briefing.sections[0].model_copy(update={"text": "Words and more words. " * 100})
    await office.publish(briefing.model_copy(update={"sections": (section,) * 12}))
    post, tried = office.courier.post, 0

    async def asks_to_wait_once(*given: object) -> str:
        nonlocal tried
        tried += 1
        office.slack.planted = [later()] if tried == 2 else []
        return await post(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(office.courier, "post", asks_to_wait_once)
    await office.deliver()
    assert await office.statuses() == {"C1 briefing": "pending"}
    office.clock.at += dt.timedelta(minutes=11)
    await office.deliver()
    (row,) = await office.store.reports.of("child-z")
    assert (row.status, row.possibly_twice, len(office.slack.posts)) == ("sent", False, tried - 1)
