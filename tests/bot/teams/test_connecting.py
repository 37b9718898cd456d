"""Someone starts the bot with Teams: what is wrong is named with its remedy, and nothing else is stopped."""

import pytest
import structlog

from bot.settings import Settings
from bot.teams import connecting
from bot.teams.authentication import Authentication, Connectors
from bot.teams.keys import SigningKeys
from tests.bot.teams.conftest import Head, Open
from tests.bot.teams.driving import PATH, said
from tests.bot.teams.fake_teams import APP_ID, ELSEWHERE, TENANT, FakeMicrosoft, Refusal


async def test_it_says_that_it_is_on_and_where(open_teams: Open) -> None:
    async with open_teams() as teams:
        assert str(teams.connection) == f"on: POST /api/messages, SingleTenant app {APP_ID}"
        assert teams.microsoft.calls == [f"token {TENANT}"]


@pytest.mark.parametrize(
    ("code", "why", "how"),
    [
        (7000215, "refuses TEAMS_APP_PASSWORD (AADSTS7000215)", "its value (not its id)"),
        (7000222, "says that TEAMS_APP_PASSWORD has expired", "make a new client secret"),
        (700016, "does not know TEAMS_APP_ID in this organisation", "Copy TEAMS_APP_ID and TEAMS_TENANT_ID"),
        (90002, "does not know TEAMS_TENANT_ID", "Directory (tenant) ID"),
        (50034, "refuses the app (AADSTS50034)", "Compare TEAMS_APP_ID, TEAMS_TENANT_ID"),
    ],
)
async def test_a_wrong_secret_is_named_with_its_remedy_and_teams_stays_off(
    microsoft: FakeMicrosoft, open_teams: Open, code: int, why: str, how: str
) -> None:
    microsoft.login_code = code
    async with open_teams(teams_app_password="wrong") as teams:
        assert not teams.connection.on
        assert why in str(teams.connection)
        assert how in str(teams.connection)
        assert "wrong" not in str(teams.connection).replace("what is wrong", "")
        assert (await teams.driver.post(said("hello"))).status == 404


@pytest.mark.parametrize("login", [Refusal(503), Refusal(502, html=True), Refusal(404)])
async def test_while_the_login_service_fails_teams_is_on_and_answers_later(
    microsoft: FakeMicrosoft, open_teams: Open, login: Refusal
) -> None:
    microsoft.login = login
    async with open_teams() as teams:
        assert teams.connection.on
        assert "login service could not be reached yet" in str(teams.connection)
        with structlog.testing.capture_logs():
            assert (await teams.driver.post(said("hello"))).status == 201
        assert microsoft.posts == []
        microsoft.login = None
        await teams.driver.post(said("hello again"))
        assert len(microsoft.posts) == 1


async def test_nobody_at_the_login_services_address_is_no_disaster(open_teams: Open) -> None:
    async with open_teams(teams_login_url="http://127.0.0.1:9/") as teams:
        assert teams.connection.on
        assert "(ClientConnectorError)" in str(teams.connection)


async def test_a_login_service_that_never_answers_is_not_waited_for(
    open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connecting, "START_WAITS", 0.0)
    async with open_teams() as teams:
        assert "could not be reached yet (no answer)" in str(teams.connection)


async def test_an_app_for_several_organisations_gets_its_token_elsewhere(
    microsoft: FakeMicrosoft, open_teams: Open
) -> None:
    listed = {"teams_tenant_id": None, "teams_allowed_tenants": (TENANT, ELSEWHERE)}
    async with open_teams(teams_app_type="MultiTenant", **listed) as teams:
        await teams.driver.post(said("hello"))
        assert (microsoft.calls[0], len(microsoft.posts)) == ("token botframework.com", 1)


async def test_a_managed_identity_that_is_not_there_is_said_to_be_unreachable(
    microsoft: FakeMicrosoft, open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IDENTITY_ENDPOINT", "http://127.0.0.1:9/")
    monkeypatch.setenv("IDENTITY_HEADER", "x")
    async with open_teams(teams_app_type="UserAssignedMSI", teams_app_password=None) as teams:
        assert "could not be reached yet" in str(teams.connection)
        assert microsoft.calls == []


async def test_what_nobody_foresaw_turns_teams_off_and_nothing_else(
    open_teams: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(*_given: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(connecting, "_transport", breaks)
    with structlog.testing.capture_logs() as logs:
        async with open_teams() as teams:
            assert str(teams.connection).startswith("off: it could not be started (ZeroDivisionError)")
    assert [each["event"] for each in logs] == ["teams_not_started"]


LOCAL = {"teams_app_id": None, "teams_app_password": None, "teams_tenant_id": None, "teams_local": True}


def local(microsoft: FakeMicrosoft) -> dict[str, object]:
    """What Agents Playground sends: no token, and a tenant id that is none."""
    tenant = "00000000-0000-0000-0000-0000000000001"
    return {
        **said("hello"),
        "serviceUrl": microsoft.service_url,
        "conversation": {"id": "a:midwife", "conversationType": "personal", "tenantId": tenant},
        "channelData": {"tenant": {"id": tenant}},
    }


async def test_agents_playground_on_this_machine_needs_no_registration(
    microsoft: FakeMicrosoft, open_teams: Open
) -> None:
    async with open_teams(**LOCAL) as teams:
        assert "on without authentication, for Agents Playground on this machine" in str(teams.connection)
        async with teams.driver.client.post(PATH, json=local(microsoft)) as answer:
            assert answer.status == 201
        assert len(teams.head.asked) == 1
        assert [each for each in microsoft.calls if each != "post"] == []


@pytest.mark.parametrize("host", ["bot.example.org", "192.0.2.1:3978", "localhost.example.org", ""])
async def test_nobody_reaches_it_through_a_tunnel(
    microsoft: FakeMicrosoft, open_teams: Open, host: str
) -> None:
    async with open_teams(**LOCAL) as teams:
        headers = {"Host": host}
        async with teams.driver.client.post(PATH, json=local(microsoft), headers=headers) as answer:
            assert answer.status in (400, 403)
        assert teams.head.asked == []


async def test_it_writes_to_this_machine_only(microsoft: FakeMicrosoft, open_teams: Open) -> None:
    async with open_teams(**LOCAL) as teams:
        given = {**local(microsoft), "serviceUrl": "https://smba.example/"}
        async with teams.driver.client.post(PATH, json=given) as answer:
            assert answer.status == 403
        assert teams.head.asked == []


async def test_without_an_app_id_it_is_not_started_where_others_can_reach_it(
    microsoft: FakeMicrosoft, open_teams: Open
) -> None:
    for settings in ({**LOCAL, "teams_local": False}, {**LOCAL, "host": "0.0.0.0"}):
        given = {name: value for name, value in settings.items() if value is not None}
        without = Settings.model_construct(**{**Settings.model_validate({}).model_dump(), **given})
        connection, endpoint = await connecting._connect(without, None, Head().brain(), connecting.SENDER)  # type: ignore[arg-type]
        assert (connection.on, endpoint) == (False, None)
        assert "TEAMS_APP_ID is not set" in str(connection)


async def test_the_sdk_is_never_asked_to_believe_anyone_by_accident(microsoft: FakeMicrosoft) -> None:
    keys, connectors = SigningKeys("http://127.0.0.1:9/", None), Connectors(None, None)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="an app id, or anyone"):
        Authentication("", keys, connectors)
    with pytest.raises(ValueError, match="an app id, or anyone"):
        Authentication(APP_ID, keys, connectors, anyone=True)
