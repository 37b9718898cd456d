"""Someone who is not Teams knocks: 4xx, nothing is done, and nothing of what they wrote is logged."""

import json
import logging
from typing import Any

import pytest
import structlog
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.bot.teams.conftest import Open, Organisation
from tests.bot.teams.driving import PATH, activity, said
from tests.bot.teams.fake_teams import APP_ID, ELSEWHERE, TENANT
from tests.bot.teams.refusals import Given

SECRET_WORDS = "Jane Smith has a bruise"
STRANGER = rsa.generate_private_key(65537, 2048)
BAD_CLAIMS: dict[str, Given] = {
    "another issuer": {"iss": "https://sts.windows.net/72f988bf-86f1-41af-91ab-2d7cd011db47/"},
    "the emulator's issuer": {
        "iss": "https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/",
        "ver": "1.0",
        "appid": APP_ID,
    },
    "no issuer": {"iss": None},
    "another audience": {"aud": "99999999-2222-3333-4444-555555555555"},
    "no audience": {"aud": None},
    "it has expired": {"exp": 1_600_000_000},
    "it is not valid yet": {"nbf": 1_000_000_000_000},
    "another service": {"serviceurl": "https://smba.example/"},
    "no service": {"serviceurl": None},
}
BEARERS = ["", "x", "a.b.c", "ey.ey.ey", "e30.e30.", "é", "a b", "." * 5000]


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Any:
    caplog.set_level(logging.DEBUG)
    with structlog.testing.capture_logs() as lines:
        yield lambda: json.dumps(lines, default=str) + caplog.text


def nothing_done(teams: Organisation, logged: Any) -> None:
    assert teams.head.asked == []
    assert teams.microsoft.posts == []
    assert "Jane" not in logged()


@pytest.mark.parametrize("claims", BAD_CLAIMS.values(), ids=BAD_CLAIMS)
async def test_a_token_that_proves_something_else_is_refused(
    teams: Organisation, logged: Any, claims: Given
) -> None:
    answer = await teams.driver.post(said(SECRET_WORDS), teams.microsoft.signed(**claims))
    assert answer.status == 401
    nothing_done(teams, logged)


async def test_so_is_one_that_someone_else_signed(teams: Organisation, logged: Any) -> None:
    for token in (teams.microsoft.signed(STRANGER), teams.microsoft.signed(STRANGER, kid="unknown")):
        assert (await teams.driver.post(said(SECRET_WORDS), token)).status == 401
    nothing_done(teams, logged)


async def test_so_is_one_that_nobody_signed(teams: Organisation, logged: Any) -> None:
    head, claims, _ = teams.microsoft.signed().split(".")
    none = "eyJhbGciOiJub25lIiwia2lkIjoia2V5LTEifQ"
    for token in (f"{none}.{claims}.", f"{head}.{claims}."):
        assert (await teams.driver.post(said(SECRET_WORDS), token)).status == 401
    nothing_done(teams, logged)


@pytest.mark.parametrize("bearer", BEARERS, ids=lambda bearer: bearer[:10])
async def test_a_malformed_token_is_refused_and_breaks_nothing(
    teams: Organisation, logged: Any, bearer: str
) -> None:
    assert (await teams.driver.post(said(SECRET_WORDS), bearer)).status == 401
    nothing_done(teams, logged)


@pytest.mark.parametrize("header", [None, "", "Bearer", "Basic dXNlcjpwYXNz", "Bearer a b", "bearer {token}"])
async def test_so_is_a_request_that_brings_none(teams: Organisation, logged: Any, header: str | None) -> None:
    given = {**said(SECRET_WORDS), "serviceUrl": teams.microsoft.service_url}
    text = None if header is None else header.format(token=teams.microsoft.signed())
    headers = {} if text is None else {"Authorization": text}
    async with teams.driver.client.post(PATH, json=given, headers=headers) as answer:
        assert answer.status == 401
    nothing_done(teams, logged)


LEFT_OUT = ["type", "id", "from", "recipient", "conversation", "serviceUrl"]
WRONG: dict[str, Given] = {
    **{f"no {name}": {name: None} for name in LEFT_OUT},
    "conversation without id": {"conversation": {"tenantId": TENANT}},
    "conversation as text": {"conversation": "19:x"},
    "sender as text": {"from": "Jane Smith"},
    "text as number": {"text": 7},
    "id that is long": {"id": "x" * 1001},
    "entities as text": {"entities": "x"},
    "entity as text": {"entities": ["x"]},
    "channel data as text": {"channelData": "x"},
    "time that is none": {"timestamp": "yesterday"},
    "another channel": {"channelId": "webchat"},
    "members as text": {"type": "conversationUpdate", "membersAdded": "x"},
}


@pytest.mark.parametrize("changed", WRONG.values(), ids=WRONG)
async def test_an_activity_that_teams_would_not_send_is_refused(
    teams: Organisation, logged: Any, changed: Given
) -> None:
    given = {**said(SECRET_WORDS), "serviceUrl": teams.microsoft.service_url, **changed}
    headers = {"Authorization": f"Bearer {teams.microsoft.signed()}"}
    async with teams.driver.client.post(PATH, json=given, headers=headers) as answer:
        assert answer.status == 400
    nothing_done(teams, logged)


BODIES: dict[str, tuple[bytes, str, int]] = {
    "empty": (b"", "application/json", 400),
    "no JSON": (b"Jane", "application/json", 400),
    "half of it": (b'{"type": "message", "text": "Jane', "application/json", 400),
    "no object": (b'["Jane"]', "application/json", 400),
    "no UTF-8": (b'{"text": "Jane \xff\xfe"}', "application/json", 400),
    "very deep": (b'{"value":' * 20_000 + b"1" + b"}" * 20_000, "application/json", 400),
    "too large": (b'{"text": "' + b"Jane " * 60_000 + b'"}', "application/json", 413),
    "a form": (b"text=Jane", "application/x-www-form-urlencoded", 415),
    "text": (b'{"text": "Jane"}', "text/plain", 415),
}


@pytest.mark.parametrize(("body", "kind", "status"), BODIES.values(), ids=BODIES)
async def test_a_body_that_is_no_activity_is_refused(
    teams: Organisation, logged: Any, body: bytes, kind: str, status: int
) -> None:
    headers = {"Authorization": f"Bearer {teams.microsoft.signed()}", "Content-Type": kind}
    async with teams.driver.client.post(PATH, data=body, headers=headers) as answer:
        assert answer.status == status
    nothing_done(teams, logged)


async def test_what_is_nested_deep_within_an_activity_is_refused_or_answered(teams: Organisation) -> None:
    deep: Any = "x"
    for _ in range(400):
        deep = {"value": deep}
    answer = await teams.driver.post(activity(type="event", name="x", value=deep))
    assert answer.status in (201, 400)


async def test_only_posts_are_taken(teams: Organisation) -> None:
    async with teams.driver.client.get(PATH) as answer:
        assert answer.status == 405


@pytest.mark.parametrize(
    "changed",
    [
        {"conversation": {"id": "a:1", "tenantId": ELSEWHERE}, "channelData": {"tenant": {"id": ELSEWHERE}}},
        {"conversation": {"id": "a:1", "tenantId": TENANT}, "channelData": {"tenant": {"id": ELSEWHERE}}},
        {"conversation": {"id": "a:1", "tenantId": ELSEWHERE}, "channelData": {"tenant": {"id": TENANT}}},
        {"from": {"id": "29:x", "tenantId": ELSEWHERE}},
        {"conversation": {"id": "a:1"}, "channelData": {}},
    ],
)
async def test_other_organisations_are_refused(teams: Organisation, logged: Any, changed: Given) -> None:
    assert (await teams.driver.post({**said(SECRET_WORDS), **changed})).status == 403
    nothing_done(teams, logged)


async def test_an_organisation_that_is_listed_is_answered(open_teams: Open) -> None:
    partner = {"tenantId": ELSEWHERE}
    async with open_teams(teams_allowed_tenants=(ELSEWHERE.upper(),)) as teams:
        hello = said("hello", sender="29:partner")
        answer = await teams.driver.post({**hello, "conversation": {**hello["conversation"], **partner}})
        assert answer.status == 201
        assert len(teams.microsoft.posts) == 1
