"""One thing goes wrong, again and again: it is logged, tried less often, and nothing else waits for it."""

import asyncio
import datetime as dt

import pytest
import sqlalchemy as sa
import structlog

from bot.delivery.drain import Drains
from bot.jobs import Loop
from bot.store.briefing_tables import briefings, lanes
from bot.store.deliveries import DeliveryStore
from knowledge.schema.answers import Briefing
from tests.bot.delivery.conftest import Office
from tests.bot.delivery.test_digest import another, monday, weekly


def failed(logs: list[structlog.typing.EventDict]) -> list[str]:
    return [line["doing"] for line in logs if line["event"] == "regular_work_failed"]


async def test_a_scheduled_briefing_that_cannot_be_published_holds_up_no_other(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1")
    at = office.clock.at.replace(hour=15)
    for each in (briefing, another(briefing, "other")):
        await office.publish(each, at=at)
    spoilt = sa.update(briefings).where(briefings.c.slug == "child-z")
    async with office.database.write() as connection:
        await connection.execute(spoilt.values(content=["not a briefing"]))
    office.clock.at = at
    with structlog.testing.capture_logs() as logs:
        await office.deliver()
    assert failed(logs) == ["scheduled"]
    assert "About other" in office.read("C1")


@pytest.mark.parametrize("failing", [("briefings", "due", "scheduled"), ("digests", "make", "digest")])
async def test_a_step_that_fails_holds_up_no_delivery(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch, failing: tuple[str, str, str]
) -> None:
    async def fails(*given: object) -> None:
        raise ValueError("a fault of ours")

    await office.subscribe("C1")
    await office.publish(briefing)
    part, step, doing = failing
    monkeypatch.setattr(getattr(office.store, part), step, fails)
    with structlog.testing.capture_logs() as logs:
        await office.deliver()
    assert failed(logs) == [doing]
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_a_digest_that_could_not_be_made_is_made_a_minute_later(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await weekly(office, "C1")
    await office.publish(briefing)
    make = office.store.digests.make

    async def fails(*given: object) -> int:
        monkeypatch.setattr(office.store.digests, "make", make)
        raise ValueError("a fault of ours")

    monkeypatch.setattr(office.store.digests, "make", fails)
    await monday(office)
    assert office.slack.posts == []
    office.clock.passes(minutes=1)
    await office.deliver()
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_a_lane_that_cannot_be_asked_about_holds_up_no_other(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def installed(lane: str) -> bool:
        if lane == "slack/T0ONE":
            raise ValueError("a fault of ours")
        return True

    monkeypatch.setattr(office.courier, "installed", installed)
    for name in ("T0ONE", "T0TWO"):
        await office.store.lanes.stop(f"slack/{name}", office.clock.at, "token_revoked")
    with structlog.testing.capture_logs() as logs:
        await office.deliver()
    assert failed(logs) == ["mended"]
    async with office.database.read() as connection:
        stopped = await connection.scalars(sa.select(lanes.c.lane).where(lanes.c.stopped_at.is_not(None)))
        assert list(stopped) == ["slack/T0ONE"]


class Broken(Drains):
    """One lane fails whenever it is drained."""

    def __init__(self, office: Office) -> None:
        whole = office.drains()
        super().__init__(office.store, whole._couriers, whole._rendering, office.clock.time())
        self.tried: list[dt.datetime] = []
        self._office = office

    async def drain(self, lane: str) -> None:
        if lane == "slack/T0ONE":
            self.tried.append(self._office.clock.at)
            raise ValueError("a fault of ours")
        await super().drain(lane)


async def minutes(office: Office, loop: Loop, many: int) -> None:
    """The loop runs for as long."""
    until = office.clock.at + dt.timedelta(minutes=many)

    async def passes(seconds: float) -> None:
        await loop.settled()
        office.clock.passes(seconds=seconds)
        if office.clock.at >= until:
            raise asyncio.CancelledError

    loop.sleep = passes
    with pytest.raises(asyncio.CancelledError):
        await loop.run()
    await loop.settled()


async def test_a_lane_that_fails_is_left_alone_longer_and_longer_and_others_go_on(
    office: Office, briefing: Briefing
) -> None:
    await office.subscribe("C1", team="T0ONE")
    await office.subscribe("C2", team="T0TWO")
    await office.publish(briefing)
    drains = Broken(office)
    with structlog.testing.capture_logs() as logs:
        await minutes(office, Loop(office.store, drains, office.clock.now), 5)
    assert [post.channel for post in office.slack.posts] == ["C2"]
    pauses = [int((b - a).total_seconds()) for a, b in zip(drains.tried, drains.tried[1:], strict=False)]
    assert pauses == sorted(pauses)
    assert (pauses[0], len(drains.tried) < 12) == (4, True)
    assert failed(logs) == ["drain"] * len(drains.tried)


async def test_a_loop_that_fails_looks_again_less_and_less_often_and_recovers(
    office: Office, briefing: Briefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await office.subscribe("C1")
    await office.publish(briefing)
    ready, asked = office.store.lanes.ready, 0

    async def fails(now: dt.datetime) -> tuple[str, ...]:
        nonlocal asked
        asked += 1
        if asked < 6:
            raise ValueError("a fault of ours")
        return await ready(now)

    monkeypatch.setattr(office.store.lanes, "ready", fails)
    with structlog.testing.capture_logs() as logs:
        await minutes(office, Loop(office.store, office.drains(), office.clock.now), 4)
    assert failed(logs) == ["delivery"] * 5
    assert [post.channel for post in office.slack.posts] == ["C1"]


async def test_one_message_that_cannot_be_taken_spoils_no_outcome_beside_it(
    office: Office, briefing: Briefing
) -> None:
    """On SQLite what happens at the same moment is written together."""
    await office.subscribe("C1", team="T0ONE")
    await office.publish(briefing)
    taken = await office.store.queue.take("slack/T0ONE", office.clock.now())
    assert taken is not None
    store: DeliveryStore = office.store

    async def spoilt(connection: object) -> None:
        raise ValueError("a fault of ours")

    sent = store.queue.sent(taken, ("1.0",), office.clock.now())
    found = await asyncio.gather(store.queue._write(spoilt), sent, return_exceptions=True)
    assert [type(each) for each in found] == [ValueError, bool]
    assert await office.statuses() == {"C1 briefing": "sent"}
