"""Someone presses a button: a choice is asked, an answer is shared."""

from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.slack.under_way import UnderWay
from bot.slack.wording import SHARED_ALREADY
from handlers.fallback import EMERGENCY_LINE
from tests import replies
from tests.bot.slack import driving
from tests.bot.slack.conftest import Open, Workspace
from tests.bot.slack.driving import Given
from tests.bot.slack.fake_slack import CHANNEL, COLLEAGUE, FOREIGN, MIDWIFE, Posted, direct_channel
from tests.bot.slack.reading import button, buttons, elements, quotations, text_of


async def asked_in_the_channel(workspace: Workspace) -> Posted:
    await workspace.driver.sends(driving.event(driving.mention("missed appointments by Jane")))
    return (await workspace.slack.posted())[-1]


async def test_did_you_mean_asks_what_the_button_says(workspace: Workspace) -> None:
    workspace.head.reply = replies.choices()
    await workspace.driver.sends(driving.event(driving.direct("missed")))
    (post,) = await workspace.slack.posted()
    second = buttons(post.blocks)[1]
    pressed = driving.press(second, workspace.slack.response_url(), channel=direct_channel(MIDWIFE))
    answer = await workspace.driver.presses(pressed)
    assert answer.status == 200
    await workspace.slack.posted(2)
    assert (second["text"]["text"], workspace.head.asked[1].text) == (
        "HSCP 5: missed appointments policies",
        "child p hscp 5",
    )


PLACES: dict[str, tuple[Given, str, str, str]] = {
    "in a direct message": ({"channel": direct_channel(MIDWIFE)}, "everyone", direct_channel(MIDWIFE), ""),
    "in a hidden answer": ({"is_ephemeral": True}, "one", "one", ""),
    "in a hidden answer in a thread": ({"is_ephemeral": True, "thread_ts": "5.0"}, "one", "one", "5.0"),
    "in a thread": ({"thread_ts": "5.0"}, "everyone", CHANNEL, "5.0"),
    "in a shared answer": ({}, "one", "one", ""),
    "where the bot is no member": ({"channel": FOREIGN, "is_ephemeral": True}, "one", "one", ""),
}


@pytest.mark.parametrize("where", PLACES)
async def test_the_answer_comes_where_the_button_stood(workspace: Workspace, where: str) -> None:
    place, seen, channel, thread = PLACES[where]
    pressed = driving.press(
        {"action_id": "ask:part2:0", "value": "x"}, workspace.slack.response_url(), **place
    )
    await workspace.driver.presses(pressed)
    (post,) = await workspace.slack.posted()
    assert (post.seen, post.channel, post.thread) == (seen, channel, thread)


async def test_a_button_holds_nothing_that_a_person_wrote(workspace: Workspace) -> None:
    post = await asked_in_the_channel(workspace)
    assert buttons(post.blocks)
    assert "Jane" not in repr(post.blocks)
    assert button(post.blocks, "share")["value"] == "child-p/midwifery/2"


async def test_sharing_shows_the_answer_to_the_channel_with_the_name_of_who_shared_it(
    workspace: Workspace,
) -> None:
    post = await asked_in_the_channel(workspace)
    pressed = driving.press(
        button(post.blocks, "share"), workspace.slack.response_url(), COLLEAGUE, is_ephemeral=True
    )
    await workspace.driver.presses(pressed)
    _, shared = await workspace.slack.posted(2)
    assert (shared.channel, shared.seen, shared.thread) == (CHANNEL, "everyone", "")
    assert workspace.head.again == [("child-p/midwifery/2",)]
    assert [each["user_id"] for each in elements(shared.blocks, "user")] == [COLLEAGUE]
    assert quotations(shared.blocks) == quotations(post.blocks)
    assert [each for each in buttons(shared.blocks) if each["action_id"] == "share"] == []


async def test_sharing_in_a_thread_stays_in_the_thread(workspace: Workspace) -> None:
    pressed = driving.press(
        {"action_id": "share", "value": "child-p/midwifery/2"},
        workspace.slack.response_url(),
        is_ephemeral=True,
        thread_ts="5.0",
    )
    await workspace.driver.presses(pressed)
    (shared,) = await workspace.slack.posted()
    assert (shared.seen, shared.thread) == ("everyone", "5.0")


async def test_an_answer_is_shared_once(workspace: Workspace) -> None:
    post = await asked_in_the_channel(workspace)
    for name in ("one", "two"):
        pressed = driving.press(
            button(post.blocks, "share"), workspace.slack.response_url(name), is_ephemeral=True
        )
        await workspace.driver.presses(pressed)
        await workspace.slack.posted(2 if name == "one" else 3)
    _, shared, told = workspace.slack.posts
    assert (shared.seen, told.seen) == ("everyone", "one")
    assert SHARED_ALREADY in text_of(told.blocks)


def press_share(workspace: Workspace, name: str) -> Given:
    share = {"action_id": "share", "value": "child-p/midwifery/2"}
    return driving.press(share, workspace.slack.response_url(name), is_ephemeral=True)


async def test_who_cannot_share_for_now_is_told_and_can_press_again(workspace: Workspace) -> None:
    workspace.head.errors.append(KeyError("Jane"))
    with capture_logs() as logged:
        await workspace.driver.presses(press_share(workspace, "one"))
        (told,) = await workspace.slack.posted()
    assert told.seen == "one"
    assert EMERGENCY_LINE in text_of(told.blocks)
    assert [(line["event"], line["error"]) for line in logged] == [("slack_not_shared", "KeyError")]
    assert "Jane" not in repr(logged)
    await workspace.driver.presses(press_share(workspace, "two"))
    _, shared = await workspace.slack.posted(2)
    assert (shared.seen, bool(quotations(shared.blocks))) == ("everyone", True)


async def test_what_slack_did_not_take_can_be_shared_again(workspace: Workspace) -> None:
    workspace.slack.failing["chat.postMessage"] = "fatal_error"
    await workspace.driver.presses(press_share(workspace, "one"))
    (told,) = await workspace.slack.posted()
    workspace.slack.failing.clear()
    await workspace.driver.presses(press_share(workspace, "two"))
    _, shared = await workspace.slack.posted(2)
    assert (told.seen, shared.seen) == ("one", "everyone")
    await workspace.driver.presses(press_share(workspace, "three"))
    assert SHARED_ALREADY in text_of((await workspace.slack.posted(3))[-1].blocks)


async def test_work_that_fails_on_the_way_is_one_line_in_the_log() -> None:
    async def fails() -> None:
        raise ValueError("Jane")

    under_way = UnderWay()
    with capture_logs() as logged:
        under_way.start(fails())
        await under_way.settle(1)
    assert [(line["event"], line["error"]) for line in logged] == [("slack_task_failed", "ValueError")]
    assert "Jane" not in repr(logged)


async def test_an_answer_can_be_shared_where_the_bot_is_no_member(workspace: Workspace) -> None:
    pressed = driving.press(
        {"action_id": "share", "value": "child-p/midwifery/2"},
        workspace.slack.response_url(),
        channel=FOREIGN,
        is_ephemeral=True,
    )
    await workspace.driver.presses(pressed)
    (shared,) = await workspace.slack.posted()
    assert (shared.seen, shared.by_response_url) == ("everyone", True)


@pytest.mark.parametrize(
    "reply",
    [replies.choices(), replies.not_held(), replies.help_reply(), replace(replies.answered(), private=True)],
    ids=["choices", "not held", "help", "private"],
)
async def test_what_is_no_answer_or_private_cannot_be_shared(open_workspace: Open, reply: object) -> None:
    async with open_workspace() as opened:
        opened.head.reply = reply  # type: ignore[assignment]
        await opened.driver.sends(driving.event(driving.mention("x")))
    for post in opened.slack.posts:
        assert [each for each in buttons(post.blocks) if each["action_id"] == "share"] == []


async def test_alone_with_the_bot_there_is_nobody_to_share_with(workspace: Workspace) -> None:
    url = workspace.slack.response_url()
    await workspace.driver.sends_form(driving.command("x", url, channel=direct_channel(MIDWIFE)))
    (post,) = await workspace.slack.posted()
    assert [each for each in buttons(post.blocks) if each["action_id"] == "share"] == []


async def test_a_button_of_an_older_version_is_acknowledged(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        pressed = driving.press({"action_id": "something_else", "value": "x"}, opened.slack.response_url())
        assert (await opened.driver.presses(pressed)).status == 200
    assert opened.slack.posts == []
