"""Someone presses a button on a card: another card takes its place, for them."""

from dataclasses import replace
from typing import Any

import pytest

from bot.teams.wording import BELOW, NEXT_PART, PART_BEFORE, SHOW_ALL
from handlers.messages import Choice, Choices, Reply, Text
from tests import replies
from tests.bot.teams.conftest import Organisation
from tests.bot.teams.driving import activity, pressed, said, submitted
from tests.bot.teams.fake_teams import CHAT
from tests.bot.teams.reading import buttons, quotations, words
from tests.bot.teams.refusals import Given

HSCP = "HSCP 5: missed appointments policies"


async def asked(teams: Organisation, reply: Reply) -> Given:
    """The card that a question is answered with."""
    teams.head.reply = reply
    await teams.driver.post(said("a question"))
    return teams.microsoft.posts[-1].card


async def test_did_you_mean_is_answered_in_place(teams: Organisation) -> None:
    offered = buttons(await asked(teams, replies.choices()))
    assert list(offered) == ["Midwifery 2: missed appointments", HSCP, "Family Engagement Policy"]
    teams.head.reply = replies.answered()
    body = await teams.driver.press(offered[HSCP])
    assert teams.head.asked[-1].text == "child p hscp 5"
    assert quotations(body["value"])[0] == f"“{replies.MIDWIFERY[1].asked[0]}”"
    assert len(teams.microsoft.posts) == 1


async def test_a_client_that_knows_no_such_buttons_submits_them(teams: Organisation) -> None:
    offered = buttons(await asked(teams, replies.choices()))
    await teams.driver.post(submitted(offered[HSCP]))
    assert teams.head.asked[-1].text == "child p hscp 5"
    assert [each.conversation for each in teams.microsoft.posts] == [CHAT, CHAT]


async def test_in_a_channel_a_submitted_button_needs_no_mention(teams: Organisation) -> None:
    offered = buttons(await asked(teams, replies.choices()))
    await teams.driver.post(submitted(offered[HSCP], "channel"))
    assert teams.head.asked[-1].text == "child p hscp 5"


async def test_the_learning_behind_a_live_concern_is_one_press_away(teams: Organisation) -> None:
    card = await asked(teams, replies.emergency())
    await teams.driver.press(buttons(card)["Show the learning"])
    assert teams.head.asked[-1].text == "child p bruising"


async def test_a_shortened_list_is_shown_in_full_part_by_part(teams: Organisation) -> None:
    card = await asked(teams, replies.listed())
    first, second = replies.MIDWIFERY[0].answered
    assert first in words(card)
    assert second not in words(card)
    part = await teams.driver.press(buttons(card)[SHOW_ALL])
    seen = [words(part["value"])]
    while NEXT_PART in buttons(part["value"]) and len(seen) < 9:
        part = await teams.driver.press(buttons(part["value"])[NEXT_PART])
        seen.append(words(part["value"]))
    assert len(seen) > 1
    assert all(f"Part {number} of {len(seen)}" in text for number, text in enumerate(seen, start=1))
    assert all("Worried about a child right now?" in text for text in seen)
    titles = [f"Midwifery 2: {replies.MIDWIFERY[1].title}"] * len(replies.listed().entries)
    assert [line for text in seen for line in text.split("\n") if line in titles] == titles
    before = await teams.driver.press(buttons(part["value"])[PART_BEFORE])
    assert words(before["value"]) == seen[-2]
    assert len(teams.microsoft.posts) == 1


async def test_entries_that_have_gone_since_are_asked_for_by_name(teams: Organisation) -> None:
    gone = {"type": "Action.Execute", "verb": "show_all", "data": {"entries": ["policy/gone", "policy/too"]}}
    await teams.driver.press(gone)
    assert teams.head.asked[-1].text == "show policy/gone"


async def test_buttons_hold_nothing_that_anyone_wrote(teams: Organisation) -> None:
    teams.head.reply = replies.listed()
    await teams.driver.post(said("Jane Smith born 3 March 2024, 12 Acacia Avenue"))
    for action in buttons(teams.microsoft.posts[-1].card).values():
        assert "Jane" not in str(action)


NOT_OURS: list[object] = [
    None,
    {},
    "ask",
    {"ask": ""},
    {"ask": 7},
    {"ask": "x" * 1001},
    {"ask": "x", "entries": ["child-p/hscp/5"]},
    {"entries": "child-p/hscp/5"},
    {"entries": [7]},
    {"entries": ["x" * 201]},
    {"entries": ["child-p/hscp/5"] * 61},
    {"ask": "x", "page": -1},
    {"ask": "x", "page": True},
    {"ask": "x", "page": 10_000},
    {"ask": "x", "keep": 1},
]


@pytest.mark.parametrize("data", NOT_OURS, ids=str)
async def test_a_button_that_is_none_of_ours_asks_nothing(teams: Organisation, data: object) -> None:
    body = await teams.driver.press({"type": "Action.Execute", "verb": "ask", "data": data})
    assert teams.head.asked == []
    assert "call 999" in words(body["value"])


@pytest.mark.parametrize("value", [None, "x", [], {"action": "x"}, {"action": {"type": "Action.Submit"}}])
async def test_an_invoke_that_says_nothing_is_answered_with_999(teams: Organisation, value: object) -> None:
    answer = await teams.driver.post({**pressed({}), "value": value})
    assert "call 999" in words((await answer.json())["value"])


async def test_a_command_below_an_answer_leaves_the_answer_where_it_is(teams: Organisation) -> None:
    """Recording that a briefing was discussed must not take the briefing away."""
    reply = replies.answered()
    below = Choices("", (Choice("We discussed this", "we discussed briefing/child-p"),))
    card = await asked(teams, replace(reply, parts=(*reply.parts[:-1], below, reply.parts[-1])))
    teams.head.reply = Reply((Text("Recorded."),), "command")
    body = await teams.driver.press(buttons(card)["We discussed this"])
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert body["value"] == "Recorded."
    assert words(teams.microsoft.posts[-1].card) == "Recorded."
    assert len(teams.microsoft.posts) == 2


async def test_numbers_to_call_stay_while_a_wrong_one_is_reported(teams: Organisation) -> None:
    card = await asked(teams, replies.emergency())
    teams.head.reply = Reply(
        (Choices("Which number is wrong?", (Choice("x", "wrong number x"),)),), "command"
    )
    body = await teams.driver.press(buttons(card)["Show the learning"])
    assert body["value"] == BELOW
    assert words(teams.microsoft.posts[-1].card).startswith("Which number is wrong?")


async def test_a_subscription_is_changed_in_place(teams: Organisation) -> None:
    offered = Choices("To change it", (Choice("Pause", "pause"),))
    card = await asked(teams, Reply((Text("You get everything."), offered), "command"))
    teams.head.reply = Reply((Text("Paused."), Choices("", (Choice("Resume", "resume"),))), "command")
    body = await teams.driver.press(buttons(card)["Pause"])
    assert words(body["value"]).startswith("Paused.")
    assert list(buttons(body["value"])) == ["Resume"]
    assert len(teams.microsoft.posts) == 1


@pytest.mark.parametrize("name", ["composeExtension/submitAction", "task/fetch", "somethingNew", None])
async def test_what_the_bot_does_not_offer_is_said_to_be_missing(teams: Organisation, name: Any) -> None:
    answer = await teams.driver.post(activity(type="invoke", name=name, value={}))
    assert answer.status == 501
