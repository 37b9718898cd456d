"""A deployer sets the bot up: every slip is named with its remedy, all at once, before anything starts."""

import os
from pathlib import Path

import pytest

from bot.settings import (
    Settings,
    SettingsError,
    load_content_settings,
    load_settings,
    setting_names,
    settings_warnings,
)

APP_ID = "11111111-2222-3333-4444-555555555555"
SEVERAL = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "s"}
PUBLIC = {"PUBLIC_URL": "https://learning.example.org/"}
KEY = "A" * 43 + "="
MULTI_TENANT = {"TEAMS_APP_ID": APP_ID, "TEAMS_APP_PASSWORD": "p", "TEAMS_APP_TYPE": "MultiTenant"}


@pytest.fixture(autouse=True)
def _fresh_machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No setting is set and there is no `.env`."""
    for name in list(os.environ):
        if name in {*setting_names(), "DYNO"} or name.startswith(("SLACK_", "TEAMS_")):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def put(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(name, value)


def problems() -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        load_settings()
    return caught.value.problems


def test_nothing_needs_to_be_set_to_try_the_bot() -> None:
    settings = load_settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 3978)
    assert settings.database == Path(".data/learning-bot.db")
    assert settings.loopback
    assert settings.browser_page


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=4000\nMEMORY_MINUTES=20\n", encoding="utf-8")
    put(monkeypatch, PORT="5000")
    settings = load_settings()
    assert (settings.port, settings.memory_minutes) == (5000, 20)


def test_an_empty_value_means_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, PORT="", SLACK_BOT_TOKEN="", HOST=" ")
    settings = load_settings()
    assert (settings.port, settings.slack_bot_token, settings.host) == (3978, None, "127.0.0.1")


def test_an_empty_value_does_not_hide_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("PORT=4000\n", encoding="utf-8")
    put(monkeypatch, PORT="")
    assert load_settings().port == 4000


def test_everything_wrong_is_named_at_once_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    put(
        monkeypatch,
        PORT="65536",
        LOG_LEVEL="loud",
        KNOWLEDGE_PATH="/no/such/folder",
        SLACK_BOT_TOKEN="xoxb-1",
        TEAMS_APP_ID="mine",
    )
    assert set(problems()) == {
        "PORT is '65536', which is not a whole number from 0 to 65535. Correct it, or unset it for 3978.",
        "LOG_LEVEL is 'loud', which is not one of debug, info, warning and error."
        " Correct it, or unset it for info.",
        "KNOWLEDGE_PATH is '/no/such/folder', which is not an existing folder. Correct it, or unset it.",
        "SLACK_SIGNING_SECRET is missing. SLACK_BOT_TOKEN is set, so Slack needs it too: copy it from Basic"
        " Information > App Credentials (or set SLACK_APP_TOKEN for Socket Mode), or unset SLACK_BOT_TOKEN.",
        "TEAMS_APP_PASSWORD is missing. TEAMS_APP_ID is set, so Teams needs it too: copy it from your app"
        " registration in Microsoft Entra > Certificates & secrets (the value), or unset TEAMS_APP_ID.",
        "TEAMS_TENANT_ID is missing. TEAMS_APP_ID is set, so Teams needs it too: copy it from your app"
        " registration in Microsoft Entra > Overview > Directory (tenant) ID, or unset TEAMS_APP_ID.",
        "TEAMS_APP_ID is not an application id (8-4-4-4-12 hex digits). Copy it from your app registration"
        " in Microsoft Entra.",
    }


@pytest.mark.parametrize(
    ("given", "missing"),
    [
        ({"SLACK_SIGNING_SECRET": "s"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN"),
        ({"SLACK_CLIENT_ID": "1.2", "SLACK_APP_TOKEN": "xapp-1", **PUBLIC}, "SLACK_CLIENT_SECRET"),
        ({**SEVERAL, "SLACK_APP_TOKEN": "xapp-1"}, "PUBLIC_URL"),
        ({**SEVERAL, **PUBLIC}, "SLACK_SIGNING_SECRET"),
        ({"TEAMS_APP_PASSWORD": "p", "TEAMS_TENANT_ID": "t"}, "TEAMS_APP_ID"),
        ({"TEAMS_APP_ID": APP_ID, "TEAMS_TENANT_ID": "t"}, "TEAMS_APP_PASSWORD"),
        ({"TEAMS_APP_ID": APP_ID, "TEAMS_APP_PASSWORD": "p"}, "TEAMS_TENANT_ID"),
        (MULTI_TENANT, "TEAMS_ALLOWED_TENANTS"),
    ],
)
def test_a_half_set_platform_is_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], missing: str
) -> None:
    put(monkeypatch, **given)
    assert [each.split(" is missing")[0] for each in problems()] == [missing]


@pytest.mark.parametrize(
    "given",
    [
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"},
        {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"},
        {"SLACK_BOT_TOKEN": "t", "SLACK_SIGNING_SECRET": "s", "SLACK_API_URL": "http://127.0.0.1:9/api/"},
        {**SEVERAL, **PUBLIC, "SLACK_SIGNING_SECRET": "s"},
        {**SEVERAL, **PUBLIC, "SLACK_APP_TOKEN": "xapp-1", "SLACK_TOKEN_KEY": f"{KEY}, {KEY}"},
        {**SEVERAL, **PUBLIC, "SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"},
        {"TEAMS_APP_ID": APP_ID, "TEAMS_APP_PASSWORD": "p", "TEAMS_TENANT_ID": "t"},
        {**MULTI_TENANT, "TEAMS_ALLOWED_TENANTS": "t"},
        {**MULTI_TENANT, "TEAMS_TENANT_ID": "t"},
        {"TEAMS_APP_ID": APP_ID, "TEAMS_TENANT_ID": "t", "TEAMS_APP_TYPE": "UserAssignedMSI"},
        {"TEAMS_LOCAL": "true"},
    ],
)
def test_a_platform_with_all_it_needs_is_accepted(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str]
) -> None:
    put(monkeypatch, **given)
    load_settings()


def test_a_key_that_is_none_is_named_but_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {**SEVERAL, **PUBLIC, "SLACK_SIGNING_SECRET": "s", "SLACK_TOKEN_KEY": f"{KEY},hush"}
    put(monkeypatch, **given)
    (only,) = problems()
    assert only.startswith("SLACK_TOKEN_KEY holds something that is no key (number 2)")
    assert "hush" not in only


def test_a_token_of_another_kind_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, SLACK_BOT_TOKEN="xoxp-1", SLACK_SIGNING_SECRET="s")
    (only,) = problems()
    assert "SLACK_BOT_TOKEN does not begin with xoxb-" in only


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.4", "bot.example.org", "::"])
def test_teams_without_authentication_is_refused_where_others_can_reach_it(
    monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    put(monkeypatch, TEAMS_LOCAL="on", HOST=host)
    (only,) = problems()
    assert "without authentication" in only
    assert "unset HOST for 127.0.0.1" in only


def test_teams_cannot_be_both_open_and_authenticated(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, TEAMS_LOCAL="1", TEAMS_APP_ID=APP_ID, TEAMS_APP_PASSWORD="p", TEAMS_TENANT_ID="t")
    (only,) = problems()
    assert "TEAMS_LOCAL turns authentication off" in only


def test_sqlite_is_refused_where_the_disk_vanishes(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, DYNO="web.1")
    (only,) = problems()
    assert "DATABASE_URL is an SQLite file and DYNO is set" in only
    assert "Set DATABASE_URL to a PostgreSQL database" in only
    put(monkeypatch, DATABASE_URL="postgres://bot:hunter2@db/bot")
    assert load_settings().database == "postgres://bot:hunter2@db/bot"


@pytest.mark.parametrize("url", ["mysql://bot:hunter2@db/bot", "sqlite://", "sqlite:///:memory:", "x"])
def test_another_database_is_refused_without_showing_its_password(
    monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    put(monkeypatch, DATABASE_URL=url)
    (only,) = problems()
    assert "DATABASE_URL does not name a database" in only
    assert "hunter2" not in only


@pytest.mark.parametrize(
    ("host", "public", "page"),
    [("127.0.0.1", "", True), ("localhost", "", True), ("0.0.0.0", "", False), ("0.0.0.0", "yes", True)],
)
def test_the_browser_page_stays_on_this_machine_unless_opened(
    monkeypatch: pytest.MonkeyPatch, host: str, public: str, page: bool
) -> None:
    put(monkeypatch, HOST=host, PUBLIC_WEB=public)
    assert load_settings().browser_page is page


def test_tenants_are_listed_with_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, TEAMS_ALLOWED_TENANTS="one, two,")
    assert load_settings().teams_allowed_tenants == ("one", "two")


def test_secrets_are_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, SLACK_BOT_TOKEN="xoxb-hush", SLACK_SIGNING_SECRET="hush", SLACK_APP_TOKEN="xapp-hush")
    put(monkeypatch, TEAMS_APP_ID=APP_ID, TEAMS_APP_PASSWORD="hush", TEAMS_TENANT_ID="t")
    assert "hush" not in repr(load_settings())
    put(monkeypatch, PORT="x", SLACK_BOT_TOKEN="hush", SLACK_APP_TOKEN="hush")
    assert "hush" not in "".join(problems())


def test_a_line_of_env_that_cannot_be_read_is_named_beside_the_rest() -> None:
    Path(".env").write_text("PORT=x\nthis is = not\n'\n", encoding="utf-8")
    first, *rest = problems()
    assert first.startswith(".env line 2 cannot be read. Write it as NAME=value.")
    assert any(each.startswith("PORT is 'x'") for each in rest)


def test_an_env_file_in_another_encoding_is_named() -> None:
    Path(".env").write_bytes(b"PORT=\xff\xfe\n")
    (only,) = problems()
    assert "Save it again as UTF-8" in only


def test_a_misspelt_name_is_not_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(
        "SLACK_SIGNING_SECERT=s\nDATABASE_URI=x\nEDITOR=vi\nPORT=4000\n", encoding="utf-8"
    )
    put(monkeypatch, TEAMS_COLOUR="blue", DATABASE_URLS="not ours")
    assert settings_warnings() == (
        "DATABASE_URI in .env is not a setting and is ignored. Did you mean DATABASE_URL?",
        "SLACK_SIGNING_SECERT in .env is not a setting and is ignored. Did you mean SLACK_SIGNING_SECRET?",
        "TEAMS_COLOUR is not a setting and is ignored. docs/configuration.md lists those there are.",
    )


def test_asking_in_the_terminal_minds_only_what_it_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    put(monkeypatch, SLACK_BOT_TOKEN="half set", PORT="x", DYNO="web.1", LOG_LEVEL="WARNING")
    assert load_content_settings().log_level == "warning"


def test_each_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []
