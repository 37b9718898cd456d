"""Which conversation got which briefing is kept as long as it is of use, and no longer."""

import datetime as dt

from bot.store.behind import Behind
from bot.store.retention import Retention
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office
from tests.bot.delivery.test_digest import another, monday, weekly

DAYS = 365


async def removed(office: Office) -> int:
    """What the regular work takes away now."""
    long = dt.timedelta(days=9999)
    kept = Retention(office.database, long, long, long, dt.timedelta(days=DAYS), Behind(office.database))
    return (await kept.tick(office.clock.at)).deliveries


async def test_what_was_delivered_of_an_old_briefing_goes_with_its_corrections(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", "C2")
    await office.publish(briefing)
    await office.deliver()
    office.clock.passes(days=100)
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await office.deliver()
    office.clock.passes(days=DAYS - 1)
    assert await removed(office) == 0
    office.clock.passes(days=2)
    assert await removed(office) > 0
    assert await office.statuses() == {}


async def test_a_withdrawal_counts_as_late_as_it_was(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    office.clock.passes(days=DAYS + 1)
    await office.publisher().withdraw("child-z", "terminal")
    assert await removed(office) == 0
    await office.deliver()
    assert "This briefing has been withdrawn" in office.read("C1")
    office.clock.passes(days=DAYS - 1)
    assert await removed(office) == 0
    office.clock.passes(days=2)
    assert await removed(office) > 0


async def test_what_is_still_to_be_sent_stays_however_old_and_so_does_what_it_changes(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    await office.subscribe("C2")
    await office.publish(briefing.model_copy(update={"about": "Corrected words."}))
    await office.store.lanes.stop("slack/T0TEAM", office.clock.at, "token_revoked")
    office.clock.passes(days=2 * DAYS)
    assert await removed(office) == 0
    await office.deliver()
    assert "Corrected words." in office.read("C1")
    assert set((await office.statuses()).values()) == {"sent"}


async def test_what_another_scheduled_version_will_change_stays(office: Office, briefing: Briefing) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    await office.deliver()
    corrected = briefing.model_copy(update={"about": "Corrected words."})
    await office.publish(corrected, at=office.clock.at + dt.timedelta(days=DAYS + 9))
    office.clock.passes(days=DAYS + 1)
    assert await removed(office) == 0


async def test_a_digest_stays_as_long_as_one_of_its_briefings(office: Office, briefing: Briefing) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    await office.publish(another(briefing, "other"))
    await monday(office)
    office.clock.passes(days=100)
    await office.publish(another(briefing, "other").model_copy(update={"about": "Corrected words."}))
    await office.deliver()
    office.clock.passes(days=DAYS - 50)
    assert await removed(office) == 0
    office.clock.passes(days=60)
    assert await removed(office) > 0
    assert await office.statuses() == {}
