"""The stand-in says no to what Slack says no to: one planted violation for each limit."""

from typing import Any

import pytest

from bot.slack.api import RefusedError, SlackApi
from bot.slack.messages import SlackMessage
from tests.bot.slack.fake_slack import CHANNEL, FakeSlack
from tests.bot.slack.refusals import refused

Given = dict[str, Any]
FINE: Given = {"type": "divider"}


def plain(text: str) -> Given:
    return {"type": "plain_text", "text": text}


def header(text: str) -> Given:
    return {"type": "header", "text": plain(text)}


def section(text: str, **more: Any) -> Given:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def button(text: str = "Show", value: str = "show x", action: str = "ask:0", **more: Any) -> Given:
    return {"type": "button", "text": plain(text), "value": value, "action_id": action, **more}


def actions(*buttons: Given) -> Given:
    return {"type": "actions", "elements": list(buttons)}


def rich(*runs: Given, kind: str = "rich_text_section") -> Given:
    return {"type": "rich_text", "elements": [{"type": kind, "elements": list(runs)}]}


def run(text: str) -> Given:
    return {"type": "text", "text": text}


JUST_WITHIN = {
    "header": header("w" * 150),
    "section": section("w" * 3_000),
    "button text": actions(button("w" * 75)),
    "button value": actions(button(value="w" * 2_000)),
    "buttons in a block": actions(*(button(action=f"ask:{each}") for each in range(25))),
    "context": {"type": "context", "elements": [plain("w")] * 10},
    "link": rich({"type": "link", "url": "https://x.example/", "text": "x"}),
}
TOO_MUCH = {
    "header": header("w" * 151),
    "header in characters that count twice": header("\U0001f476" * 76),
    "empty header": header(""),
    "mark-up in a header": {"type": "header", "text": {"type": "mrkdwn", "text": "w"}},
    "section": section("w" * 3_001),
    "button text": actions(button("w" * 76)),
    "button value": actions(button(value="w" * 2_001)),
    "button label": actions(button(accessibility_label="w" * 76)),
    "button beside a section": section("w", accessory=button("w" * 76)),
    "action": actions(button(action="w" * 256)),
    "buttons in a block": actions(*(button(action=f"ask:{each}") for each in range(26))),
    "the same action twice": actions(button(), button()),
    "no buttons": actions(),
    "context": {"type": "context", "elements": [plain("w")] * 11},
    "empty run": rich(run("")),
    "long run": rich(run("w" * 3_001)),
    "empty rich text": {"type": "rich_text", "elements": []},
    "a link that runs": rich({"type": "link", "url": "javascript:alert(1)", "text": "x"}),
    "another block": {"type": "marquee"},
    "another element": rich(run("w"), kind="rich_text_shout"),
}


@pytest.mark.parametrize("name", JUST_WITHIN)
def test_what_is_just_within_a_limit_is_taken(name: str) -> None:
    assert refused("w", [JUST_WITHIN[name]]) is None


@pytest.mark.parametrize("name", TOO_MUCH)
def test_what_is_over_a_limit_is_refused(name: str) -> None:
    assert refused("w", [FINE, TOO_MUCH[name]]) == "invalid_blocks"


def test_no_more_than_fifty_blocks_are_taken() -> None:
    assert refused("w", [FINE] * 50) is None
    assert refused("w", [FINE] * 51) == "invalid_blocks"


def test_all_blocks_together_may_be_too_long() -> None:
    assert refused("w", [section("w" * 3_000)] * 4) is None
    assert refused("w", [section("w" * 3_000)] * 5) == "msg_blocks_too_long"


def test_the_text_may_be_too_long_or_missing() -> None:
    assert refused("w" * 40_001, [FINE]) == "msg_too_long"
    assert refused("", []) == "no_text"


@pytest.mark.parametrize(
    ("channel", "block", "code"),
    [
        ("C0NOWHERE", FINE, "channel_not_found"),
        (CHANNEL, header("w" * 151), "invalid_blocks"),
        (CHANNEL, section("w" * 3_001), "invalid_blocks"),
    ],
)
async def test_the_real_client_is_told(
    slack: FakeSlack, api: SlackApi, channel: str, block: Given, code: str
) -> None:
    with pytest.raises(RefusedError) as caught:
        await api.post(channel, SlackMessage("w", (block,)))
    assert caught.value.code == code
    assert slack.posts == []


async def test_the_real_client_is_told_that_its_token_is_wrong(slack: FakeSlack, api: SlackApi) -> None:
    api.client.token = "xoxb-wrong"
    with pytest.raises(RefusedError) as caught:
        await api.post(CHANNEL, SlackMessage("w", (FINE,)))
    assert caught.value.code == "invalid_auth"
    assert slack.posts == []
