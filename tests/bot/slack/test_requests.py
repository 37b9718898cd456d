"""Whoever is not Slack is turned away, and nothing is done; what Slack never sends is turned away too."""

import json
import time

import pytest
import structlog

from bot.logs import configure
from tests.bot.slack import driving
from tests.bot.slack.conftest import Open
from tests.bot.slack.driving import signature, signed
from tests.bot.slack.fake_slack import SECRET

WORDS = "Jane Smith of 12 High Street"
BODY = json.dumps(driving.event(driving.direct(WORDS)))
NOW = str(int(time.time()))
JSON = {"Content-Type": "application/json"}


def headers(timestamp: str, sign: str) -> dict[str, str]:
    return {**JSON, "X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": sign}


FORGED = {
    "no signature": (BODY, JSON),
    "no timestamp": (BODY, {**JSON, "X-Slack-Signature": signature(BODY, NOW)}),
    "another secret": (BODY, signed(BODY, secret="another")),
    "a signature of another body": (BODY + " ", signed(BODY)),
    "a signature of another time": (BODY, headers(str(int(NOW) - 1), signature(BODY, NOW))),
    "six minutes old": (BODY, signed(BODY, age=360)),
    "from the future": (BODY, signed(BODY, age=-86_400)),
    "a day old, replayed": (BODY, signed(BODY, age=86_400)),
    "no number": (BODY, headers("yesterday", signature(BODY, "yesterday"))),
    "a huge number": (BODY, headers("9" * 400, signature(BODY, "9" * 400))),
    "empty signature": (BODY, headers(NOW, "")),
    "a signature that is no text of ours": (BODY, headers(NOW, "v0=\u00fc")),
    "another version": (BODY, headers(NOW, signature(BODY, NOW).replace("v0=", "v1="))),
    "bytes that are no text": (b"\xff\xfe{}", headers(NOW, signature(BODY, NOW))),
    "an unsigned check of the certificate": (
        "ssl_check=1&token=x",
        {"Content-Type": "application/x-www-form-urlencoded"},
    ),
}


@pytest.mark.parametrize("how", FORGED)
async def test_a_forged_or_stale_request_is_turned_away(open_workspace: Open, how: str) -> None:
    body, given = FORGED[how]
    async with open_workspace() as opened:
        answer = await opened.driver.client.post("/slack/events", data=body, headers=given)
        assert answer.status == 401
    assert (opened.head.asked, opened.slack.posts, opened.head.seen) == ([], [], set())


async def test_a_replayed_request_does_nothing_twice(open_workspace: Open) -> None:
    """Within five minutes its signature is still good; then the event itself is known."""
    given = signed(BODY)
    async with open_workspace() as opened:
        for _ in range(2):
            answer = await opened.driver.client.post("/slack/events", data=BODY, headers=given)
            assert answer.status == 200
    assert len(opened.slack.posts) == 1


MALFORMED = {
    "nothing": "",
    "half of it": BODY[: len(BODY) // 2],
    "a list": "[1, 2]",
    "a word": '"hello"',
    "null": "null",
    "an event that is a list": json.dumps({**json.loads(BODY), "event": []}),
    "an event without a type": json.dumps({**json.loads(BODY), "event": {"text": WORDS}}),
    "an event with a number as its type": json.dumps({**json.loads(BODY), "event": {"type": 5}}),
    "a message without a channel": json.dumps(
        driving.event({"type": "message", "user": "U1", "channel_type": "im"})
    ),
    "a mention that is all numbers": json.dumps(
        driving.event({"type": "app_mention", "user": 1, "channel": 2})
    ),
    "a team that is a number": json.dumps({**json.loads(BODY), "enterprise": 5}),
    "authorizations that are a number": json.dumps({**json.loads(BODY), "authorizations": 5}),
    "very deep": "{" + '"a":{' * 100_000,
}
MALFORMED_FORMS = {
    "a payload that is no JSON": "payload=hello",
    "a payload that is a list": "payload=%5B1%5D",
    "a press of nothing": "payload="
    + json.dumps(
        {
            "type": "block_actions",
            "actions": [{"action_id": "ask:0", "type": "button", "block_id": "b"}],
            "trigger_id": "t",
            "team": {"id": "T"},
        }
    ),
    "a command without a place": "command=%2Flearning&text=hello&trigger_id=1",
}


@pytest.mark.parametrize("how", [*MALFORMED, *MALFORMED_FORMS])
async def test_a_malformed_request_is_refused_though_it_is_signed(open_workspace: Open, how: str) -> None:
    kind = "application/json" if how in MALFORMED else "application/x-www-form-urlencoded"
    body = {**MALFORMED, **MALFORMED_FORMS}[how]
    async with open_workspace() as opened:
        answer = await opened.driver.client.post("/slack/events", data=body, headers=signed(body, kind=kind))
        assert answer.status == 400
    assert (opened.head.asked, opened.slack.posts) == ([], [])


async def test_slack_may_check_the_certificate_of_the_address_for_commands(open_workspace: Open) -> None:
    body = "ssl_check=1&token=x"
    given = signed(body, kind="application/x-www-form-urlencoded")
    async with open_workspace() as opened:
        answer = await opened.driver.client.post("/slack/events", data=body, headers=given)
        assert (answer.status, await answer.text()) == (200, "")
    assert opened.head.asked == []


async def test_an_oversize_request_is_refused(open_workspace: Open) -> None:
    body = json.dumps(driving.event(driving.direct("w" * 600_000)))
    async with open_workspace() as opened:
        answer = await opened.driver.client.post("/slack/events", data=body, headers=signed(body))
        assert answer.status == 413
    assert opened.head.asked == []


async def test_a_long_message_is_not_oversize(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        assert (await opened.driver.sends(driving.event(driving.direct("\u20ac" * 40_000)))).status == 200
    assert len(opened.head.asked) == 1


async def test_only_posts_are_taken(open_workspace: Open) -> None:
    async with open_workspace() as opened:
        assert (await opened.driver.client.get("/slack/events")).status == 405


@pytest.mark.parametrize("how", [*FORGED, *MALFORMED, "oversize"])
async def test_nothing_of_the_content_is_logged(
    open_workspace: Open, capfd: pytest.CaptureFixture[str], how: str
) -> None:
    configure("debug", as_json=True)
    try:
        if how in FORGED:
            body, given = FORGED[how]
        else:
            body = MALFORMED.get(how, json.dumps({"event": WORDS + "w" * 600_000}))
            given = signed(body)
        async with open_workspace() as opened:
            await opened.driver.client.post("/slack/events", data=body, headers=given)
    finally:
        structlog.reset_defaults()
    logged = "".join(capfd.readouterr())
    assert "Jane" not in logged
    assert "High Street" not in logged
    assert SECRET not in logged
    assert "slack_request_refused" in logged or "slack_not_understood" in logged
