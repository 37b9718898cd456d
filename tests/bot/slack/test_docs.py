"""Whoever follows docs/slack.md gets an app that fits the bot."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.slack.endpoint import PATH
from bot.slack.listeners import COMMAND
from bot.slack.remedies import NEEDED
from bot.slack.wording import ANSWER

PAGE = (Path(__file__).parents[3] / "docs" / "slack.md").read_text(encoding="utf-8")
SOURCES = "".join(
    path.read_text("utf-8") for path in (Path(__file__).parents[3] / "bot" / "slack").glob("*.py")
)


@pytest.fixture
def manifest() -> dict[str, Any]:
    found = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    given: dict[str, Any] = yaml.safe_load(found[1])
    return given


def test_the_manifest_asks_for_what_the_bot_needs_and_no_more(manifest: dict[str, Any]) -> None:
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == NEEDED
    assert [each["command"] for each in manifest["features"]["slash_commands"]] == [COMMAND]
    assert manifest["settings"]["event_subscriptions"]["bot_events"] == ["app_mention", "message.im"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    assert manifest["features"]["app_home"]["messages_tab_read_only_enabled"] is False


def test_the_page_names_the_address_and_the_first_words_of_a_notification() -> None:
    assert f"https://YOUR-ADDRESS{PATH}" in PAGE
    assert ANSWER in PAGE


def test_each_line_of_the_log_that_the_page_explains_is_one() -> None:
    explained = set(re.findall(r"^\| `(slack_[a-z_]+)`", PAGE, re.MULTILINE))
    assert len(explained) >= 3
    assert [name for name in explained if f'"{name}"' not in SOURCES] == []
