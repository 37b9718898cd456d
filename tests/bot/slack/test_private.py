"""Someone writes about a live concern, or names a child: the answer is for their eyes only."""

from dataclasses import replace

import pytest

from handlers.fallback import EMERGENCY_LINE
from handlers.messages import Text
from tests import replies
from tests.bot.slack import driving
from tests.bot.slack.conftest import Open, Workspace
from tests.bot.slack.driving import Given
from tests.bot.slack.fake_slack import CHANNEL, MIDWIFE, Posted, direct_channel
from tests.bot.slack.reading import buttons, text_of

IDENTIFYING = replace(
    replies.answered(),
    parts=(Text("Your message may identify a child or a family.", "caution"), *replies.answered().parts),
    identifying=True,
    private=True,
)


def seen_by_others(posts: list[Posted]) -> list[Posted]:
    return [post for post in posts if post.seen == "everyone" and post.channel != direct_channel(MIDWIFE)]


@pytest.mark.parametrize("reply", [replies.emergency(), IDENTIFYING], ids=["concern", "identifying"])
@pytest.mark.parametrize("more", [{}, {"thread_ts": "5.000100"}], ids=["channel", "thread"])
async def test_in_a_channel_only_the_sender_sees_it_and_keeps_it(
    open_workspace: Open, reply: object, more: Given
) -> None:
    async with open_workspace() as opened:
        opened.head.reply = reply  # type: ignore[assignment]
        await opened.driver.sends(driving.event(driving.mention("a mark on the ear", **more)))
    hidden, kept = opened.slack.posts
    assert (hidden.channel, hidden.seen, hidden.user) == (CHANNEL, "one", MIDWIFE)
    assert hidden.thread == more.get("thread_ts", "")
    assert (kept.channel, kept.seen) == (direct_channel(MIDWIFE), "everyone")
    assert text_of(kept.blocks) == text_of(hidden.blocks)
    assert [each for each in buttons(hidden.blocks) if each["action_id"] == "share"] == []


async def test_in_a_direct_message_it_is_said_once(workspace: Workspace) -> None:
    workspace.head.reply = replies.emergency()
    await workspace.driver.sends(driving.event(driving.direct("a mark on the ear")))
    (post,) = await workspace.slack.posted()
    assert (post.channel, post.seen) == (direct_channel(MIDWIFE), "everyone")


async def test_after_a_command_it_is_kept_as_well(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        opened.head.reply = replies.emergency()
        await opened.driver.sends_form(driving.command("a mark on the ear", opened.slack.response_url()))
    assert [(post.seen, post.by_response_url) for post in opened.slack.posts] == [
        ("one", True),
        ("everyone", False),
    ]
    assert opened.slack.posts[1].channel == direct_channel(MIDWIFE)


async def test_after_a_button_in_a_thread_only_the_one_who_pressed_it_sees_it(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        opened.head.reply = replies.emergency()
        pressed = driving.press(
            {"action_id": "ask:part1:0", "value": "x"}, opened.slack.response_url(), thread_ts="5.000100"
        )
        await opened.driver.presses(pressed)
    assert seen_by_others(opened.slack.posts) == []
    assert len(opened.slack.posts) == 2


@pytest.mark.parametrize(
    ("broken", "left"), [("chat.postEphemeral", "everyone"), ("conversations.open", "one")]
)
async def test_one_way_is_enough(open_workspace: Open, broken: str, left: str) -> None:
    async with open_workspace() as opened:
        opened.slack.failing[broken] = "missing_scope"
        opened.head.reply = replies.emergency()
        await opened.driver.sends(driving.event(driving.mention("a mark on the ear")))
    (post,) = opened.slack.posts
    assert post.seen == left
    assert seen_by_others(opened.slack.posts) == []


async def test_when_the_sender_cannot_be_reached_the_channel_sees_999_and_no_more(
    open_workspace: Open,
) -> None:
    async with open_workspace() as opened:
        opened.slack.failing |= {
            "chat.postEphemeral": "user_not_in_channel",
            "conversations.open": "missing_scope",
        }
        opened.head.reply = replies.emergency()
        await opened.driver.sends(driving.event(driving.mention("a mark on the ear")))
    (post,) = opened.slack.posts
    assert (post.channel, post.seen) == (CHANNEL, "everyone")
    assert EMERGENCY_LINE in text_of(post.blocks)
    assert "bruising" not in text_of(post.blocks).lower()
    assert "Hampshire Children's Services" not in text_of(post.blocks)


async def test_when_it_cannot_be_drawn_the_fallback_is_private_too(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        opened.head.reply = replace(replies.emergency(), parts=(object(),))  # type: ignore[arg-type]
        await opened.driver.sends(driving.event(driving.mention("a mark on the ear", thread_ts="5.0")))
    assert len(opened.slack.posts) == 2
    assert seen_by_others(opened.slack.posts) == []
    assert all(EMERGENCY_LINE in text_of(post.blocks) for post in opened.slack.posts)
