"""What is sent is what was drawn, although its JSON was made before."""

import json
from typing import Any

import pytest
from hypothesis import given

from bot.slack.api import arguments
from bot.slack.messages import messages
from bot.slack.written import Written, body_as_json
from handlers.messages import Reply
from tests.hostile import replies


@given(replies)
def test_every_message_is_sent_as_it_was_drawn(reply: Reply) -> None:
    for message in messages(reply, shareable=True, shared_by="U0MIDWIFE"):
        assert isinstance(message.blocks, Written)
        body = {"channel": "D1", **arguments(message), "thread_ts": "5.0"}
        assert json.loads(body_as_json(body)) == json.loads(json.dumps(body))


@pytest.mark.parametrize("body", [{}, [], "a", {"blocks": []}, {"blocks": Written([], [])}, {"users": "U1"}])
def test_so_is_whatever_else(body: Any) -> None:
    assert json.loads(body_as_json(body)) == body
