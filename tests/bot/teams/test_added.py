"""The bot is added to a chat, a group or a team: it says once what it is for, and keeps where it is."""

import pytest

from bot.store.references import Reference
from bot.teams.wording import MENTION_ME
from tests import replies
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import activity, added, removed
from tests.bot.teams.fake_teams import BOT, CHANNEL, CHAT, GROUP, MIDWIFE, TEAM, TENANT
from tests.bot.teams.reading import words


@pytest.fixture(autouse=True)
def _help(teams: Organisation) -> None:
    teams.head.reply = replies.help_reply()


@pytest.mark.parametrize(
    ("place", "conversation", "room", "team"),
    [
        ("personal", CHAT, "direct", ""),
        ("groupChat", GROUP, "group", ""),
        ("channel", CHANNEL, "channel", TEAM),
    ],
)
async def test_it_keeps_where_it_was_added(
    teams: Organisation, place: str, conversation: str, room: str, team: str
) -> None:
    await teams.driver.post(added(place))
    url = teams.microsoft.service_url
    assert teams.head.kept == {
        conversation: Reference("teams", team or TENANT, conversation, room, TENANT, BOT, url)
    }


async def test_it_welcomes_once_although_teams_tells_twice(teams: Organisation) -> None:
    for kind in ("installationUpdate", "conversationUpdate"):
        assert (await teams.driver.post(added(kind=kind))).status == 201
    (posted,) = teams.microsoft.posts
    assert posted.conversation == CHAT
    assert teams.head.asked[0].text == "help"
    assert words(posted.card).startswith("What you can ask")


@pytest.mark.parametrize("place", ["groupChat", "channel"])
async def test_among_others_it_says_how_to_ask_it(teams: Organisation, place: str) -> None:
    await teams.driver.post(added(place))
    assert words(teams.microsoft.posts[0].card).startswith(MENTION_ME)


async def test_a_colleague_who_joins_is_not_greeted(teams: Organisation) -> None:
    joined = activity("groupChat", type="conversationUpdate", membersAdded=[{"id": MIDWIFE}])
    assert (await teams.driver.post(joined)).status == 201
    assert (teams.head.kept, teams.microsoft.posts, teams.microsoft.calls.count("member")) == ({}, [], 0)


@pytest.mark.parametrize(
    "gone",
    [
        removed("channel"),
        {**removed("channel"), "action": "remove-upgrade"},
        activity("channel", type="conversationUpdate", membersRemoved=[{"id": BOT}]),
    ],
)
async def test_it_forgets_where_it_was_removed(teams: Organisation, gone: dict[str, object]) -> None:
    await teams.driver.post(added("channel"))
    await teams.driver.post(gone)
    assert teams.head.kept == {}


async def test_it_stays_where_only_a_colleague_left(teams: Organisation) -> None:
    await teams.driver.post(added("groupChat"))
    left = activity("groupChat", type="conversationUpdate", membersRemoved=[{"id": MIDWIFE}])
    await teams.driver.post(left)
    assert list(teams.head.kept) == [GROUP]


async def test_added_again_it_welcomes_again(teams: Organisation) -> None:
    for each in (added(), removed(), added()):
        await teams.driver.post(each)
    assert len(teams.microsoft.posts) == 2
