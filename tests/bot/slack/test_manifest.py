"""Whoever pastes the manifest gets an app that fits the bot."""

import json
from collections.abc import Iterator

import pytest
import structlog
from typer.testing import CliRunner

from bot.cli import app
from bot.settings import Settings
from bot.slack import names
from bot.slack.manifest import manifest

HTTP = {"public_url": "https://learning.example.org/"}
SEVERAL = {**HTTP, "slack_client_id": "1.2", "slack_client_secret": "s", "slack_signing_secret": "s"}


def settings(**given: str) -> Settings:
    return Settings.model_validate(given)


def addresses(given: object) -> set[str]:
    """Every address, however deep."""
    if isinstance(given, dict):
        return set().union(*map(addresses, given.values()))
    if isinstance(given, list):
        return set().union(*map(addresses, given))
    return {given} if isinstance(given, str) and given.startswith("http") else set()


def test_without_an_address_it_is_for_socket_mode() -> None:
    made = manifest(settings())
    assert made["settings"]["socket_mode_enabled"]
    assert addresses(made) == set()


def test_with_an_address_everything_comes_there() -> None:
    made = manifest(settings(**HTTP))
    assert not made["settings"]["socket_mode_enabled"]
    assert addresses(made) == {"https://learning.example.org/slack/events"}
    assert made["features"]["slash_commands"][0]["url"] in addresses(made)
    assert made["settings"]["event_subscriptions"]["request_url"] in addresses(made)
    assert made["settings"]["interactivity"]["request_url"] in addresses(made)


def test_who_set_socket_mode_up_keeps_it_beside_an_address() -> None:
    given = {**HTTP, "slack_bot_token": "xoxb-1", "slack_app_token": "xapp-1"}
    assert manifest(settings(**given))["settings"]["socket_mode_enabled"]


def test_several_workspaces_are_sent_back_to_the_bot() -> None:
    made = manifest(settings(**SEVERAL))
    assert made["oauth_config"]["redirect_urls"] == ["https://learning.example.org/slack/oauth_redirect"]
    assert "redirect_urls" not in manifest(settings(**HTTP))["oauth_config"]


def test_it_asks_for_what_the_bot_needs_and_reads_along_nowhere() -> None:
    made = manifest(settings())
    assert set(made["oauth_config"]["scopes"]["bot"]) == names.NEEDED | names.OPTIONAL_SCOPES
    assert "user" not in made["oauth_config"]["scopes"]
    events = made["settings"]["event_subscriptions"]["bot_events"]
    assert [each for each in events if each.startswith("message.")] == ["message.im"]
    assert [each["command"] for each in made["features"]["slash_commands"]] == [names.COMMAND]
    assert [each["callback_id"] for each in made["features"]["shortcuts"]] == [names.SHORTCUT]


def test_its_words_fit() -> None:
    """docs.slack.dev/reference/app-manifest names these lengths."""
    made = manifest(settings())
    about = made["display_information"]
    assert len(about["name"]) <= 35
    assert len(about["description"]) <= 140
    assert 174 < len(about["long_description"]) <= 4_000
    assert len(made["features"]["agent_view"]["agent_description"]) <= 300
    shortcut = made["features"]["shortcuts"][0]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150


@pytest.fixture
def logs_as_before() -> Iterator[None]:
    """A command sends logs to its own stderr, which ends with it."""
    yield
    structlog.reset_defaults()


@pytest.mark.usefixtures("logs_as_before")
def test_the_command_prints_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", HTTP["public_url"])
    printed = CliRunner().invoke(app, ["slack", "manifest"])
    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == manifest(settings(**HTTP))


def test_the_command_makes_a_key_that_the_settings_take() -> None:
    key = CliRunner().invoke(app, ["slack", "key"]).stdout.strip()
    assert settings(**SEVERAL, slack_token_key=key).slack_token_key is not None
