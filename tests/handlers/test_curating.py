"""A listed curator publishes in chat: what is previewed, nothing else, and only after a second word."""

import dataclasses
import datetime as dt

import pytest

from bot.asking import Asking
from handlers.messages import Heading, Reply, Text
from handlers.plain import plain
from handlers.publishing import Change, NotPublished, Prepared, Published
from handlers.record_doubles import in_memory_records
from knowledge.commands import Scope
from tests.handlers.commanding import CHANNEL, Talk, asks, knowledge

CURATOR, REVISION = "U1", "0123456789abcdef"
BRIEFING = "briefing/child-p"
LATER = "Publish it on 3 June 2027 at 09:00"


class Press:
    """A Publishing that notes what it is told."""

    def __init__(self, change: Change = "new") -> None:
        self.change: Change = change
        self.published: list[tuple[str, str, str, dt.datetime | None]] = []
        self.also: tuple[dt.datetime, ...] = ()
        self.to: list[tuple[str, ...]] = []
        self.withdrawn: list[str] = []
        self.refuses = ""

    def may(self, platform: str, sender: str) -> bool:
        return (platform, sender) == ("slack", CURATOR)

    async def prepare(
        self, slug: str, at: dt.datetime | None = None, addressed: tuple[str, ...] = ()
    ) -> Prepared:
        if self.refuses:
            raise NotPublished(self.refuses)
        preview = Reply((Heading("The preview"), Text("As it will look.")), "answered")
        return Prepared(slug, "Child P", REVISION, 1, self.change, preview, 3, 2, 0, self.also)

    async def publish(
        self,
        slug: str,
        revision: str,
        by: str,
        at: dt.datetime | None = None,
        addressed: tuple[str, ...] = (),
    ) -> Published:
        if revision != REVISION:
            raise NotPublished("It has changed since the preview.")
        self.published.append((slug, revision, by, at))
        self.to.append(addressed)
        return Published(slug, "Child P", 1, self.change, at or dt.datetime.now(dt.UTC), at is None, 3)

    async def withdraw(self, slug: str, by: str) -> int:
        self.withdrawn.append(slug)
        return 3


@pytest.fixture
def press() -> Press:
    return Press()


@pytest.fixture
def talk(bot: Asking, press: Press) -> Talk:
    return Talk(knowledge(bot), dataclasses.replace(in_memory_records(), publishing=press), sender=CURATOR)


async def test_publishing_is_previewed_and_then_just_that_is_published(talk: Talk, press: Press) -> None:
    preview = await talk.say(f"publish {BRIEFING}")
    assert "As it will look." in plain(preview)
    assert "3 conversations at once and to 2 in a weekly digest" in plain(preview)
    assert press.published == []
    done = await talk.press(preview, "Publish it now")
    assert "is published" in plain(done)
    assert press.published == [("child-p", REVISION, f"slack/{CURATOR}", None)]


async def test_a_set_time_is_londons(talk: Talk, press: Press) -> None:
    preview = await talk.say(f"publish {BRIEFING} at 2027-06-03 09:00")
    done = await talk.press(preview, "Publish it on 3 June 2027 at 09:00")
    assert "set to be published on 3 June 2027 at 09:00, London time" in plain(done)
    [(_, _, _, at)] = press.published
    assert at == dt.datetime(2027, 6, 3, 8, 0, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("on 3 december at 9:00", 3),
        ("tomorrow at 9.00am", 24),
        ("next monday at 9:00", 30),
        ("at 3/12 09:00", 3),
    ],
)
async def test_a_day_without_a_year_is_the_next_one(talk: Talk, press: Press, when: str, day: int) -> None:
    preview = await talk.say(f"publish {BRIEFING} {when}")
    await talk.say(next(iter(asks(preview).values())))
    [(_, _, _, at)] = press.published
    assert at is not None
    assert (at.day, at.hour) == (day, 9)
    assert at > talk.now


async def test_what_changed_since_the_preview_is_not_published(talk: Talk, press: Press) -> None:
    assert "changed since the preview" in await talk.read(f"confirm publish {BRIEFING} fedcba9876543210")
    assert press.published == []


async def test_confirming_without_a_preview_only_previews(talk: Talk, press: Press) -> None:
    assert "Preview. Nothing has been sent." in await talk.read(f"confirm publish {BRIEFING}")
    assert press.published == []


async def test_what_is_out_already_has_no_button(talk: Talk, press: Press) -> None:
    press.change = "unchanged"
    assert "Publish it now" not in asks(await talk.say(f"publish {BRIEFING}"))


async def test_what_is_out_can_go_to_more_people(talk: Talk, press: Press) -> None:
    press.change, press.also = "wider", (dt.datetime(2027, 6, 3, 8, 0, tzinfo=dt.UTC),)
    preview = await talk.say(f"publish {BRIEFING}")
    assert "Those who have it do not get it again." in plain(preview)
    assert "It also stays set for 3 June 2027 at 09:00" in plain(preview)
    assert "is published" in plain(await talk.press(preview, "Publish it now"))


@pytest.mark.parametrize(
    ("whom", "to"),
    [
        ("to midwives", ("audience:midwifery",)),
        ("to health visitors and GPs", ("audience:gp", "audience:health-visiting")),
        ("to Child P", ("review:child-p",)),
        ("to everyone", ()),
        ("", ()),
    ],
)
@pytest.mark.parametrize("when", ["", " at 2027-06-03 09:00"])
async def test_a_curator_chooses_whom_it_goes_to(
    talk: Talk, press: Press, whom: str, to: tuple[str, ...], when: str
) -> None:
    preview = await talk.say(f"publish {BRIEFING} {whom}{when}")
    assert ("Only for those who subscribed to" in plain(preview)) is bool(to)
    await talk.press(preview, LATER if when else "Publish it now")
    assert [sorted(each) for each in press.to] == [list(to)]
    assert [at is not None for _, _, _, at in press.published] == [bool(when)]


async def test_the_button_works_for_every_audience_theme_and_review(talk: Talk, press: Press) -> None:
    """Also where a name by itself reads as a concern, such as head injury."""
    library = talk.knowledge.library
    scopes = [Scope("audience", each.id) for each in library.audiences]
    scopes += [Scope("theme", each.id) for each in library.topics]
    scopes += [Scope("review", each.id) for each in library.reviews]
    for scope in scopes:
        ask = f"confirm publish {BRIEFING} {REVISION} to {scope.code} at 2027-06-03 09:00"
        assert "set to be published" in await talk.read(ask)
        assert press.to[-1] == (f"{scope.kind}:{scope.id}",)


async def test_whom_nobody_knows_it_is_not_published_to(talk: Talk, press: Press) -> None:
    for text in (f"publish {BRIEFING} to the moon", f"confirm publish {BRIEFING} {REVISION} to the moon"):
        assert "I do not know who that is" in await talk.read(text)
    assert press.published == []


async def test_publish_alone_asks_which(talk: Talk) -> None:
    assert asks(await talk.say("publish")) == {
        "Child P: recommendations and responses, for team discussion": f"publish {BRIEFING}"
    }


async def test_withdrawing_asks_first(talk: Talk, press: Press) -> None:
    sure = await talk.say(f"withdraw {BRIEFING}")
    assert press.withdrawn == []
    assert "is withdrawn" in plain(await talk.press(sure, "Withdraw it"))
    assert press.withdrawn == ["child-p"]


async def test_why_it_cannot_be_published_is_said(talk: Talk, press: Press) -> None:
    press.refuses = "It is a draft."
    assert "It is a draft." in await talk.read(f"publish {BRIEFING}")


async def test_a_preview_in_a_channel_is_for_the_curator_alone(talk: Talk) -> None:
    talk.place = CHANNEL
    assert (await talk.say(f"publish {BRIEFING}")).private


async def test_nobody_else_publishes_and_no_day_that_cannot_be(talk: Talk, press: Press) -> None:
    for when in ("at 2027-02-31 09:00", "on 3 December", "at 9:00", "on 3 December at 25:00"):
        assert "could not read that time" in await talk.read(f"publish {BRIEFING} {when}")
    assert "has passed" in await talk.read(f"publish {BRIEFING} at 2026-11-23 09:59")
    assert "has passed" in await talk.read(f"confirm publish {BRIEFING} {REVISION} at 2026-11-23 09:59")
    assert press.published == []
    talk.sender = "U2"
    for text in (
        f"publish {BRIEFING}",
        f"confirm publish {BRIEFING} {REVISION}",
        f"confirm withdraw {BRIEFING}",
    ):
        assert "Only the curators" in await talk.read(text)
    assert press.published == []
    assert press.withdrawn == []
