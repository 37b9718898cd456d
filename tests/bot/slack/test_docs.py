"""Whoever follows docs/slack.md gets an app that fits the bot."""

import re
from pathlib import Path

from bot.slack.names import EVENTS, EVENTS_PATH, SCOPES
from handlers.plain import AN_ANSWER

PAGE = (Path(__file__).parents[3] / "docs" / "slack.md").read_text(encoding="utf-8")
SOURCES = "".join(
    path.read_text("utf-8") for path in (Path(__file__).parents[3] / "bot" / "slack").glob("*.py")
)


def test_the_page_says_why_each_scope_is_needed_and_names_each_event() -> None:
    rows = dict(re.findall(r"^\| `([a-z_]+:?[a-z]*)` \| (to .*|for .*) \|$", PAGE, re.MULTILINE))
    assert rows == SCOPES
    assert [each for each in EVENTS if f"`{each}`" not in PAGE] == []


def test_the_page_names_the_command_the_address_and_the_first_words_of_a_notification() -> None:
    assert "learning-bot slack manifest" in PAGE
    assert EVENTS_PATH in PAGE
    assert AN_ANSWER in PAGE


def test_each_line_of_the_log_that_the_page_explains_is_one() -> None:
    explained = set(re.findall(r"^\| `(slack_[a-z_]+)`", PAGE, re.MULTILINE))
    assert len(explained) >= 3
    assert [name for name in explained if f'"{name}"' not in SOURCES] == []
