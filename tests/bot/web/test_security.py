"""What the pages refuse, and what they tell every browser."""

import pytest
from aiohttp import web
from pytest_aiohttp import AiohttpClient

from bot.web.pages import add_routes
from bot.web.rate_limit import RateLimit, client_of
from bot.web.site import WebSettings
from tests import held, replies
from tests.bot.web.conftest import Bot, Client, OpenSite
from tests.bot.web.reading import read, words

PUBLIC = WebSettings(whole_source=False, loopback_only=False, rate_limit_per_minute=3)
BEHIND_ONE_PROXY = WebSettings(whole_source=False, loopback_only=False, rate_limit_per_minute=3, proxies=1)

PAGES = ["/", "/static/chat.js", "/health", "/source/child-p-response", "/nowhere", "/ask"]


@pytest.mark.parametrize("path", PAGES)
async def test_every_page_is_private_and_runs_no_script_but_its_own(site: Client, path: str) -> None:
    headers = (await site.get(path)).headers
    policy = dict(rule.split(" ", 1) for rule in headers["Content-Security-Policy"].split("; "))
    assert policy == {
        "default-src": "'none'",
        "style-src": "'self'",
        "script-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
    }
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize("name", sorted(replies.all_replies()))
async def test_no_page_has_script_or_style_in_it(site: Client, bot: Bot, name: str) -> None:
    bot.reply = replies.all_replies()[name]
    for html in (
        await (await site.post("/", data={"q": "x"})).text(),
        await (await site.get("/source/child-p-response?from=50&to=51")).text(),
        await (await site.get("/nowhere")).text(),
    ):
        page = read(html)
        assert not page.all("style")
        assert all(script.attributes.get("src") and not script.text for script in page.all("script"))
        assert not [
            each for each in page.elements for key in each.attributes if key == "style" or key[:2] == "on"
        ]


@pytest.mark.parametrize(
    ("path", "content_type"),
    [("chat.js", "text/javascript"), ("pages.css", "text/css"), ("icon.svg", "image/svg+xml")],
)
async def test_the_script_the_style_and_the_icon_are_served(
    site: Client, path: str, content_type: str
) -> None:
    answer = await site.get(f"/static/{path}")
    assert (answer.status, answer.content_type) == (200, content_type)


@pytest.mark.parametrize("path", ["..%2fpages.py", "%2e%2e/pages.py", "", "nothing.css"])
async def test_nothing_else_is_served_as_a_file(site: Client, path: str) -> None:
    answer = await site.get(f"/static/{path}")
    assert answer.status == 404


# Another site in the same browser


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:3978", "127.0.0.1.evil.example", "localhost@evil", ""]
)
async def test_on_loopback_a_foreign_host_name_is_refused(site: Client, bot: Bot, host: str) -> None:
    for path in ("/", "/health", "/source/child-p-response"):
        assert (await site.get(path, headers={"Host": host})).status == 403
    assert (await site.post("/ask", data={"q": "x"}, headers={"Host": host})).status == 403
    assert not bot.asked


@pytest.mark.parametrize("host", ["localhost:3978", "127.0.0.1", "127.0.0.2:80", "[::1]:3978", "LOCALHOST"])
async def test_on_loopback_its_own_names_are_answered(site: Client, host: str) -> None:
    assert (await site.get("/", headers={"Host": host})).status == 200


@pytest.mark.parametrize(
    "header", ["X-Forwarded-For", "Forwarded", "X-Forwarded-Host", "X-Real-IP", "Via", "x-forwarded-for"]
)
async def test_on_loopback_what_a_proxy_passes_on_is_refused_by_whatever_name(
    site: Client, bot: Bot, header: str
) -> None:
    passed_on = {"Host": "127.0.0.1", header: "203.0.113.7"}
    for path in ("/", "/health", "/source/child-p-response"):
        assert (await site.get(path, headers=passed_on)).status == 403
    assert (await site.post("/ask", data={"q": "x"}, headers=passed_on)).status == 403
    assert not bot.asked


async def test_elsewhere_any_host_name_is_answered(open_site: OpenSite) -> None:
    site = await open_site(settings=PUBLIC)
    assert (await site.get("/", headers={"Host": "learning.example.nhs.uk"})).status == 200


HERE = {"Host": "localhost:3978"}
CROSS_SITE = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost:9999"},
    {"Origin": "http://localhost:3978.evil.example"},
    {"Origin": "not an origin"},
    {"Origin": "file://localhost:3978"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost:3978"},
]


@pytest.mark.parametrize("headers", CROSS_SITE, ids=str)
@pytest.mark.parametrize("path", ["/", "/ask"])
async def test_a_form_sent_by_another_site_is_refused(
    site: Client, bot: Bot, headers: dict[str, str], path: str
) -> None:
    answer = await site.post(path, data={"q": "x"}, headers=HERE | headers)
    assert answer.status == 403
    assert "call 999" in words(read(await answer.text()).text)
    assert not bot.asked


OWN = [
    {},
    {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "http://localhost:3978"},
    {"Origin": "https://localhost:3978"},
]


@pytest.mark.parametrize("headers", OWN, ids=str)
async def test_a_form_of_our_own_page_is_answered(site: Client, headers: dict[str, str]) -> None:
    assert (await site.post("/", data={"q": "x"}, headers=HERE | headers)).status == 200


async def test_other_surfaces_on_the_same_application_pass_untouched(
    aiohttp_client: AiohttpClient, bot: Bot
) -> None:
    async def events(request: web.Request) -> web.Response:
        return web.Response(text="ok")

    app = web.Application()
    add_routes(app, bot.reply_to, held.library, WebSettings(whole_source=True))
    app.router.add_post("/slack/events", events)
    client = await aiohttp_client(app)
    headers = {"Host": "tunnel.example", "Sec-Fetch-Site": "cross-site"}
    answer = await client.post("/slack/events", data=b"x", headers=headers)
    assert (answer.status, await answer.text()) == (200, "ok")
    assert "Content-Security-Policy" not in answer.headers


# Too many questions


async def test_too_many_requests_wait_a_minute_and_still_see_999(open_site: OpenSite, bot: Bot) -> None:
    site = await open_site(settings=PUBLIC)
    statuses = [(await site.post("/ask", data={"q": "x"})).status for _ in range(4)]
    assert statuses == [200, 200, 200, 429]
    answer = await site.post("/", data={"q": "x"})
    assert answer.headers["Retry-After"] == "60"
    text = words(read(await answer.text()).text)
    assert "Too many questions at once" in text
    assert "call 999" in text
    assert len(bot.asked) == 3


async def test_reading_has_a_limit_of_its_own_ten_times_as_wide(open_site: OpenSite) -> None:
    site = await open_site(settings=PUBLIC, shelves=held.shelves(lambda entry: replies.answered()))
    for path in ("/", "/health", "/static/chat.js"):
        assert [(await site.get(path)).status for _ in range(4)] == [200] * 4
    for path in (
        "/source/child-p-response?from=50&to=51",
        "/entry/child-p/midwifery/2",
        "/library/reviews",
    ):
        assert [(await site.get(path)).status for _ in range(10)] == [200] * 10
    assert (await site.get("/library")).status == 429
    assert (await site.get("/entry/x")).status == 429
    assert [(await site.post("/ask", data={"q": "x"})).status for _ in range(2)] == [200, 200]
    assert (await site.post("/library/search", data={"q": "x"})).status == 200
    assert (await site.post("/library/search", data={"q": "x"})).status == 429


async def test_on_loopback_nobody_is_counted(open_site: OpenSite) -> None:
    site = await open_site(settings=WebSettings(whole_source=True, rate_limit_per_minute=1))
    assert [(await site.post("/", data={"q": "x"})).status for _ in range(3)] == [200] * 3


async def test_behind_a_proxy_each_client_is_counted_alone(open_site: OpenSite) -> None:
    site = await open_site(settings=BEHIND_ONE_PROXY)

    async def status(forwarded: str) -> int:
        return (await site.post("/", data={"q": "x"}, headers={"X-Forwarded-For": forwarded})).status

    assert [await status("198.51.100.7") for _ in range(4)] == [200, 200, 200, 429]
    assert await status("198.51.100.8") == 200
    assert await status("198.51.100.8, 198.51.100.7") == 429


async def test_without_a_proxy_of_ours_the_header_is_not_believed(open_site: OpenSite) -> None:
    site = await open_site(settings=PUBLIC)
    statuses = [
        (await site.post("/", data={"q": "x"}, headers={"X-Forwarded-For": f"198.51.100.{last}"})).status
        for last in range(4)
    ]
    assert statuses == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("remote", "forwarded", "proxies", "client"),
    [
        ("192.0.2.1", [], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9"], 0, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.9, 198.51.100.7"], 1, "198.51.100.7"),
        ("192.0.2.1", ["203.0.113.9", "198.51.100.7"], 2, "203.0.113.9"),
        ("192.0.2.1", ["203.0.113.9"], 2, "192.0.2.1"),
        ("192.0.2.1", ["nonsense"], 1, "192.0.2.1"),
        ("192.0.2.1", ["203.0.113.7:51234"], 1, "203.0.113.7"),
        ("192.0.2.1", ["[2001:db8:1:2::1]:443"], 1, "2001:db8:1:2::/64"),
        ("192.0.2.1", ["[2001:db8:1:2::1]"], 1, "2001:db8:1:2::/64"),
        ("192.0.2.1", ["[::ffff:203.0.113.7]:443"], 1, "203.0.113.7"),
        ("192.0.2.1", ["203.0.113.7:x"], 1, "192.0.2.1"),
        ("192.0.2.1", ["[203.0.113.7"], 1, "192.0.2.1"),
        ("2001:db8:1:2:3::1", [], 0, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:4::9", [], 0, "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", [], 0, "192.0.2.1"),
        (None, [], 0, ""),
    ],
)
def test_whom_a_request_counts_for(
    remote: str | None, forwarded: list[str], proxies: int, client: str
) -> None:
    assert client_of(remote, forwarded, proxies) == client


def test_a_client_may_ask_again_as_time_passes() -> None:
    now = 0.0
    limit = RateLimit(2, clock=lambda: now)
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]
    assert limit.allows("b")
    now = 29.0
    assert not limit.allows("a")
    now = 30.0
    assert limit.allows("a")
    assert not limit.allows("a")
    now = 600.0
    assert [limit.allows("a") for _ in range(3)] == [True, True, False]


def test_of_many_clients_the_one_not_heard_for_longest_is_forgotten() -> None:
    limit = RateLimit(1, clock=lambda: 0.0)
    for number in range(10_000):
        assert limit.allows(f"client {number}")
    assert not limit.allows("client 0")
    for number in range(5_000):
        assert limit.allows(f"new {number}")
    assert not limit.allows("client 0")
    assert not limit.allows("new 0")
    assert limit.allows("client 1")
    assert len(limit._buckets) == 10_000
