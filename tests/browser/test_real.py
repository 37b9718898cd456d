"""The main job on real content in a real browser: a question in a practitioner's words, and its sources."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import replies
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.test_accessibility import violations


def ask(page: Page, question: str) -> None:
    """Types a question and presses Enter."""
    page.get_by_label("Your question").fill(question)
    page.keyboard.press("Enter")


def test_missed_appointments_are_quoted_and_their_place_is_one_press_away(
    page: Page, real_server: str
) -> None:
    page.goto(real_server)
    ask(page, "what does Child P say about missed appointments")
    reply = page.get_by_role("article", name="Answer")
    quoted = reply.locator("blockquote")
    expect(quoted.get_by_text(replies.MIDWIFERY[1].asked[0], exact=True)).to_be_visible()
    expect(quoted.get_by_text(replies.MIDWIFERY[1].answered[0], exact=True)).to_be_visible()
    expect(reply.get_by_text("Overdue:").first).to_be_visible()
    expect(reply.get_by_role("link", name="999").last).to_be_visible()
    with page.expect_popup() as opened:
        reply.locator("a[href*='from=53&to=56']").click()
    expect(opened.value.locator("mark")).to_have_text(replies.MIDWIFERY[1].answered[0])
    expect(opened.value.locator("mark")).to_be_in_viewport()


def test_a_live_concern_gets_999_and_the_front_doors(page: Page, real_server: str) -> None:
    page.goto(real_server)
    ask(page, "he is hitting her right now and she has rolled down the stairs")
    reply = page.get_by_role("article", name="Answer")
    expect(reply.get_by_role("link", name="999").first).to_be_in_viewport()
    assert reply.locator("a[href^='tel:0']").count() >= 4
    assert "rolled" not in page.content()


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize(
    "question",
    ["rec 4 for midwives", "what were the recs for health visitors", "help", "weather", "who do I contact"],
)
def test_real_replies_have_no_violation(
    browser: Browser, real_server: str, width: int, question: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    page.goto(real_server)
    ask(page, question)
    expect(page.get_by_role("article")).to_have_count(1)
    assert violations(page) == ""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
