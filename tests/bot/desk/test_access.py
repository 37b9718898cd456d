"""Who gets nothing from the desk and changes nothing on it: everybody without the link."""

import datetime as dt
from unittest.mock import Mock

import pytest
from aiohttp import web
from aiohttp.test_utils import make_mocked_request

from bot.desk.access import Access
from bot.desk.admission import admit
from bot.desk.place import COOKIE
from bot.desk.routes import add_desk
from tests.bot.desk.conftest import OWN, Office

WITHOUT_LINK = ["/desk/enter"]


def routes() -> web.Application:
    """The addresses of the desk, and of nothing else."""
    app = web.Application()
    add_desk(app, Mock())
    return app


def paths(method: str) -> list[str]:
    """Every address that answers this method, as the desk itself lists them."""
    resources = (each.resource for each in routes().router.routes() if each.method == method)
    found = (each.canonical.replace("{slug}", "child-z") for each in resources if each)
    return [path for path in found if path not in WITHOUT_LINK]


PATHS = paths("GET")
CHANGING = paths("POST")


def test_the_desk_has_pages_and_forms() -> None:
    assert {"/desk", "/desk/preview/child-z"} < set(PATHS)
    assert {"/desk/try", "/desk/replay", "/desk/leave"} <= set(CHANGING)


@pytest.mark.parametrize("path", CHANGING)
async def test_without_the_link_no_form_is_taken(office: Office, path: str) -> None:
    given = {"token": "guessed", "q": "missed appointments"}
    assert (await office.client.post(path, data=given, headers=OWN)).status == 403


async def nothing(office: Office, path: str, status: int = 403, **given: object) -> None:
    """The page is refused and shows nothing of the content."""
    answer = await office.client.get(path, **given)  # type: ignore[arg-type]
    assert answer.status == status
    text = await answer.text()
    assert "Child Z" not in text
    assert 'name="token"' not in text
    assert COOKIE not in answer.cookies


@pytest.mark.parametrize("path", PATHS)
async def test_without_the_link_there_is_nothing(office: Office, path: str) -> None:
    await nothing(office, path)


@pytest.mark.parametrize("path", PATHS)
async def test_with_the_link_everything_is_there(office: Office, path: str) -> None:
    await office.enter()
    assert (await office.client.get(path)).status == 200


async def test_the_link_sets_a_cookie_that_scripts_and_other_sites_never_get(office: Office) -> None:
    key = office.desk.access.new_link()
    answer = await office.client.get(f"/desk/enter?key={key}", allow_redirects=False)
    assert answer.status == 303
    cookie = answer.cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Strict", "/desk")
    assert key not in answer.headers["Location"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"


async def test_a_link_works_once(office: Office) -> None:
    key = office.desk.access.new_link()
    assert (await office.client.get(f"/desk/enter?key={key}", allow_redirects=False)).status == 303
    office.client.session.cookie_jar.clear()
    await nothing(office, f"/desk/enter?key={key}")


async def test_a_link_ends_after_an_hour(office: Office) -> None:
    key = office.desk.access.new_link()
    office.clock.now += dt.timedelta(hours=1)
    await nothing(office, f"/desk/enter?key={key}")
    office.clock.now -= dt.timedelta(hours=1)
    await nothing(office, f"/desk/enter?key={key}")


@pytest.mark.parametrize(
    "key", ["", "x", "\ud800".encode("utf-8", "surrogatepass").hex(), "%F0%9F", "a" * 5000]
)
async def test_a_made_up_link_is_refused(office: Office, key: str) -> None:
    office.desk.access.new_link()
    await nothing(office, f"/desk/enter?key={key}")


async def test_a_browser_that_looks_ahead_does_not_use_the_link_up(office: Office) -> None:
    key = office.desk.access.new_link()
    await nothing(office, f"/desk/enter?key={key}", headers={"Sec-Purpose": "prefetch"})
    assert (await office.client.head(f"/desk/enter?key={key}")).status == 405
    assert (await office.client.get(f"/desk/enter?key={key}", allow_redirects=False)).status == 303


@pytest.mark.parametrize("cookie", ["", "x", "a" * 43, "é"])
async def test_a_forged_session_is_worth_nothing(office: Office, cookie: str) -> None:
    await office.enter()
    office.client.session.cookie_jar.clear()
    await nothing(office, "/desk", headers={"Cookie": f"{COOKIE}={cookie}"})


async def test_a_session_that_was_left_cannot_be_replayed(office: Office) -> None:
    await office.enter()
    cookie = next(each.value for each in office.client.session.cookie_jar if each.key == COOKIE)
    token = await office.token()
    answer = await office.client.post(
        "/desk/leave", data={"token": token}, headers=OWN, allow_redirects=False
    )
    assert answer.status == 303
    office.client.session.cookie_jar.clear()
    await nothing(office, "/desk", headers={"Cookie": f"{COOKIE}={cookie}"})


async def test_a_session_ends_after_a_working_day(office: Office) -> None:
    await office.enter()
    office.clock.now += dt.timedelta(hours=8)
    await nothing(office, "/desk")


async def test_a_restart_ends_every_session(office: Office) -> None:
    access = Access(office.clock)
    token = access.enter(access.new_link())
    assert access.session(token)
    assert not Access(office.clock).session(token)


@pytest.mark.parametrize("site", ["cross-site", "same-site", "anything"])
async def test_another_site_gets_nothing_and_changes_nothing_even_with_the_session(
    office: Office, site: str
) -> None:
    await office.enter()
    token = await office.token()
    await nothing(office, "/desk", headers={"Sec-Fetch-Site": site})
    answer = await office.client.post("/desk/replay", data={"token": token}, headers={"Sec-Fetch-Site": site})
    assert answer.status == 403
    assert not office.desk.replays.running
    key = office.desk.access.new_link()
    await nothing(office, f"/desk/enter?key={key}", headers={"Sec-Fetch-Site": site})


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec-Fetch-Site": "none"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "OWN"},
    ],
)
async def test_a_change_must_come_from_a_page_of_the_desk(office: Office, headers: dict[str, str]) -> None:
    await office.enter()
    token = await office.token()
    own = f"http://{office.client.host}:{office.client.port}"
    given = {name: value.replace("OWN", own) for name, value in headers.items()}
    for path in ("/desk/replay", "/desk/try", "/desk/leave"):
        assert (await office.client.post(path, data={"token": token}, headers=given)).status == 403
    assert not office.desk.replays.running
    assert (await office.client.get("/desk")).status == 200


async def test_an_old_browser_that_sends_only_its_origin_can_use_the_desk(office: Office) -> None:
    await office.enter()
    own = f"http://{office.client.host}:{office.client.port}"
    data = {"token": await office.token(), "q": "missed appointments"}
    assert (await office.client.post("/desk/try", data=data, headers={"Origin": own})).status == 200


@pytest.mark.parametrize("token", [None, "", "x", "é"])
async def test_a_form_without_its_token_changes_nothing(office: Office, token: str | None) -> None:
    await office.enter()
    data = {} if token is None else {"token": token}
    for path in ("/desk/replay", "/desk/try", "/desk/leave"):
        assert (await office.client.post(path, data=data, headers=OWN)).status in (400, 403)
    assert not office.desk.replays.running
    assert (await office.client.get("/desk")).status == 200


async def test_the_token_of_one_session_is_worth_nothing_in_another(office: Office) -> None:
    await office.enter()
    other = await office.token()
    await office.enter()
    answer = await office.client.post("/desk/replay", data={"token": other}, headers=OWN)
    assert answer.status == 403


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "bot.example"},
        {"Host": "127.0.0.1.evil.example"},
        {"X-Forwarded-For": "127.0.0.1"},
        {"X-Forwarded-Host": "bot.example"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"Via": "1.1 proxy"},
    ],
)
async def test_through_a_proxy_or_by_another_name_there_is_no_desk(
    office: Office, headers: dict[str, str]
) -> None:
    await office.enter()
    await nothing(office, "/desk", status=404, headers=headers)
    key = office.desk.access.new_link()
    await nothing(office, f"/desk/enter?key={key}", status=404, headers=headers)


@pytest.mark.parametrize(
    ("remote", "near"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("::ffff:127.0.0.1", True),
        ("192.0.2.7", False),
        ("::ffff:192.0.2.7", False),
        ("2001:db8::1", False),
        ("", False),
    ],
)
async def test_another_computer_gets_nothing_whatever_name_it_asks_for(
    office: Office, remote: str, near: bool
) -> None:
    asked = make_mocked_request("GET", "/desk", headers={"Host": "127.0.0.1"}).clone(remote=remote)
    with pytest.raises(web.HTTPForbidden if near else web.HTTPNotFound):
        await admit(asked, office.desk)


@pytest.mark.parametrize("path", ["/desk", "/desk/enter?key=x", "/desk/try"])
async def test_every_page_of_the_desk_is_kept_from_caches_frames_and_scripts(
    office: Office, path: str
) -> None:
    headers = (await office.client.get(path)).headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert "'unsafe-inline'" not in headers["Content-Security-Policy"]
