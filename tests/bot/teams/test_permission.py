"""In Teams members may subscribe their channel or chat, guests may not."""

import datetime as dt

from bot.teams.admission import Admission
from bot.teams.permission import TeamsPermission
from bot.teams.port import Incoming, Member, NotSent, Turn
from handlers.messages import Conversation, Message


class Looked:
    """A turn of which only the sender is looked up."""

    def __init__(self, incoming: Incoming, member: Member | None) -> None:
        self.incoming = incoming
        self._member = member

    async def sender(self) -> Member:
        if self._member is None:
            raise NotSent(500)
        return self._member


def incoming(person: str) -> Incoming:
    return Incoming(
        "message", "1", "", "subscribe", None, True, f"29:{person}", person, "28:bot", "19:c", "channel",
        "19:t", frozenset({"home"}), "https://x/",
    )  # fmt: skip


async def permission(admission: Admission, person: str, member: Member | None) -> str:
    turn: Turn = Looked(incoming(person), member)  # type: ignore[assignment]
    await admission.admits(turn)
    place = Conversation("teams", "19:t", "19:c", "channel")
    return await TeamsPermission(admission)(Message("subscribe", person, place, dt.datetime.now(dt.UTC)))


async def test_members_may_and_guests_may_not() -> None:
    admission = Admission(["home"])
    assert await permission(admission, "midwife", Member("home", guest=False)) == "yes"
    assert await permission(admission, "visitor", Member("home", guest=True)) == "no"
    assert await permission(admission, "stranger", Member("elsewhere", guest=False)) == "no"


async def test_someone_who_cannot_be_looked_up_is_answered_but_changes_nothing() -> None:
    assert await permission(Admission(["home"]), "midwife", None) == "unknown"


async def test_on_this_machine_everyone_may() -> None:
    assert await permission(Admission(None), "tester", None) == "yes"
