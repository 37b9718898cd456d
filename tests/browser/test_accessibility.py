"""axe finds no violation on any page, at desk and phone width, in light and dark."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests import replies
from tests.browser.conftest import DESKTOP, PHONE

PAGES = {
    "chat page": "/",
    "source page": "/source/child-p-response?from=53&to=56#l53",
    "entry page": "/entry/child-p/midwifery/2",
    "page that does not exist": "/nowhere",
}


@pytest.fixture(params=[(DESKTOP, "light"), (PHONE, "light"), (DESKTOP, "dark")], ids=str)
def screen(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, scheme = request.param
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    yield context.new_page()
    context.close()


def violations(page: Page) -> str:
    """What axe finds, as a report; empty when it finds nothing."""
    found = Axe().run(page)
    return found.generate_report() if found.violations_count else ""


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_violation(screen: Page, live_server: str, name: str) -> None:
    screen.goto(live_server + PAGES[name])
    assert violations(screen) == ""


@pytest.mark.parametrize("name", [*replies.all_replies(), "fail"])
def test_a_reply_has_no_violation(screen: Page, live_server: str, name: str) -> None:
    screen.goto(live_server)
    screen.get_by_label("Your question").fill(name)
    screen.keyboard.press("Enter")
    expect(screen.get_by_role("article")).to_have_count(1)
    assert violations(screen) == ""
