"""A briefing that goes to some first and to more later: each gets it once, when the curator said."""

import datetime as dt

from handlers.publishing import Prepared
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office
from tests.bot.delivery.test_digest import monday, weekly

BY = "slack/U0CURATOR"


def got(office: Office) -> list[str]:
    return sorted(post.channel for post in office.slack.posts)


async def would(office: Office, briefing: Briefing, *to: str, at: dt.datetime | None = None) -> Prepared:
    return await office.publisher().prepare_briefing(briefing, at, to)


async def test_more_people_get_it_at_the_time_that_was_set_for_them(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2")
    await office.publish(briefing, addressed=("slack/C1",))
    await office.deliver()
    at = office.clock.at.replace(hour=15)
    published = await office.publisher().publish_briefing(briefing, BY, at)
    assert (published.now, published.at, published.change) == (False, at, "wider")
    await office.deliver()
    assert got(office) == ["C1"]
    office.clock.at = at
    await office.deliver()
    assert got(office) == ["C1", "C2"]
    assert set((await office.statuses()).values()) == {"sent"}


async def test_what_went_to_all_stays_for_all(office: Office, briefing: Briefing) -> None:
    """Publishing it again for one channel takes it from nobody whose digest is still to come."""
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.subscribe("C2")
    await office.publish(briefing, addressed=("slack/C2",))
    await monday(office)
    assert got(office) == ["C1", "C2"]


async def test_a_correction_for_one_channel_takes_it_from_nobody(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.subscribe("C2")
    corrected = briefing.model_copy(update={"about": "Corrected words."})
    await office.publish(corrected, addressed=("slack/C2",))
    await monday(office)
    assert got(office) == ["C1", "C2"]
    assert "Corrected words." in office.read("C1")


async def test_to_a_theme_and_then_to_a_channel_is_to_both(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.subscribe("C2", kind="theme", topic="bruising", rhythm="weekly")
    await office.subscribe("C3", rhythm="weekly")
    await office.publish(briefing, addressed=("theme:bruising",))
    await office.publish(briefing, addressed=("slack/C1",))
    await monday(office)
    assert got(office) == ["C1", "C2"]


async def test_who_is_added_after_a_digest_finds_it_in_the_next(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1", "C2")
    await office.publish(briefing, addressed=("slack/C1",))
    for _ in range(3):
        await monday(office)
    assert got(office) == ["C1"]
    office.clock.passes(days=1)
    assert (await would(office, briefing)).digests == 1
    await office.publish(briefing)
    await monday(office)
    assert got(office) == ["C1", "C2"]


async def test_two_orders_for_the_same_time_both_hold(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2", "C3")
    at = office.clock.at.replace(hour=15)
    for channel in ("C1", "C2"):
        await office.publish(briefing, at=at, addressed=(f"slack/{channel}",))
    assert (await would(office, briefing, "slack/C3", at=at)).also == (at, at)
    office.clock.at = at
    await office.deliver()
    assert got(office) == ["C1", "C2"]


async def test_the_same_order_for_another_time_moves_it(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    at = office.clock.at.replace(hour=15)
    await office.publish(briefing, at=at)
    await office.publish(briefing, at=at.replace(hour=17))
    office.clock.at = at.replace(hour=16)
    await office.deliver()
    assert got(office) == []
    office.clock.at = at.replace(hour=17)
    await office.deliver()
    assert got(office) == ["C1"]


async def test_what_is_scheduled_can_be_published_now_and_the_preview_says_so(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    at = office.clock.at.replace(hour=15)
    await office.publish(briefing, at=at)
    assert (await would(office, briefing, at=at)).change == "unchanged"
    prepared = await would(office, briefing)
    assert (prepared.change, prepared.recipients) == ("new", 1)
    await office.publisher().publish("child-z", prepared.revision, BY)
    await office.deliver()
    office.clock.at = at
    await office.deliver()
    assert got(office) == ["C1"]


async def test_the_preview_says_what_publishing_then_does(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1", "C2", "C3")
    await office.publish(briefing, addressed=("slack/C1",))
    for to, many in (("slack/C2", 1), ("slack/C1", 0)):
        prepared = await would(office, briefing, to)
        done = await office.publisher().publish_briefing(briefing, BY, None, (to,))
        assert (prepared.change, prepared.recipients, prepared.version) == ("wider", many, 1)
        assert (done.recipients, done.version) == (many, 1)
    await office.publish(briefing)
    again = await would(office, briefing)
    assert (again.change, again.recipients) == ("unchanged", 0)


async def test_a_correction_sends_nothing_old_when_its_time_comes(office: Office, briefing: Briefing) -> None:
    """More people were to get it on Friday; the correction of today is for them too, and holds."""
    await office.subscribe("C1", "C2")
    await office.publish(briefing, addressed=("slack/C1",))
    await office.publish(briefing, at=office.clock.at + dt.timedelta(days=2))
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await office.deliver()
    office.clock.passes(days=3)
    await office.deliver()
    assert got(office) == ["C1", "C2"]
    assert "Corrected words." in office.read("C1")
    assert "Corrected words." in office.read("C2")
