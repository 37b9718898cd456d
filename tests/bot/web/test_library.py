"""A practitioner looks through the library: reviews, themes, contacts, and where each review stands."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from pytest_aiohttp import AiohttpClient

from handlers.messages import Text
from knowledge.library import Library
from knowledge.load import load
from tests import replies
from tests.bot.web.conftest import Bot, Client, OpenSite
from tests.bot.web.library import PAGES, application, shelves, two_reviews
from tests.bot.web.reading import Page, read, words
from tests.contents import edit
from tests.hostile import HOSTILE

MIDWIFERY_2 = "/entry/child-p/midwifery/2"
MIDWIFERY_2_TITLE = "Missed appointments in maternity: recognising unhelpful compliance"


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return two_reviews(tmp_path_factory.mktemp("two") / "content")


@pytest.fixture
async def shelf(aiohttp_client: AiohttpClient, library: Library, bot: Bot) -> Client:
    """The pages over two reviews."""
    return await aiohttp_client(application(library, bot.reply_to))


async def page(client: Client, address: str) -> Page:
    """A page as a reader gets it."""
    answer = await client.get(address)
    assert answer.status == 200, address
    return read(await answer.text())


async def test_from_reviews_by_audience_to_what_the_agency_said(shelf: Client) -> None:
    home = await page(shelf, "/library")
    assert home.all("a", href="/library/reviews/child-p")
    assert home.all("a", href="/library/reviews/child-z")
    review = await page(shelf, "/library/reviews/child-p")
    assert [each.text for each in review.all("h2")][:2] == [
        "Midwifery and neonatal services",
        "Health visitors",
    ]
    assert review.all("a", href=MIDWIFERY_2)
    entry = await page(shelf, MIDWIFERY_2)
    asked, answered = entry.all("blockquote")
    assert words(asked.text) == replies.MIDWIFERY[1].asked[0]
    assert words(answered.text) == replies.MIDWIFERY[1].answered[0]
    for said in ("As at:", "In progress when the response was written", "That date passed on 31 March 2022"):
        assert said in words(entry.text)


async def test_the_page_of_a_recommendation_leads_to_what_stands_around_it(shelf: Client) -> None:
    entry = await page(shelf, MIDWIFERY_2)
    assert [each.attributes["href"] for each in entry.all("a", rel="prev")] == ["/entry/child-p/midwifery/1"]
    assert [each.attributes["href"] for each in entry.all("a", rel="next")] == ["/entry/child-p/midwifery/3"]
    assert entry.all("a", href="/library/themes/missed-appointments")
    assert entry.all("a", href="/library/audiences/midwifery")
    assert not (await page(shelf, "/entry/child-p/midwifery/1")).all("a", rel="prev")
    assert not (await page(shelf, "/entry/child-p/hscp/6")).all("a", rel="next")


async def test_conflicts_are_shown_side_by_side(shelf: Client) -> None:
    text = words((await page(shelf, "/entry/child-p/midwifery/1")).text)
    assert "Sources differ: The document gives two dates for the launch" in text
    assert "launch event in March 2021" in text
    assert "launched in March 2020" in text


async def test_a_theme_reaches_across_reviews(shelf: Client) -> None:
    theme = await page(shelf, "/library/themes/missed-appointments")
    links = {each.attributes["href"] for each in theme.all("a")}
    assert {MIDWIFERY_2, "/entry/child-p/hscp/5", "/entry/child-z/health-visiting/1"} <= links
    passed = next(each for each in theme.all("li", class_="card") if MIDWIFERY_2_TITLE in words(each.text))
    assert "in progress when written a promised date has passed" in words(passed.text)
    assert "recommendations in 2 reviews." in words(theme.text)


async def test_an_audience_reaches_across_reviews(shelf: Client) -> None:
    audience = await page(shelf, "/library/audiences/health-visiting")
    links = {each.attributes["href"] for each in audience.all("a")}
    assert {"/entry/child-p/health-visiting/1", "/entry/child-z/health-visiting/1"} <= links


@pytest.mark.parametrize("name", PAGES)
async def test_every_page_ends_with_999_and_that_it_is_a_pilot(
    shelf: Client, library: Library, name: str
) -> None:
    text = words((await page(shelf, PAGES[name])).text)
    signposting = library.safety.signposting
    assert text.endswith(f"{signposting.footer} {signposting.pilot_notice}"), text[-300:]
    assert text.count(signposting.pilot_notice) == 1


@pytest.mark.parametrize("name", PAGES)
async def test_headings_are_in_order_and_every_link_on_a_page_leads_somewhere(
    shelf: Client, name: str
) -> None:
    found = await page(shelf, PAGES[name])
    levels = [int(each.name[1]) for each in found.elements if re.fullmatch("h[1-6]", each.name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(found.all("title")) >= 1
    for link in {each.attributes["href"].partition("#")[0] for each in found.all("a")}:
        if link.startswith("/"):
            assert (await shelf.get(link)).status == 200, link


@pytest.mark.parametrize("name", PAGES)
async def test_pages_are_small_and_hold_no_script_or_style(shelf: Client, name: str) -> None:
    html = await (await shelf.get(PAGES[name])).text()
    assert len(html.encode()) < 100_000
    found = read(html)
    assert not found.all("script")
    assert not found.all("style")
    assert not [k for each in found.elements for k in each.attributes if k == "style" or k.startswith("on")]


@pytest.mark.parametrize(
    "address",
    [
        "/library/reviews/child-x",
        "/library/reviews/child-x/standing",
        "/library/themes/nothing",
        "/library/audiences/the-media",
        "/library/reviews?page=2",
        "/library/reviews?page=0",
        "/library/reviews?page=x",
        "/library/reviews?page=%C2%B2",
        "/library/nowhere",
        "/entry/child-p/midwifery/9",
    ],
)
async def test_what_is_not_held_has_no_page(shelf: Client, address: str) -> None:
    answer = await shelf.get(address)
    assert answer.status == 404
    assert "call 999" in words(read(await answer.text()).text)


async def test_a_wrong_number_and_an_answer_that_did_not_help_are_reported_from_the_library(
    shelf: Client,
) -> None:
    asked = {
        button.attributes["value"]
        for address in ("/library/contacts", "/entry/contact/hampshire-public", MIDWIFERY_2)
        for button in (await page(shelf, address)).all("button", name="q")
    }
    assert "wrong number" in asked
    assert any(
        each.startswith("wrong number contact/") and "contact/hampshire-public" in each for each in asked
    )
    assert {"feedback helpful child-p/midwifery/2", "feedback out of date child-p/midwifery/2"} <= asked


# Where a review stands


async def test_the_picture_says_the_same_as_the_table_behind_it(shelf: Client, library: Library) -> None:
    stands = await page(shelf, "/library/reviews/child-p/standing")
    pictures = [each for each in stands.all("svg") if each.attributes.get("role") == "img"]
    assert [each.attributes["aria-labelledby"] for each in pictures] == [
        "grid-title grid-desc",
        "line-title line-desc",
    ]
    described = words(stands.one("desc", id="grid-desc").text)
    assert (
        "Midwifery and neonatal services: 1 reported as done; 2 in progress when written, a promised"
        in described
    )
    table = words(stands.all("table")[0].text)
    for entry in library.recommendations:
        if entry.case == "child-p":
            assert f"{entry.number}. {entry.title}" in table
    assert table.count("reported as done in part") == 9
    assert table.count("in progress when written") == 6


async def test_a_promise_whose_date_has_passed_is_never_shown_as_done(shelf: Client) -> None:
    stands = await page(shelf, "/library/reviews/child-p/standing")
    rows = [words(each.text) for each in stands.all("tr")]
    promised = [row for row in rows if "by March 2022" in row]
    assert len(promised) == 1
    assert promised[0].endswith("31 March 2022Date passed. Later position not known.")
    row = next(row for row in rows if row.startswith("2. Missed appointments in maternity"))
    assert "done" not in row
    assert row.endswith("a promised date has passed; the later position is not known here")
    assert "Today is 23 November 2026" in words(stands.one("desc", id="line-desc").text)


async def test_done_with_a_passed_promise_is_marked_as_well(
    aiohttp_client: AiohttpClient, bot: Bot, tmp_path: Path
) -> None:
    two_reviews(tmp_path / "content")
    edit(
        tmp_path / "content",
        "reviews/child-p.yaml",
        "    conflicts_with:\n    - entry: child-p/hscp/1\n",
        "    due:\n    - {what: A launch., words: March 2021, by: 2021-03-31}\n"
        "    conflicts_with:\n    - entry: child-p/hscp/1\n",
    )
    site = await aiohttp_client(application(load(tmp_path / "content"), bot.reply_to))
    stands = await page(site, "/library/reviews/child-p/standing")
    assert "1 reported as done, a promised date has passed and the later" in words(
        stands.one("desc", id="grid-desc").text
    )


# Search


async def found(client: Client, asked: str) -> Page:
    """What a search shows."""
    answer = await client.post("/library/search", data={"q": asked})
    assert answer.status == 200
    return read(await answer.text())


async def test_search_lists_what_the_engine_finds_and_what_came_near(
    aiohttp_client: AiohttpClient, library: Library, bot: Bot
) -> None:
    near = ("child-p/midwifery/2", "policy/missed-appointment", "gap/nothing", "child-p/hscp/5")
    bot.reply = replace(bot.reply, near=near)
    site = await aiohttp_client(application(library, bot.reply_to))
    result = await found(site, "missed appointments")
    assert "You searched for missed appointments" in words(result.text)
    headings = [words(each.text) for each in result.all("h3")]
    assert headings[0].startswith("Child P: Midwifery/Neonatal Services, recommendation 2.")
    assert headings[1:] == [
        "Missed Appointment Policy in Maternity (UHS)",
        "Child P: Hampshire Safeguarding Children Partnership (HSCP), recommendation 5. Missed appointments"
        " policies across health agencies",
    ]
    assert bot.asked[0].text == "missed appointments"


async def test_a_live_concern_typed_into_search_is_answered_first_and_alone(shelf: Client, bot: Bot) -> None:
    bot.reply = replies.emergency()
    result = await found(shelf, "he is hitting Rosalind right now")
    assert "Rosalind" not in result.text
    assert result.all("a", href="tel:03005551373")
    assert words(result.one("article").text).index("999") < 200
    assert not result.all("ol", class_="cards")


async def test_what_is_not_held_is_said_to_be_not_held(shelf: Client, bot: Bot) -> None:
    bot.reply = replies.not_held()
    result = await found(shelf, "weather")
    said = next(part.text for part in bot.reply.parts if isinstance(part, Text))
    assert said in words(result.text)
    assert not [each for each in result.all("h2") if "answer" in each.text]


@pytest.mark.parametrize("hostile", [each for each in HOSTILE if each.strip()])
async def test_hostile_words_of_a_search_stay_words(shelf: Client, hostile: str) -> None:
    result = await found(shelf, hostile.encode("utf-8", "replace").decode())
    assert not result.all("script")
    assert not result.all("img")
    assert len(result.all("h1")) == 1
    assert not [k for each in result.elements for k in each.attributes if k.startswith("on")]


async def test_the_words_of_a_search_are_never_in_an_address(shelf: Client) -> None:
    form = (await page(shelf, "/library/search")).one("form")
    assert form.attributes["method"] == "post"
    assert (await shelf.get("/library/search?q=Rosalind")).status == 200
    assert "Rosalind" not in await (await shelf.get("/library/search?q=Rosalind")).text()


async def test_a_search_from_another_site_is_refused(shelf: Client, bot: Bot) -> None:
    answer = await shelf.post("/library/search", data={"q": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status == 403
    assert not bot.asked


# Switched off, and other computers


async def test_without_the_library_its_pages_are_not_there_and_nothing_leads_to_them(site: Client) -> None:
    for address in PAGES.values():
        if not address.startswith("/source"):
            assert (await site.get(address)).status == 404, address
    chat = read(await (await site.get("/")).text())
    assert not [each for each in chat.all("a") if each.attributes["href"].startswith("/library")]


async def test_withdrawn_sources_are_quoted_nowhere(
    aiohttp_client: AiohttpClient, bot: Bot, tmp_path: Path
) -> None:
    two_reviews(tmp_path / "content")
    edit(tmp_path / "content", "sources/child-p-response.yaml", "status: live", "status: withdrawn")
    site = await aiohttp_client(application(load(tmp_path / "content"), bot.reply_to))
    for name, address in PAGES.items():
        answer = await site.get(address)
        assert answer.status == (410 if name == "a source" else 200)
        text = words(read(await answer.text()).text)
        assert replies.MIDWIFERY[1].asked[0] not in text, name
        assert replies.MIDWIFERY[1].answered[0] not in text, name


async def test_only_this_computer_may_look_unless_a_setting_says_otherwise(shelf: Client) -> None:
    assert (await shelf.get("/library", headers={"Host": "bot.example"})).status == 403


async def test_the_library_of_other_content_is_open_too(open_site: OpenSite, library: Library) -> None:
    site = await open_site(library=library, shelves=shelves(library))
    assert (await site.get("/library/reviews/child-z/standing")).status == 200
