"""Slack's own types read the manifest: nothing in it is unknown to them."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from bot.settings import Settings
from bot.slack.manifest import Manifest, manifest
from tests.npm.conftest import Draw

Minded = Callable[[list[Manifest]], list[Any]]
PUBLIC = "https://learning.example.org/"
SEVERAL = {"public_url": PUBLIC, "slack_client_id": "1.2", "slack_client_secret": "s"}
WAYS: dict[str, dict[str, str]] = {
    "Socket Mode": {},
    "HTTP": {"public_url": PUBLIC},
    "several workspaces": {**SEVERAL, "slack_signing_secret": "s"},
}
UNLISTED = "assistant:write"
"""docs.slack.dev/reference/scopes has it; the types of 8.2.0 do not."""


@pytest.fixture(scope="module")
def minded(drawn_by: Callable[[str], Draw]) -> Minded:
    """What is wrong with each manifest."""
    check = drawn_by("check_slack_manifests.mjs")
    return lambda given: list(check(given))


def made(way: str) -> Manifest:
    given = copy.deepcopy(manifest(Settings.model_validate(WAYS[way])))
    given["oauth_config"]["scopes"]["bot"].remove(UNLISTED)
    return given


def test_no_manifest_has_a_problem(minded: Minded) -> None:
    assert minded([made(way) for way in WAYS]) == [[]] * len(WAYS)


def test_it_would_say_so(minded: Minded) -> None:
    unknown = made("HTTP")
    unknown["features"]["agent_view"]["colour"] = "red"
    scope = made("HTTP")
    scope["oauth_config"]["scopes"]["bot"].append("everything:read")
    event = made("HTTP")
    event["settings"]["event_subscriptions"]["bot_events"].append("message.everywhere")
    nameless = made("HTTP")
    del nameless["display_information"]["name"]
    assert all(minded([unknown, scope, event, nameless]))
