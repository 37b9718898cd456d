"""A practitioner looks through the library in a real browser: by keyboard, on a phone, on paper."""

from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from playwright.sync_api import Browser, Page, expect

from tests import replies
from tests.bot.web.library import PAGES
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations


@pytest.fixture(
    scope="module", params=[(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark"), (PHONE, "dark")]
)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_no_kind_of_page_has_a_violation(screen: Page, real_server: str, name: str) -> None:
    screen.goto(real_server + PAGES[name])
    assert violations(screen) == ""
    width = screen.viewport_size["width"] if screen.viewport_size else 0
    assert screen.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    "asked", ["missed appointments", "he is hitting her right now", "the weather", "help"]
)
def test_no_result_of_a_search_has_a_violation(screen: Page, real_server: str, asked: str) -> None:
    screen.goto(f"{real_server}/library/search")
    screen.get_by_label("Your words").fill(asked)
    screen.keyboard.press("Enter")
    expect(screen.get_by_label("Search again")).to_be_visible()
    assert violations(screen) == ""


def press(page: Page, link: str) -> None:
    """Goes to a link with the Tab key alone and opens it."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()").startswith(link):
            expect(page.locator(":focus-visible")).to_have_css("outline-style", "solid")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{link} was not reached")


def test_by_keyboard_alone_from_the_chat_to_the_cited_passage(page: Page, real_server: str) -> None:
    page.goto(real_server)
    press(page, "Library")
    expect(page.get_by_role("heading", level=1)).to_have_text("Library")
    press(page, "Child P")
    press(page, "2. Missed appointments in maternity")
    expect(page.locator("blockquote").first).to_contain_text(replies.MIDWIFERY[1].asked[0])
    press(page, "See it in its place")
    expect(page.locator("mark")).to_contain_text(replies.MIDWIFERY[1].asked[0])
    expect(page.locator("mark")).to_be_in_viewport()


def test_the_first_tab_skips_to_the_content(page: Page, real_server: str) -> None:
    page.goto(f"{real_server}/library/reviews/child-p")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_search_by_keyboard_finds_and_says_where_a_promise_stands(page: Page, real_server: str) -> None:
    page.goto(f"{real_server}/library")
    page.get_by_label("Search the library").press_sequentially("missed appointment policy midwives")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="recommendation 2. Missed appointments").first).to_be_visible()
    expect(page.get_by_text("a promised date has passed").first).to_be_visible()
    assert page.url == f"{real_server}/library/search"


def test_a_live_concern_in_search_gets_999_first(page: Page, real_server: str) -> None:
    page.goto(f"{real_server}/library/search")
    page.get_by_label("Your words").fill("he is hitting her right now and she has rolled down the stairs")
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").get_by_role("link", name="999").first).to_be_in_viewport()
    assert page.locator("a[href^='tel:0']").count() >= 4
    assert "rolled" not in page.content()


def test_without_javascript_everything_can_be_read(browser: Browser, real_server: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 740})
    page = context.new_page()
    page.goto(f"{real_server}/library/reviews/child-p/standing")
    expect(page.get_by_role("img", name="each recommendation by audience and status")).to_be_visible()
    expect(page.get_by_text("Date passed. Later position not known.").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_at_400_percent_zoom_nothing_is_cut_off_sideways(
    browser: Browser, real_server: str, name: str
) -> None:
    context = browser.new_context(viewport={"width": DESKTOP // 4, "height": 225})
    page = context.new_page()
    page.goto(real_server + PAGES[name])
    assert page.evaluate("document.documentElement.scrollWidth") <= DESKTOP // 4
    context.close()


def test_nothing_moves(page: Page, real_server: str) -> None:
    page.goto(f"{real_server}/library/reviews/child-p/standing")
    style = "getComputedStyle(each)"
    moving = f"{style}.animationName !== 'none' || {style}.transitionDuration !== '0s'"
    assert page.evaluate(f"[...document.querySelectorAll('*')].filter(each => {moving}).length") == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_briefing_prints_on_one_page_of_a4(
    browser: Browser, real_server: str, tmp_path: Path, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{real_server}/entry/briefing/child-p")
    page.pdf(path=tmp_path / "briefing.pdf", prefer_css_page_size=True)
    with pdfplumber.open(tmp_path / "briefing.pdf") as printed:
        (sheet,) = printed.pages
        assert (round(sheet.width), round(sheet.height)) == (595, 842)
        text = " ".join(sheet.extract_text().split())
        assert min(character["size"] for character in sheet.chars) >= 7
    for said in (
        "Questions to talk through in your team",
        "call 999",
        "Pilot: this content",
        "recommendation 6",
    ):
        assert said in text
    context.close()
