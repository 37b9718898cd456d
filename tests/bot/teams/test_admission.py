"""The bot answers its own organisation: guests and partners are told so, with 999."""

import asyncio
from dataclasses import replace

import pytest
import structlog

from bot.teams import wording
from bot.teams.admission import KEPT, LOOK_UP, Admission
from bot.teams.port import Incoming, Member, NotSent, Outgoing
from tests.bot.teams.conftest import Open, Organisation
from tests.bot.teams.driving import MENTION, said
from tests.bot.teams.fake_teams import ELSEWHERE, GUEST, MIDWIFE, TENANT

UNKNOWN = "29:unknown"


@pytest.mark.parametrize("sender", [GUEST, "29:partner"])
async def test_a_guest_is_told_whom_the_bot_answers_and_given_999(teams: Organisation, sender: str) -> None:
    await teams.driver.post(said(f"{MENTION} hello", "channel", sender=sender))
    assert teams.head.asked == []
    assert [each.activity["text"] for each in teams.microsoft.posts] == [wording.NOT_FOR_GUESTS]
    assert "999" in wording.NOT_FOR_GUESTS


async def test_so_is_a_guest_who_presses_a_button(teams: Organisation) -> None:
    action = {"type": "Action.Execute", "verb": "ask", "data": {"ask": "x"}}
    body = await teams.driver.press(action, "channel", sender=GUEST)
    assert (body["value"], teams.head.asked) == (wording.NOT_FOR_GUESTS, [])


async def test_a_partner_whose_organisation_is_listed_is_answered(open_teams: Open) -> None:
    async with open_teams(teams_allowed_tenants=(ELSEWHERE,)) as teams:
        await teams.driver.post(said(f"{MENTION} hello", "channel", sender="29:partner"))
        assert len(teams.head.asked) == 1


async def test_a_colleague_is_looked_up_once(teams: Organisation) -> None:
    for _ in range(3):
        await teams.driver.post(said("hello"))
    assert teams.microsoft.calls.count("member") == 1


async def test_someone_whom_teams_cannot_look_up_is_answered(teams: Organisation) -> None:
    with structlog.testing.capture_logs() as logs:
        await teams.driver.post(said("hello", sender=UNKNOWN))
    assert len(teams.head.asked) == 1
    assert [(each["event"], each["status"]) for each in logs] == [("teams_sender_unknown", 404)]


async def test_nobody_waits_long_for_the_look_up(
    teams: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.teams.admission.LOOK_UP", 0.05)
    teams.microsoft.looking_up = asyncio.Event()
    try:
        async with asyncio.timeout(5):
            await teams.driver.post(said("8 week old with a mark on the ear"))
    finally:
        teams.microsoft.looking_up.set()
    assert (len(teams.head.asked), len(teams.microsoft.posts)) == (1, 1)
    assert LOOK_UP <= 2


class Someone:
    """A turn of a person whose standing changes."""

    def __init__(self, member: Member | None) -> None:
        self.member = member
        self.looked_up = 0
        self.incoming = Incoming(
            "message", "1", "", "", None, False, MIDWIFE, "aad", "28:bot", "a:1", "direct", "",
            frozenset((TENANT,)), "https://smba.example/",
        )  # fmt: skip

    async def send(self, message: Outgoing) -> str:
        """Nothing is sent."""
        return ""

    async def send_to_sender(self, message: Outgoing) -> str:
        """Nothing is sent."""
        return ""

    async def sender(self) -> Member:
        self.looked_up += 1
        if self.member is None:
            raise NotSent(503)
        return self.member


async def test_who_has_become_a_guest_is_one_within_the_hour() -> None:
    now = 0.0
    admission = Admission((TENANT,), lambda: now)
    turn = Someone(Member(TENANT, guest=False))
    assert await admission.admits(turn)
    turn.member = Member(TENANT, guest=True)
    assert await admission.admits(turn)
    now = KEPT
    assert not await admission.admits(turn)
    assert turn.looked_up == 2


async def test_a_failed_look_up_is_tried_again_next_time() -> None:
    turn = Someone(None)
    admission = Admission((TENANT,))
    assert await admission.admits(turn)
    turn.member = Member(ELSEWHERE, guest=False)
    assert not await admission.admits(turn)


async def test_an_activity_that_names_no_organisation_is_nobodys() -> None:
    nowhere = replace(Someone(None).incoming, tenants=frozenset())
    assert not Admission((TENANT,)).of_tenant(nowhere)
    assert Admission(None).of_tenant(nowhere)
